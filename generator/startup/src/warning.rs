use crate::Place;
use report::visible;
use std::fmt;

/// Something that can be read and may not be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub place: Place,
    /// The service that it is about.
    pub service: Option<String>,
    /// What.
    pub oddity: Oddity,
}

/// What may not be meant.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Oddity {
    /// A field that nothing reads.
    #[error("{what} has an unknown field `{}`", visible(field))]
    UnknownField {
        /// Of what.
        what: String,
        /// The field.
        field: String,
        /// The field that may be meant.
        near: Option<&'static str>,
    },
    /// `docker_groups` is indented too far.
    #[error("`docker_groups` is inside `agent_groups`")]
    GroupsWithin,
    /// Docker groups are indented like groups of services.
    #[error("docker groups are among the groups of services: {}", listed(.0))]
    GroupsAmong(Vec<String>),
    /// An entry of a group without a script.
    #[error(
        "`{}` of group `{}` has no `script_path`, so it is not a service",
        visible(name),
        visible(group)
    )]
    NoScript {
        /// Its key.
        name: String,
        /// The group's.
        group: String,
    },
}

impl Oddity {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownField { near, .. } => near.map(|near| format!("did you mean `{near}`?")),
            Self::GroupsWithin | Self::GroupsAmong(_) => {
                Some("indent them below a `docker_groups` at the top level".to_owned())
            }
            Self::NoScript { .. } => None,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.oddity)?;
        match self.oddity.hint() {
            Some(hint) => write!(f, "\n\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", visible(name)))
        .collect();
    quoted.join(", ")
}
