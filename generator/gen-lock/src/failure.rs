use std::fmt;

/// Something that is wrong with what the user gave: exit code 1. Any other error means that the
/// command could not run: exit code 2.
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
    use super::{finding, is_finding, judged};
    use std::io::{Error, ErrorKind};
    use std::path::PathBuf;

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
