use serde::{Serialize, Serializer};
use std::fmt;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What differs.
    pub id: Id,
    /// How bad it is.
    pub severity: Severity,
    /// The machine whose config it is.
    pub machine: String,
    /// The service that it is about; absent: the config as a whole.
    pub service: Option<String>,
    /// Both values.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Where the config says it; of what it does not say, where its services start.
    pub config: Option<Location>,
    /// Where the table says it; of what it does not say, the row or the machine.
    pub table: Location,
    /// Why it is meant, where a deviation of the table says so.
    pub reason: Option<String>,
}

/// How bad a finding is
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The table and the config differ.
    Error,
    /// The config can be read and may not be meant so.
    Warning,
    /// A deviation of the table says why it is meant.
    Note,
}

/// What differs; the name never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "`Id::name` says it")]
pub enum Id {
    Dependencies,
    DockerGroup,
    Feature,
    Group,
    HealthPort,
    Listeners,
    OnlyInConfig,
    OnlyInTable,
    Port,
    Required,
    Script,
    Structure,
    UnknownField,
    UnusedDeviation,
    Variable,
}

/// A place in a file; line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Location {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Id {
    /// The id without `import/`, as a deviation of the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dependencies => "dependencies",
            Self::DockerGroup => "docker-group",
            Self::Feature => "feature",
            Self::Group => "group",
            Self::HealthPort => "health-port",
            Self::Listeners => "listeners",
            Self::OnlyInConfig => "only-in-config",
            Self::OnlyInTable => "only-in-table",
            Self::Port => "port",
            Self::Required => "required",
            Self::Script => "script",
            Self::Structure => "structure",
            Self::UnknownField => "unknown-field",
            Self::UnusedDeviation => "unused-deviation",
            Self::Variable => "variable",
        }
    }

    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Structure | Self::UnknownField => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Severity {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "import/{}", self.name())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// For people: what and where, on both sides, and what to do; one thing a line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, machine, .. } = self;
        let first = self.config.as_ref().unwrap_or(&self.table);
        write!(f, "{first}: {} [{id}]: ", self.severity.name())?;
        match &self.service {
            Some(service) => write!(f, "`{service}` on {machine}: ")?,
            None => write!(f, "{machine}: ")?,
        }
        f.write_str(&self.message)?;
        if self.config.is_some() {
            write!(f, "\n  table: {}", self.table)?;
        }
        if let Some(reason) = &self.reason {
            write!(f, "\n  meant: {reason}")?;
        } else if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}
