use crate::first_line::first_line;
use serde::Serialize;

/// Every check's name
pub const IDS: [&str; 13] = [
    "driver", "gpu", "sm", "toolkit", "engine", "socket", "cgroup", "seccomp", "apparmor", "disk",
    "ports", "clock", "resume",
];

/// How a check ended
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be
    Ok,
    /// It works, with what is said
    Note,
    /// The fleet cannot run, or not as it was declared
    Blocker,
    /// Nothing on the machine could tell
    Unknown,
}

impl Verdict {
    /// As the table and JSON write it
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Blocker => "blocker",
            Self::Unknown => "unknown",
        }
    }
}

/// A judged check
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The check's name, such as `driver`; every taken port is a check of its own under `ports`
    pub id: &'static str,
    /// What was looked at
    pub what: String,
    /// What the machine says: one line without control characters
    pub got: String,
    /// What the fleet wants
    pub want: String,
    /// How it ended
    pub verdict: Verdict,
    /// What to do; every blocker has one
    pub remedy: Option<String>,
}

/// A check before its verdict
pub struct Question {
    /// The check's; of a fact that the table has, its key there
    pub id: &'static str,
    what: String,
    want: String,
}

impl Question {
    pub fn new(id: &'static str, what: impl Into<String>, want: impl Into<String>) -> Self {
        debug_assert!(IDS.contains(&id), "`{id}` is not a known check");
        Self {
            id,
            what: what.into(),
            want: want.into(),
        }
    }

    pub fn ok(self, got: impl AsRef<str>) -> Check {
        self.judged(Verdict::Ok, got.as_ref(), None)
    }

    /// Worth knowing, with nothing to do
    pub fn said(self, got: impl AsRef<str>) -> Check {
        self.judged(Verdict::Note, got.as_ref(), None)
    }

    pub fn note(self, got: impl AsRef<str>, remedy: impl Into<String>) -> Check {
        self.judged(Verdict::Note, got.as_ref(), Some(remedy.into()))
    }

    pub fn blocker(self, got: impl AsRef<str>, remedy: impl Into<String>) -> Check {
        self.judged(Verdict::Blocker, got.as_ref(), Some(remedy.into()))
    }

    pub fn unknown(self, got: impl AsRef<str>, remedy: impl Into<String>) -> Check {
        self.judged(Verdict::Unknown, got.as_ref(), Some(remedy.into()))
    }

    fn judged(self, verdict: Verdict, got: &str, remedy: Option<String>) -> Check {
        Check {
            id: self.id,
            what: self.what,
            got: first_line(got),
            want: self.want,
            verdict,
            remedy,
        }
    }
}
