//! The comment that every rendered file begins with.

use crate::Machine;
use std::fmt;

const WRITTEN: &str = "# Written by gen-lock render ";
const MACHINE: &str = " for machine ";
const PHASE: &str = ", phase ";

/// What is rendered
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A compose file
    Compose,
    /// Podman quadlets
    Quadlet,
    /// A startup config of the fleet's own
    StartupConfig,
}

impl Form {
    const ALL: [Self; 3] = [Self::Compose, Self::Quadlet, Self::StartupConfig];

    /// The word of the command line
    pub fn name(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Quadlet => "quadlet",
            Self::StartupConfig => "startup-config",
        }
    }
}

/// Which render a file is of; its first line
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// As what
    pub form: Form,
    /// The machine
    pub machine: String,
    /// The phase, where one alone was rendered
    pub phase: Option<u8>,
}

impl Header {
    /// That of a machine's files
    pub fn of(form: Form, machine: &Machine<'_>) -> Self {
        Self {
            form,
            machine: machine.name.to_owned(),
            phase: machine.phase,
        }
    }

    /// Reads the header of a file; `None` where gen-lock did not write it
    pub fn read(text: &str) -> Option<Self> {
        let line = text.lines().next()?.strip_prefix(WRITTEN)?;
        let (form, rest) = line.split_once(MACHINE)?;
        let form = Form::ALL.into_iter().find(|one| one.name() == form)?;
        let (machine, phase) = match rest.split_once(PHASE) {
            Some((machine, phase)) => (machine, Some(phase.parse().ok()?)),
            None => (rest, None),
        };
        Some(Self {
            form,
            machine: machine.to_owned(),
            phase,
        })
    }

    /// Whether a render with this header takes the place of what a file with `other` holds: the same
    /// form and machine, and the same phase unless this is the whole
    pub fn replaces(&self, other: &Self) -> bool {
        let phase = self.phase.is_none() || self.phase == other.phase;
        phase && self.form == other.form && self.machine == other.machine
    }

    /// The comment: this header, the lock, and further lines
    pub(crate) fn comment<'a>(&self, lock: &str, lines: impl Iterator<Item = &'a str>) -> String {
        let mut text = format!("{self}\n# from the build-lock.json of\n# sha256:{lock}\n");
        text += "# An edit is lost with the next render; the table is services/fleet.toml\n";
        for line in lines {
            text += format!("# {line}").trim_end();
            text.push('\n');
        }
        text
    }
}

/// The line, without its end
impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (form, machine) = (self.form.name(), &self.machine);
        write!(f, "{WRITTEN}{form}{MACHINE}{machine}")?;
        match self.phase {
            Some(phase) => write!(f, "{PHASE}{phase}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Header};

    fn header(phase: Option<u8>) -> Header {
        Header {
            form: Form::StartupConfig,
            machine: "pc2".to_owned(),
            phase,
        }
    }

    #[test]
    fn reads_what_it_prints() {
        for phase in [None, Some(2)] {
            let header = header(phase);
            assert_eq!(
                Header::read(&format!("{header}\nservices:\n")),
                Some(header)
            );
        }
    }

    #[test]
    fn knows_no_other_file() {
        for text in [
            "",
            "services:\n",
            "# Written by hand for machine pc2\n",
            "\n# Written by gen-lock render compose for machine pc2\n",
            "# Written by gen-lock render kubernetes for machine pc2\n",
            "# Written by gen-lock render compose for machine pc2, phase x\n",
        ] {
            assert_eq!(Header::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_phase_replaces_itself_alone() {
        assert!(header(None).replaces(&header(Some(1))));
        assert!(header(Some(1)).replaces(&header(Some(1))));
        assert!(!header(Some(1)).replaces(&header(Some(2))));
        assert!(!header(Some(1)).replaces(&header(None)));
    }
}
