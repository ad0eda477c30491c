use crate::{Host, Repository};
use std::fmt;

/// What a request was about, for messages
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct What(pub String);

/// Why a registry's answer is of no use
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The set-up of the client itself
    #[error("cannot use HTTP: {0}")]
    Client(String),
    /// No answer, again and again
    #[error("{what}: `{host}` cannot be reached: {cause}")]
    Unreachable {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// Without addresses, which may hold secrets
        cause: String,
    },
    /// No TLS, or of an authority that nobody here knows
    #[error("{what}: `{host}` cannot be trusted: {cause}\n\nhint: add your own CA certificate to the system's (`update-ca-certificates`) or to the file in `SSL_CERT_FILE`; for a registry without TLS, use `--plain-http`")]
    Tls {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// Without addresses, which may hold secrets
        cause: String,
    },
    /// An answer that says no
    #[error("{what}: `{host}` answers {status}{said}{}", hint_of_status(*status, host))]
    Status {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// The HTTP status
        status: u16,
        /// The start of the registry's own words
        said: String,
    },
    /// The credentials were taken and are not enough, or there are none
    #[error("{what}: `{host}` denies access: {said}\n\nhint: log in with the container tools, such as `skopeo login {host}`: gen-lock reads their auth files and credential helpers")]
    Denied {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// Why
        said: String,
    },
    /// Bytes that are not those that were asked for
    #[error("{what}: `{host}` sends different bytes: want {want}, got {got}")]
    Bytes {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// Digest or length
        want: String,
        /// Likewise
        got: String,
    },
    /// An answer that the specification does not allow
    #[error("{what}: `{host}` violates the distribution specification: {said}")]
    Malformed {
        /// The registry
        host: Host,
        /// What was asked
        what: What,
        /// How
        said: String,
    },
    /// No place for a list of referrers
    #[error("`{host}` does not support the referrers API, and the fallback tag `{tag}` in `{repository}` does not name an index\n\nhint: check what it names: if somebody set that tag, delete it, and the next push attaches the documents; a registry that reads the tag as a digest cannot store them")]
    Taken {
        /// The registry
        host: Host,
        /// Where
        repository: Repository,
        /// The tag of the schema
        tag: String,
    },
    /// Reading what is sent, or writing what comes
    #[error("{what}: {cause}")]
    Local {
        /// What was asked
        what: What,
        /// Of the file
        cause: std::io::Error,
    },
    /// The credentials cannot be had
    #[error("credentials for `{host}`: {said}")]
    Credentials {
        /// The registry
        host: Host,
        /// Why
        said: String,
    },
}

impl Error {
    /// Whether the same again may do
    pub(crate) fn passes(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Status { status, .. } => passing(*status),
            _ => false,
        }
    }

    /// The status, where there was an answer
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }
}

/// Statuses that another try may change
pub(crate) fn passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn hint_of_status(status: u16, host: &Host) -> String {
    match status {
        401 | 403 => format!(
            "\n\nhint: log in with the container tools, such as `skopeo login {host}`: gen-lock reads \
             their auth files and credential helpers"
        ),
        429 => "\n\nhint: the registry limits the rate of requests; wait, and run this again: blobs \
            that are there are not uploaded again"
            .to_owned(),
        _ => String::new(),
    }
}
