//! New files, made known to git: a flake sees only what git knows of.

use crate::process::{capture, stdout};
use anyhow::{bail, Result};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What `refresh` writes
const PLACES: [&str; 4] = ["nix/generated", "build-lock.json", "families", "services"];
const REMEDY: &str = "install git, or add new files yourself";
/// How often git is asked while somebody else, such as an editor, has its index
const TRIES: u32 = 50;
const WAIT: Duration = Duration::from_millis(200);

/// Names the files that git does not know yet, without their content; nothing where it knows all
///
/// # Errors
/// When git fails, or somebody keeps its index.
pub fn to_git(root: &Path) -> Result<()> {
    if !root.join(".git").exists() {
        return Ok(());
    }
    // Only reads: with nothing new the index is not touched.
    let others = ["ls-files", "--others", "--exclude-standard", "--"];
    if stdout(&mut git(root, &others), REMEDY)?.is_empty() {
        return Ok(());
    }
    let add = ["add", "--intent-to-add", "--"];
    for left in (0..TRIES).rev() {
        let ended = capture(&mut git(root, &add), REMEDY)?;
        if ended.success {
            return Ok(());
        }
        if left == 0 || !ended.stderr.contains("index.lock") {
            bail!("git could not add new files: {}", ended.stderr);
        }
        std::thread::sleep(WAIT);
    }
    Ok(())
}

fn git(root: &Path, words: &[&str]) -> Command {
    let mut git = crate::git::git(root);
    git.env("LC_ALL", "C").args(words).args(PLACES);
    git
}

#[cfg(test)]
mod tests {
    use super::{git, to_git, PLACES};
    use crate::process::stdout;
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn an_editor_that_has_the_index_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut init = Command::new("git");
        stdout(init.args(["init", "--quiet"]).arg(root), "").unwrap();
        for place in &PLACES[2..] {
            std::fs::create_dir(root.join(place)).unwrap();
        }
        std::fs::create_dir_all(root.join(PLACES[0])).unwrap();
        std::fs::write(root.join(PLACES[1]), "{}").unwrap();
        std::fs::write(root.join("families/a"), "").unwrap();
        std::fs::write(root.join("nix/generated/a"), "").unwrap();
        std::fs::write(root.join("services/a"), "").unwrap();
        let lock = root.join(".git/index.lock");
        std::fs::write(&lock, "").unwrap();
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| to_git(root));
            std::thread::sleep(Duration::from_millis(300));
            assert!(!waits.is_finished());
            std::fs::remove_file(&lock).unwrap();
            waits.join().unwrap().unwrap();
        });
        let known = stdout(&mut git(root, &["ls-files", "--"]), "").unwrap();
        assert_eq!(known.lines().count(), 4, "{known}");
        // Nothing is new: the index is not asked for.
        std::fs::write(&lock, "").unwrap();
        to_git(root).unwrap();
    }
}
