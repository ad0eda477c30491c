use crate::checkout;
use crate::file;
use crate::project::{folders, Written, RUNTIME};
use anyhow::Result;
use lint::Lock;

/// Every `pylock.toml` of families, services and the runtime
///
/// # Errors
/// When one cannot be read.
pub fn of(written: &Written) -> Result<Vec<Lock>> {
    let families = written
        .families
        .keys()
        .map(|name| format!("families/{name}"));
    let mut owners: Vec<String> = families.chain(folders(&written.root)?).collect();
    owners.push(RUNTIME.to_owned());
    owners.sort();
    owners.dedup();
    // A lock and its parent's are of one `refresh`
    let _together = checkout::together(&written.root)?;
    let mut locks = Vec::new();
    for owner in owners {
        let file = format!("{owner}/pylock.toml");
        let path = written.root.join(&file);
        if path.exists() {
            let text = file::read(&path)?;
            locks.push(Lock { file, text });
        }
    }
    Ok(locks)
}
