use serde::Serialize;

/// Something in a database or a report that is not as its format has it
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Malformed {
    /// The file, and the member where it is an archive
    pub file: String,
    /// The record or vulnerability
    pub id: String,
    /// The package that it is about, where that is known
    pub package: Option<String>,
    /// What is wrong, with both
    pub message: String,
    /// Whether something that it may say of a package is not judged
    pub left_out: bool,
}
