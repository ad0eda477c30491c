use crate::failure::finding;
use crate::project::BUILD_LOCK;
use anyhow::Result;
use fleet::BuildLock;
use verify::{compare, LayoutImage, Locked};

/// Refuses an image whose contents are not the locked ones; it may be compressed otherwise
///
/// # Errors
/// With what differs first, or that the lock has no such image.
pub fn check(name: &str, image: &LayoutImage, lock: &BuildLock) -> Result<()> {
    let hint = "build what is locked, or record what is built: `gen-lock refresh --locked`";
    let locked = Locked::of(&lock.outputs, name);
    let locked = locked.map_err(|unlocked| finding(format!("{unlocked}\n\nhint: {hint}")))?;
    let differences = compare(&locked, &image.shown());
    let of_content = differences.iter();
    let mut of_content = of_content.filter(|one| !one.claim.is_of_compression());
    let Some(first) = of_content.next() else {
        return Ok(());
    };
    Err(finding(format!(
        "{BUILD_LOCK}: image `{name}`: {}: want {}, as locked, got {}\n\nhint: {hint}",
        first.claim, first.want, first.got
    )))
}
