use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::PackageName;

use crate::pylock::{LARGEST_FILE, LARGEST_TEXT};
use crate::WheelFilenameError;
use crate::{FileHashError, Interpreter, MalformedField, MarkerError, RequirementError, Severity};

/// What can be wrong with a lock; the message is the [`Display`](std::fmt::Display).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Problem {
    // the text
    #[error("the lock has {size} bytes, more than the limit of {LARGEST_TEXT}")]
    TooLarge { size: usize },
    #[error("not valid TOML: {0}")]
    Toml(String),
    #[error("unknown `lock-version`: `{0}`")]
    LockVersion(String),
    #[error("`lock-version` is `{0}`: its additions to `1.0` are ignored")]
    NewerLockVersion(String),
    #[error(
        "a lock must be called `pylock.toml` or `pylock.NAME.toml`, without a dot in NAME: `{0}`"
    )]
    FileName(String),
    #[error("not a supported lock: {0}")]
    OtherFormat(&'static str, &'static str),
    #[error("not text in UTF-8, UTF-16 or UTF-32")]
    Encoding,
    #[error("`{table}` lacks `{key}`")]
    MissingKey {
        table: &'static str,
        key: &'static str,
    },
    #[error("unknown key in `{table}`: `{key}`")]
    UnknownKey { table: &'static str, key: String },
    #[error("`{key}` must be {want}, not {got}")]
    Type {
        key: String,
        want: &'static str,
        got: &'static str,
    },
    #[error("`{key}` is malformed: `{value}`: {reason}")]
    Value {
        key: &'static str,
        value: String,
        reason: String,
    },
    #[error("`{key}` isn't in normal form: `{name}` must be `{normal}`")]
    NotNormalized {
        key: &'static str,
        name: String,
        normal: String,
    },
    #[error(transparent)]
    Marker(#[from] MarkerError),
    #[error("{0} can't be installed from a lock of wheels")]
    Unsupported(String),

    // a file
    #[error(transparent)]
    WheelFilename(#[from] WheelFilenameError),
    #[error("`{filename}` is not a wheel of {name} {version}")]
    OtherPackage {
        filename: String,
        name: PackageName,
        version: Version,
    },
    #[error("a file needs a `path` or a `url`")]
    Location,
    #[error("a wheel's path must stay inside the folder of the lock: `{0}`")]
    Path(String),
    #[error("no SHA-256 for `{0}`")]
    MissingHash(String),
    #[error(transparent)]
    Hash(#[from] FileHashError),
    #[error("no size for `{file}`{}", and_others(.others))]
    MissingSize { file: String, others: usize },
    #[error("`size` must be between 1 and {LARGEST_FILE}: `{0}`")]
    Size(i64),
    #[error("the file is locked twice: `{0}`")]
    DuplicateFile(String),
    #[error("the lock contradicts itself on `{file}`: {reason}")]
    Contradiction { file: String, reason: String },
    #[error("a URL contains a user name or a password: `{0}`")]
    Credentials(String),
    #[error("a URL uses plain HTTP: `{0}`")]
    PlainHttp(String),

    // a package
    #[error("`{0}` isn't pinned")]
    Unpinned(String),
    #[error("`{name}` is locked twice: {first} and {second}")]
    DuplicatePackage {
        name: PackageName,
        first: Version,
        second: Version,
    },
    #[error("no wheel of {name} {version} is compatible with {interpreter}: {}", list(.files))]
    NoWheel {
        name: PackageName,
        version: Version,
        interpreter: String,
        files: Vec<String>,
    },
    #[error("{name} {version} has no wheel, only the source: {}", list(.files))]
    SourceOnly {
        name: PackageName,
        version: Version,
        files: Vec<String>,
    },
    #[error("two wheels of {name} are equally compatible: `{first}` and `{second}`")]
    Ambiguous {
        name: PackageName,
        first: String,
        second: String,
    },
    #[error("`{name}` is listed as unsafe and is not pinned")]
    Unsafe { name: String },

    // the interpreter
    #[error("the lock was made for Python {claim}, the interpreter is {interpreter}")]
    OtherPython { claim: String, interpreter: Version },
    #[error("{of} requires Python {requires}, the interpreter is {interpreter}")]
    RequiresPython {
        of: String,
        requires: VersionSpecifiers,
        interpreter: Version,
    },
    #[error("none of the lock's `environments` includes {0}")]
    Environments(String),
    #[error("read without {}: their packages are left out", list(.0))]
    NotChosen(Vec<String>),
    #[error("`environments` is empty: the lock is for no environment")]
    NoEnvironment,

    // a line of a requirements file
    #[error(transparent)]
    Requirement(#[from] RequirementError),
    #[error("an option is not allowed in a lock: `{0}`")]
    Option(String),
    #[error("an option is unnecessary in a lock: `{0}`")]
    IdleOption(String, &'static str),
    #[error("a requirement in a lock must have a version, not a URL: `{0}`")]
    Address(String),
    #[error("a hash must be a SHA-256: `{0}`")]
    Algorithm(String),
    #[error("the file ends with a backslash that continues a line")]
    Continuation,

    // the closure
    #[error("{package} requires `{requirement}`, which is not in the lock")]
    MissingDependency {
        package: String,
        requirement: String,
    },
    #[error("{package} requires `{requirement}`, but the lock has {locked}")]
    WrongVersion {
        package: String,
        requirement: String,
        locked: Version,
    },
    #[error("{package}: {field}")]
    Malformed {
        package: String,
        field: MalformedField,
    },
    #[error("{name} {version} has no metadata: its requirements were not checked")]
    NoMetadata { name: PackageName, version: Version },
}

impl Problem {
    pub(crate) fn no_wheel(
        name: &PackageName,
        version: &Version,
        interpreter: &Interpreter,
        files: Vec<String>,
    ) -> Self {
        Self::NoWheel {
            name: name.clone(),
            version: version.clone(),
            interpreter: interpreter.to_string(),
            files,
        }
    }

    pub(crate) fn requires_python(
        of: &str,
        requires: Option<&VersionSpecifiers>,
        interpreter: &Interpreter,
    ) -> Option<Self> {
        let requires = requires?;
        let runs = requires.contains(interpreter.version());
        (!runs).then(|| Self::RequiresPython {
            of: of.to_owned(),
            requires: requires.clone(),
            interpreter: interpreter.version().clone(),
        })
    }

    /// A short name that never changes.
    pub fn id(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::Toml(_) => "toml",
            Self::LockVersion(_) => "lock-version",
            Self::NewerLockVersion(_) => "newer-lock-version",
            Self::FileName(_) => "file-name",
            Self::OtherFormat(..) => "other-format",
            Self::Encoding => "encoding",
            Self::NotNormalized { .. } => "not-normalized",
            Self::Contradiction { .. } => "contradiction",
            Self::Credentials(_) => "credentials",
            Self::PlainHttp(_) => "plain-http",
            Self::NoEnvironment => "environments",
            Self::NotChosen(_) => "not-chosen",
            Self::IdleOption(..) => "option",
            Self::MissingKey { .. } => "missing-key",
            Self::UnknownKey { .. } => "unknown-key",
            Self::Type { .. } => "type",
            Self::Value { .. } => "value",
            Self::Marker(_) => "marker",
            Self::Unsupported(_) => "unsupported",
            Self::WheelFilename(_) => "wheel-filename",
            Self::OtherPackage { .. } => "other-package",
            Self::Location => "location",
            Self::Path(_) => "path",
            Self::MissingHash(_) => "missing-hash",
            Self::Hash(FileHashError::Placeholder { .. }) => "placeholder-hash",
            Self::Hash(_) => "malformed-hash",
            Self::MissingSize { .. } => "missing-size",
            Self::Size(_) => "size",
            Self::DuplicateFile(_) => "duplicate-file",
            Self::Unpinned(_) => "unpinned",
            Self::DuplicatePackage { .. } => "duplicate-package",
            Self::NoWheel { .. } => "no-wheel",
            Self::SourceOnly { .. } => "source-only",
            Self::Ambiguous { .. } => "ambiguous-wheel",
            Self::Unsafe { .. } => "unsafe-package",
            Self::OtherPython { .. } => "other-python",
            Self::RequiresPython { .. } => "requires-python",
            Self::Environments(_) => "environments",
            Self::Requirement(_) => "requirement",
            Self::Option(_) => "option",
            Self::Address(_) => "address",
            Self::Algorithm(_) => "hash-algorithm",
            Self::Continuation => "continuation",
            Self::MissingDependency { .. } => "missing-dependency",
            Self::WrongVersion { .. } => "wrong-version",
            Self::Malformed { .. } => "malformed-metadata",
            Self::NoMetadata { .. } => "no-metadata",
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            // PEP 751 leaves the size out freely: such a lock installs, but isn't ours
            Self::Unsafe { .. }
            | Self::NoMetadata { .. }
            | Self::MissingSize { .. }
            | Self::NewerLockVersion(_)
            | Self::UnknownKey { .. }
            | Self::DuplicateFile(_)
            | Self::PlainHttp(_)
            | Self::NotChosen(_)
            | Self::IdleOption(..) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match *self {
            Self::FileName(_) => "rename it: pip and uv accept no other name for a lock",
            Self::OtherFormat(_, hint) | Self::IdleOption(_, hint) => hint,
            Self::Encoding => "save it as UTF-8",
            Self::NewerLockVersion(_) => {
                "lock again with `uv pip compile --format pylock.toml`, which writes `1.0`"
            }
            Self::NotNormalized { .. } => "lock again: pip accepts no lock with such a name",
            Self::Contradiction { .. } => "lock again: one of the two is wrong",
            Self::Credentials(_) => {
                "change the credentials, put them into a netrc file or a keyring, and lock again"
            }
            Self::PlainHttp(_) => "lock again with an `https` URL",
            Self::DuplicateFile(_) => "remove one of the two",
            Self::Unsupported(_) => {
                "lock again without it: leave out the project itself with `uv export \
                 --no-emit-project`; get other packages as wheels from an index"
            }
            Self::Ambiguous { .. } => "keep one of the two in the lock: pip uses the first",
            Self::Path(_) => "put the wheels into a folder beside the lock, and lock again",
            Self::Location => "give a `path` beside the lock, or a `url`",
            Self::NotChosen(_) => {
                "to include them, lock with them (`uv export --extra NAME --group NAME --format \
                 pylock.toml`), or name a group in `default-groups`"
            }
            Self::NoEnvironment => "lock again, or remove `environments`",
            Self::LockVersion(_) => {
                "only `1.0` is supported: lock again with `uv pip compile --format pylock.toml`"
            }
            Self::Hash(_) | Self::MissingHash(_) | Self::Algorithm(_) => {
                "lock again: take the hash from the file or its index, never type it"
            }
            Self::MissingSize { .. } => "lock again with uv, which writes the size of every wheel",
            Self::Unpinned(_) => "lock again: every package needs `==` with one version",
            Self::NoWheel { .. } => "lock again for this interpreter, or pin another version",
            Self::SourceOnly { .. } => {
                "lock with `--no-build`, pin a version that has a wheel, or build one"
            }
            Self::Unsafe { .. } => "compile with `--allow-unsafe`, which pins these packages too",
            Self::Environments(_) => {
                "lock again for it: without `environments`, or with a marker that includes it"
            }
            Self::OtherPython { .. } => {
                "markers were evaluated for another Python, so packages may be missing: lock again"
            }
            Self::Option(ref text) => option(text),
            Self::MissingDependency { .. } => {
                "lock again for the full version of the interpreter that will run it"
            }
            Self::Malformed { .. } => {
                "pin a version whose METADATA is valid, or declare an override with its reason"
            }
            Self::WrongVersion { .. } => "lock again, or declare an override with its reason",
            _ => return None,
        })
    }
}

fn option(text: &str) -> &'static str {
    let is = |names: &[&str]| names.iter().any(|name| text.starts_with(name));
    if is(&["-r", "-c", "--requirement", "--constraint"]) {
        "a lock is a single file: move the pins of the other file here"
    } else if is(&["-e", "--editable"]) {
        "a lock contains only wheels: build a wheel, and lock that"
    } else {
        "remove it: a line in a lock has a name, a version and hashes"
    }
}

fn list(files: &[String]) -> String {
    if files.is_empty() {
        return "no file at all".to_owned();
    }
    files.join(", ")
}

fn and_others(others: &usize) -> String {
    match others {
        0 => String::new(),
        1 => " and another file".to_owned(),
        others => format!(" and {others} other files"),
    }
}
