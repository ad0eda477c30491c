//! What a compose file names beside it: seccomp profiles, by the digest of their content.

use crate::file;
use crate::state::State;
use anyhow::{Context as _, Result};
use rollout::Release;

/// Puts a release's profiles where its compose file names them. Older ones stay: containers that run
/// may be of them.
///
/// # Errors
/// When one cannot be read or written.
pub fn put(state: &State, release: &Release) -> Result<()> {
    let folder = state.folder(release);
    let entries = std::fs::read_dir(&folder);
    let entries = entries.with_context(|| format!("cannot read `{}`", folder.display()))?;
    for entry in entries {
        let name = entry?.file_name();
        let Some(name) = name.to_str().filter(|name| is_profile(name)) else {
            continue;
        };
        let text = state.read(release, name)?;
        let path = state.hardening().join(name);
        if !file::read(&path).is_ok_and(|there| there == text) {
            file::write(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

fn is_profile(name: &str) -> bool {
    name.starts_with("seccomp-") && name.ends_with(".json")
}

#[cfg(test)]
mod tests {
    use super::put;
    use crate::state::State;
    use std::collections::BTreeMap;

    #[test]
    fn a_releases_profiles_are_where_the_engine_finds_them() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::at(folder.path());
        let _guard = state.lock().unwrap();
        let files = ["compose.yaml", "seccomp-0123456789ab.json", "release.json"];
        let files = files.map(|name| (name.to_owned(), name.to_owned()));
        let release = state.add("3f9a1c0b77de", &BTreeMap::from(files)).unwrap();
        put(&state, &release).unwrap();
        put(&state, &release).unwrap();
        let there: Vec<_> = std::fs::read_dir(state.hardening()).unwrap().collect();
        assert_eq!(there.len(), 1);
        let text = std::fs::read_to_string(state.hardening().join("seccomp-0123456789ab.json"));
        assert_eq!(text.unwrap(), "seccomp-0123456789ab.json");
    }
}
