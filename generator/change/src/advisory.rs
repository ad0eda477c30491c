use serde::Serialize;

/// What a database of advisories says of the change; the scanner fills it
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Advisories {
    /// Which database, by its date or digest
    pub database: String,
    /// In the new state and not in the old
    pub introduced: Vec<Advisory>,
    /// In the old state and not in the new
    pub fixed: Vec<Advisory>,
}

/// One advisory on one package
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Advisory {
    /// `CVE-2024-…`, or what the database calls it
    pub id: String,
    /// `CRITICAL`, `HIGH`, …; empty where nobody says
    pub severity: String,
    /// The package that it is about
    pub package: String,
    /// The version that has it
    pub version: String,
    /// The first version without it
    pub fixed_in: Option<String>,
}
