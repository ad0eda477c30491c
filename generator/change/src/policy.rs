//! What a change may do, as people write it, and what it does against that.

mod amount;
mod judge;

use amount::Amount;
use fleet::Source;
use serde::{Deserialize, Serialize};

/// What is done about something
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing
    #[default]
    Allow,
    /// It is said
    Warn,
    /// It is said, and the change does not pass
    Deny,
}

/// What a change does that the policy names
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The policy's key
    pub rule: &'static str,
    /// Warn or deny
    pub level: Level,
    /// The package, image or machine that it is about
    pub subject: String,
    /// What it does, without a full stop
    pub message: String,
}

/// A policy as written. What it does not name is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// A package of the same version with another hash
    pub same_version_other_hash: Level,
    /// A wheel before, built from source now; or new and built from source
    pub built_from_source: Level,
    /// A package that goes to an older version
    pub downgrade: Level,
    /// A package that goes to a newer version
    pub upgrade: Level,
    /// A package that people ask for and that was not there
    pub new_direct_package: Level,
    /// A package that comes with another one and that was not there
    pub new_indirect_package: Level,
    /// A package that is gone
    pub removed_package: Level,
    /// An image that is new
    pub new_image: Level,
    /// An image that is gone
    pub removed_image: Level,
    /// A layer of the same content in other bytes
    pub recompressed_layer: Level,
    /// An advisory that the change brings
    pub introduced_advisory: Level,
    /// What a machine pulls
    pub bytes_per_machine: Limits<Amount>,
    /// Layers that change or are new
    pub changed_layers: Limits<u64>,
    /// A comparison that lacks something: a build lock alone, outputs older than the locks
    pub incomplete_comparison: Level,
}

/// From where on there is something to say
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits<T> {
    /// More than this is said
    pub warn: Option<T>,
    /// More than this does not pass
    pub deny: Option<T>,
}

impl<T> Default for Limits<T> {
    fn default() -> Self {
        Self {
            warn: None,
            deny: None,
        }
    }
}

impl Policy {
    /// Reads a policy
    ///
    /// # Errors
    /// With file, line and column, for what is no policy.
    pub fn parse(source: Source<'_>) -> Result<Self, fleet::Error> {
        const LARGEST: usize = 1 << 20;
        if source.text.len() > LARGEST {
            let message = format!("a policy has at most {LARGEST} bytes");
            return Err(source.error_at(None, message));
        }
        source.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Policy};
    use fleet::Source;

    fn read(text: &str) -> Result<Policy, String> {
        let file = "policy.toml";
        Policy::parse(Source { file, text }).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_what_people_write() {
        let policy = read(
            "same-version-other-hash = \"deny\"\n\
             bytes-per-machine = { warn = \"1.5 MB\", deny = 2000000 }\n\
             [changed-layers]\ndeny = 3\n",
        )
        .unwrap();
        assert_eq!(policy.same_version_other_hash, Level::Deny);
        assert_eq!(policy.upgrade, Level::Allow);
        assert_eq!(policy.bytes_per_machine.warn.unwrap().bytes(), 1_500_000);
        assert_eq!(policy.bytes_per_machine.deny.unwrap().bytes(), 2_000_000);
        assert_eq!(policy.changed_layers.deny, Some(3));
    }

    #[test]
    fn an_error_has_its_place() {
        let texts = [
            "\ndowngrade = \"no\"\n",
            "downgrades = \"deny\"\n",
            "[bytes-per-machine]\ndeny = \"1 MiBB\"\n",
            "[bytes-per-machine]\ndeny = -1\n",
            "[changed-layers]\nwarn = -1\n",
            "upgrade = \n",
            &"#".repeat(2 << 20),
        ];
        let errors: Vec<String> = texts.iter().map(|text| read(text).unwrap_err()).collect();
        insta::assert_snapshot!(errors.join("\n"), @r#"
        policy.toml:2:13: unknown variant `no`, expected one of `allow`, `warn`, `deny`
        policy.toml:1:1: unknown field `downgrades`, expected one of `same-version-other-hash`, `built-from-source`, `downgrade`, `upgrade`, `new-direct-package`, `new-indirect-package`, `removed-package`, `new-image`, `removed-image`, `recompressed-layer`, `introduced-advisory`, `bytes-per-machine`, `changed-layers`, `incomplete-comparison`
        policy.toml:2:8: invalid value: string "1 MiBB", expected bytes, such as `2000000` or `"1.5 GB"`
        policy.toml:2:8: invalid value: integer `-1`, expected bytes, such as `2000000` or `"1.5 GB"`
        policy.toml:2:8: invalid value: integer `-1`, expected u64
        policy.toml:1:11: string values must be quoted, expected literal string
        policy.toml: a policy has at most 1048576 bytes
        "#);
    }
}
