//! git, asked about a folder.

use std::path::Path;
use std::process::Command;

/// What git's hooks and some steps of CI set: it would lead to another repository (git(1),
/// `git rev-parse --local-env-vars`)
const ELSEWHERE: [&str; 12] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// git in a folder, about the repository that the folder is in and no other
pub fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    for name in ELSEWHERE {
        git.env_remove(name);
    }
    git.arg("-C").arg(folder);
    git
}

#[cfg(test)]
mod tests {
    use super::git;
    use std::path::Path;

    #[test]
    fn a_hook_leads_to_no_other_repository() {
        let git = git(Path::new("/project"));
        let removed = |name: &str| {
            git.get_envs()
                .any(|(key, value)| key == name && value.is_none())
        };
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            assert!(removed(name), "{name}");
        }
        // A folder that is another's may be allowed there.
        assert!(!removed("GIT_CONFIG_COUNT"));
    }
}
