use std::fmt;

/// Why a command has no outcome
#[derive(Debug)]
pub enum Failure {
    /// Something is wrong with what the user gave: exit code 1
    Finding(anyhow::Error),
    /// It could not run, so that nothing was judged: exit code 2
    CannotRun(anyhow::Error),
}

impl Failure {
    /// The program's exit code
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Finding(_) => 1,
            Self::CannotRun(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Finding(error) | Self::CannotRun(error)) = self;
        write!(f, "{error:#}")
    }
}

/// A command that does not say otherwise goes by what the error is made of
impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error = error.into();
        match is_finding(&error) {
            true => Self::Finding(error),
            false => Self::CannotRun(error),
        }
    }
}

/// Something that is wrong with what the user gave
#[derive(Debug)]
pub struct Finding(pub String);

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Finding {}

/// A finding about a file, as an error
pub fn finding(message: impl fmt::Display) -> anyhow::Error {
    anyhow::Error::new(Finding(message.to_string()))
}

/// An error of a judge who reads and writes files: a finding, but for a disk that is full
pub fn judged(error: impl std::error::Error + Send + Sync + 'static) -> anyhow::Error {
    let error = anyhow::Error::new(error);
    if error.chain().any(is_full) {
        return error;
    }
    finding(error)
}

/// Whether an error is about what the user gave
pub fn is_finding(error: &anyhow::Error) -> bool {
    let mut chain = error.chain();
    let is_of_layout = |cause: &(dyn std::error::Error + 'static)| {
        let layout = cause.downcast_ref::<verify::LayoutError>();
        layout.is_some_and(verify::LayoutError::is_finding)
    };
    chain.any(|cause| cause.is::<Finding>() || cause.is::<fleet::Error>() || is_of_layout(cause))
        && !error.chain().any(is_full)
}

/// Whether a disk or a quota is at its end: says nothing of what was judged
fn is_full(cause: &(dyn std::error::Error + 'static)) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let kind = cause
        .downcast_ref::<std::io::Error>()
        .map(std::io::Error::kind);
    kind.is_some_and(|kind| [FileTooLarge, QuotaExceeded, StorageFull].contains(&kind))
}

/// Whether a program's words say so
pub fn says_full(words: &str) -> bool {
    ["No space left on device", "Disk quota exceeded"]
        .iter()
        .any(|said| words.contains(said))
}

#[cfg(test)]
mod tests {
    use super::{finding, is_finding, judged, Failure};
    use std::io::{Error, ErrorKind};
    use std::path::PathBuf;

    #[test]
    fn what_an_error_is_made_of_gives_the_exit_code() {
        let code = |error: anyhow::Error| Failure::from(error.context("around it")).exit_code();
        assert_eq!(code(finding("a")), 1);
        assert_eq!(code(anyhow::anyhow!("a")), 2);
        let wrong = fleet::Error {
            file: "a.toml".to_owned(),
            position: None,
            message: "is wrong".to_owned(),
            hint: None,
        };
        assert_eq!(code(anyhow::Error::new(wrong)), 1);
        let judged = Failure::CannotRun(finding("a").context("of `b`"));
        assert_eq!(
            (judged.exit_code(), judged.to_string()),
            (2, "of `b`: a".to_owned())
        );
    }

    #[test]
    fn a_full_disk_is_no_finding() {
        let of = |kind: ErrorKind| {
            judged(layer::Error::Io {
                path: PathBuf::from("a.tar"),
                source: Error::from(kind),
            })
        };
        assert!(is_finding(&of(ErrorKind::NotFound)));
        assert!(!is_finding(&of(ErrorKind::StorageFull)));
        let both = anyhow::Error::new(Error::from(ErrorKind::StorageFull)).context("a");
        assert!(!is_finding(&both) && is_finding(&finding("a")));
    }
}
