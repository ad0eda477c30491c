use crate::yaml::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
use crate::Place;
use report::visible;

/// What can be wrong with a config.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// Longer than [`MAX_BYTES`].
    #[error("the text has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Deeper than [`MAX_DEPTH`].
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    /// More values than [`MAX_NODES`].
    #[error("more than {MAX_NODES} values")]
    TooManyNodes,
    /// No document.
    #[error("it contains only comments and spaces")]
    Empty,
    /// The scanner's or parser's own words.
    #[error("no YAML: {0}")]
    Syntax(String),
    /// A line that is at no level of those above it.
    #[error("mis-indented: {0}")]
    Indentation(String),
    /// YAML forbids it; editors hide it.
    #[error("a tab in the indentation")]
    Tab,
    /// Twice in one map.
    #[error("key `{}` is already set at {first}", visible(key))]
    DuplicateKey {
        /// As written.
        key: String,
        /// The first time.
        first: Place,
    },
    /// `&name`
    #[error("anchors (`&`) are not supported here")]
    Anchor,
    /// `*name`
    #[error("aliases (`*`) are not supported here")]
    Alias,
    /// `<<`
    #[error("merge keys (`<<`) are not supported here")]
    MergeKey,
    /// `!name`
    #[error("tags are not supported here: `{}`", visible(.0))]
    Tag(String),
    /// A second `---`
    #[error("a second document starts here")]
    SeveralDocuments,
    /// A list or a map as a key
    #[error("a key is {got}, want a string")]
    Key {
        /// What it is.
        got: &'static str,
    },
    /// A text where a map belongs, and so on.
    #[error("{what} is {got}, want {want}")]
    Kind {
        /// Of what.
        what: String,
        /// What it is.
        got: &'static str,
        /// What belongs there.
        want: &'static str,
    },
    /// A text with blanks where a name belongs.
    #[error("`{}` is not a valid name", visible(.0))]
    Name(String),
    /// `${` and no `}`
    #[error("`{}` has a `${{` without its `}}`", visible(.0))]
    OpenVariable(String),
    /// Such as `${A:?why}`
    #[error("`${{{}}}` has an unknown form: want `${{NAME}}` or `${{NAME:-default}}`", visible(.0))]
    VariableForm(String),
    /// A port in letters.
    #[error("{} is not a number", term_of(port, term))]
    NotANumber {
        /// The whole expression.
        port: String,
        /// What is wrong in it.
        term: String,
    },
    /// Below 1, or above 65535.
    #[error("{} is not between 1 and 65535", term_of(port, value))]
    OutOfRange {
        /// The expression.
        port: String,
        /// Its value.
        value: String,
    },
    /// Neither shape.
    #[error("no services: want a map `agent_groups` or a list whose key ends in `_services`")]
    NoServices {
        /// The key that may have been meant so.
        near: Option<(String, Place)>,
    },
    /// Both shapes.
    #[error(
        "services in two formats: `{}`, and `{}` at {first}",
        visible(second_key),
        visible(first_key)
    )]
    TwoShapes {
        /// The other key.
        first_key: String,
        /// Where.
        first: Place,
        /// The key here.
        second_key: String,
    },
    /// A service without a field that it must have.
    #[error("{what} has no `{field}`")]
    Missing {
        /// Which service.
        what: String,
        /// The field.
        field: &'static str,
    },
    /// The same name twice.
    #[error("service `{}` is already defined at {first}", visible(name))]
    DuplicateService {
        /// The name.
        name: String,
        /// The first time.
        first: Place,
    },
    /// A service that is no group's.
    #[error("`{}` has a `script_path`, but a group of services is expected here", visible(.0))]
    ServiceAmongGroups(String),
}

impl Problem {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::TooLarge { .. } | Self::TooDeep | Self::TooManyNodes => {
                "this does not look like a startup config: is it the right file?"
            }
            Self::Indentation(_) | Self::Name(_) => {
                "compare this line's indentation with that of the lines around it"
            }
            Self::Tab => "indent with spaces",
            Self::DuplicateKey { .. } | Self::DuplicateService { .. } => {
                "keep one of the two; most readers silently use the last one"
            }
            Self::Anchor | Self::Alias | Self::MergeKey => {
                "write the value wherever it is needed: the other readers of this file do not support them"
            }
            Self::Tag(_) => "remove the tag",
            Self::SeveralDocuments => "put each config into a file of its own",
            Self::Kind { got: "nothing", .. } => {
                "add the value, or check that the following lines are indented below it"
            }
            Self::ServiceAmongGroups(_) => "indent it below its group",
            Self::NoServices {
                near: Some((key, place)),
            } => return Some(format!("`{}` at {place} may belong there", visible(key))),
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

/// The port, and what is wrong in it where that is not the whole
fn term_of(port: &str, term: &str) -> String {
    if port == term {
        format!("port `{}`", visible(port))
    } else {
        format!("port `{}`: `{}`", visible(port), visible(term))
    }
}
