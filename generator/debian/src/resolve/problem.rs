//! Why roots cannot be resolved.

use std::fmt;

use crate::{DependencyError, Version};

/// Everything that was found wrong, in the order of the packages.
#[derive(Debug, PartialEq, Eq)]
pub struct ResolveError {
    /// Never empty.
    pub problems: Vec<Problem>,
}

impl std::error::Error for ResolveError {}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.problems.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n\n"))
    }
}

/// One thing wrong. A chain is `root → … → package`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// A root that no index offers.
    #[error("root `{name}`: no index offers it{}", provided_by(.providers))]
    NoRoot {
        /// The root.
        name: String,
        /// Who provides it, when it is a virtual package.
        providers: Vec<String>,
    },
    /// A root that is left out as well.
    #[error("root `{name}`: it is also excluded: {reason}")]
    ExcludedRoot {
        /// The root.
        name: String,
        /// As declared.
        reason: String,
    },
    /// Nothing will do.
    #[error("`{chain}`: nothing satisfies `{dependency}`: {}", .reasons.join("; "))]
    Unsatisfied {
        /// Who asks.
        chain: String,
        /// For what.
        dependency: String,
        /// Why not, for each alternative.
        reasons: Vec<String>,
    },
    /// Several will do, and none is preferred.
    #[error("`{chain}`: virtual package `{name}` has several providers: {}\n\nhint: declare a preference, as in `{name} = \"{}\"`", .providers.join(", "), .providers[0])]
    Ambiguous {
        /// Who asks.
        chain: String,
        /// For what.
        name: String,
        /// Two or more, sorted.
        providers: Vec<String>,
    },
    /// A field that does not parse.
    #[error("`{chain}`: {error}")]
    Relation {
        /// Whose field.
        chain: String,
        /// What is wrong.
        error: DependencyError,
    },
    /// Two that cannot be together.
    #[error("`{chain}` and `{other_chain}` conflict: `{package}` has `{field}: {relation}`, and {other}")]
    Refused {
        /// Who refuses.
        package: String,
        /// How it came in.
        chain: String,
        /// How the refused one came in.
        other_chain: String,
        /// Conflicts or Breaks.
        field: &'static str,
        /// What is refused.
        relation: String,
        /// What makes the other one match.
        other: String,
    },
    /// Indexes that contradict each other.
    #[error("package `{name}` {version}: two different files are offered: `{}`, sha256 {}, and `{}`, sha256 {}", .contents[0].0, .contents[0].1, .contents[1].0, .contents[1].1)]
    Clash {
        /// The package.
        name: String,
        /// Its version.
        version: Version,
        /// Path and sha256 of both.
        contents: [(String, String); 2],
    },
}

fn provided_by(providers: &[String]) -> String {
    match providers {
        [] => String::new(),
        _ => format!(
            "; it is a virtual package: name one of its providers: {}",
            providers.join(", ")
        ),
    }
}
