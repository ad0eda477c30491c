//! The folders that containers write to.

use crate::printer::Printer;
use anyhow::{Context as _, Result};
use fleet::image_config::USER;
use render::Folder;
use rustix::process::geteuid;
use std::os::unix::fs::{chown, MetadataExt as _};
use std::path::Path;

/// Makes those that are not there, for the images' user; others stay as they are
///
/// # Errors
/// When one cannot be made.
pub fn make(folders: &[Folder], printer: &Printer) -> Result<()> {
    let (user, group) = USER.split_once(':').unwrap_or((USER, USER));
    let (user, group): (u32, u32) = (user.parse()?, group.parse()?);
    let mut foreign = 0;
    for folder in folders {
        let path = Path::new(&folder.path);
        let made = !path.exists();
        let attempt = || -> std::io::Result<bool> {
            std::fs::create_dir_all(path)?;
            if made && !folder.read_only && geteuid().is_root() {
                chown(path, Some(user), Some(group))?;
            }
            Ok(folder.read_only || path.metadata()?.uid() == user)
        };
        let fits = attempt().with_context(|| format!("cannot make `{}`", path.display()))?;
        if !fits {
            foreign += 1;
            printer.say(format!(
                "warning: `{}` is not owned by the images' user {USER}",
                path.display()
            ));
        }
    }
    if foreign > 0 {
        let folders: Vec<&str> = folders
            .iter()
            .filter(|folder| !folder.read_only)
            .map(|folder| folder.path.as_str())
            .collect();
        printer.say(format!("hint: chown {USER} {}", folders.join(" ")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::make;
    use crate::printer::Printer;
    use render::Folder;

    #[test]
    fn what_is_not_there_is_made() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name).display().to_string();
        let folder = |name: &str, read_only| Folder {
            path: path(name),
            read_only,
        };
        let folders = [folder("a/data", false), folder("models", true)];
        make(&folders, &Printer::new()).unwrap();
        make(&folders, &Printer::new()).unwrap();
        assert!(root.path().join("a/data").is_dir() && root.path().join("models").is_dir());
        std::fs::write(root.path().join("file"), "").unwrap();
        assert!(make(&[folder("file/data", false)], &Printer::new()).is_err());
    }
}
