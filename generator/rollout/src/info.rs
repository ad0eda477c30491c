//! What an engine is, as far as it decides over what a container is given.

use crate::Unreadable;
use serde::Deserialize;

/// What `docker info` prints
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[allow(clippy::struct_excessive_bools)] // the engine's own fields
pub struct Info {
    /// Whether the kernel can limit memory. A limit that it cannot set the engine leaves away.
    pub memory_limit: bool,
    /// Whether it can limit swap
    pub swap_limit: bool,
    /// Whether it can limit processes
    pub pids_limit: bool,
    /// Whether it can limit time on processors
    pub cpu_cfs_quota: bool,
    /// `1` or `2`
    pub cgroup_version: String,
    /// Who runs containers that name nobody
    pub default_runtime: String,
}

impl Default for Info {
    /// An engine that can do everything
    fn default() -> Self {
        Self {
            memory_limit: true,
            swap_limit: true,
            pids_limit: true,
            cpu_cfs_quota: true,
            cgroup_version: "2".to_owned(),
            default_runtime: "runc".to_owned(),
        }
    }
}

impl Info {
    /// Reads what `docker info --format '{{json .}}'` prints
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        Ok(serde_json::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Info;

    #[test]
    fn what_an_engine_does_not_say_it_can() {
        let said = r#"{"SwapLimit":false,"CgroupVersion":"1","Name":"vm"}"#;
        let want = Info {
            swap_limit: false,
            cgroup_version: "1".to_owned(),
            ..Info::default()
        };
        assert_eq!(Info::parse(said).unwrap(), want);
        assert!(Info::parse("").is_err());
    }
}
