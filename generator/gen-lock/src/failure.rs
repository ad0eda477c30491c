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

/// Whether an error is about what the user gave
pub fn is_finding(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.is::<Finding>() || cause.is::<fleet::Error>())
}
