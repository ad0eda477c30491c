use crate::shown::shown;
use crate::yaml::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
use crate::Place;

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
    #[error("there is nothing but comments and blanks")]
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
    #[error("key `{}` is already set at {first}", shown(key))]
    DuplicateKey {
        /// As written.
        key: String,
        /// The first time.
        first: Place,
    },
    /// `&name`
    #[error("anchors (`&`) are not read here")]
    Anchor,
    /// `*name`
    #[error("aliases (`*`) are not read here")]
    Alias,
    /// `<<`
    #[error("merge keys (`<<`) are not read here")]
    MergeKey,
    /// `!name`
    #[error("tags are not read here: `{}`", shown(.0))]
    Tag(String),
    /// A second `---`
    #[error("a second document starts here")]
    SeveralDocuments,
    /// A list or a map as a key
    #[error("a key that is {got}: want a text")]
    Key {
        /// What it is.
        got: &'static str,
    },
    /// A text where a map belongs, and so on.
    #[error("{what} is {got}: want {want}")]
    Kind {
        /// Of what.
        what: String,
        /// What it is.
        got: &'static str,
        /// What belongs there.
        want: &'static str,
    },
    /// A text with blanks where a name belongs.
    #[error("`{}` is no name", shown(.0))]
    Name(String),
    /// `${` and no `}`
    #[error("`{}` has a `${{` without its `}}`", shown(.0))]
    OpenVariable(String),
    /// Such as `${A:?why}`
    #[error("`${{{}}}` is of no known form: want `${{NAME}}` or `${{NAME:-default}}`", shown(.0))]
    VariableForm(String),
    /// A port in letters.
    #[error("{} is no number", term_of(port, term))]
    NotANumber {
        /// The whole expression.
        port: String,
        /// What is wrong in it.
        term: String,
    },
    /// Below 1, or above 65535.
    #[error("{} is not within 1 to 65535", term_of(port, value))]
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
        "services of two shapes: `{}`, and `{}` at {first}",
        shown(second_key),
        shown(first_key)
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
    #[error("service `{}` is already defined at {first}", shown(name))]
    DuplicateService {
        /// The name.
        name: String,
        /// The first time.
        first: Place,
    },
    /// A service that is no group's.
    #[error("`{}` has a `script_path` and stands where a group of services belongs", shown(.0))]
    ServiceAmongGroups(String),
}

impl Problem {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::TooLarge { .. } | Self::TooDeep | Self::TooManyNodes => {
                "no startup config is like that: is it the right file?"
            }
            Self::Indentation(_) | Self::Name(_) => {
                "compare the indentation of this line with that of its neighbours"
            }
            Self::Tab => "indent with spaces",
            Self::DuplicateKey { .. } | Self::DuplicateService { .. } => {
                "keep one of the two; most readers silently take the last"
            }
            Self::Anchor | Self::Alias | Self::MergeKey => {
                "write the value out where it is needed: the other readers of this file know none"
            }
            Self::Tag(_) => "leave the tag out",
            Self::SeveralDocuments => "put each config into a file of its own",
            Self::Kind { got: "nothing", .. } => {
                "write the value, or check that what follows is indented below it"
            }
            Self::ServiceAmongGroups(_) => "indent it below its group",
            Self::NoServices {
                near: Some((key, place)),
            } => return Some(format!("`{}` at {place} may be meant so", shown(key))),
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

/// The port, and what is wrong in it where that is not the whole
fn term_of(port: &str, term: &str) -> String {
    if port == term {
        format!("port `{}`", shown(port))
    } else {
        format!("port `{}`: `{}`", shown(port), shown(term))
    }
}
