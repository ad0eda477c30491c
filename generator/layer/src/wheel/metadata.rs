//! A wheel's own metadata: where it lies and which version of the format it is.

use super::central_directory::Member;
use super::fault::WheelError;

/// The one `.dist-info` folder, which must belong to the file's name.
pub fn dist_info(filename: &str, members: &[Member]) -> Result<String, WheelError> {
    let folders = members.iter().filter_map(|member| {
        let (folder, _) = member.path.as_str().split_once('/')?;
        folder.ends_with(".dist-info").then_some(folder)
    });
    let mut folders: Vec<&str> = folders.collect();
    folders.sort_unstable();
    folders.dedup();
    let [folder] = folders[..] else {
        let text = format!(
            "want one `.dist-info` folder, got {}: {folders:?}",
            folders.len()
        );
        return Err(WheelError::Metadata(text));
    };
    let name = folder.split('-').next().unwrap_or_default();
    if normalize(name) != distribution(filename) {
        let text = format!("its folder `{folder}` does not belong to its file name");
        return Err(WheelError::Metadata(text));
    }
    Ok(folder.to_owned())
}

/// The distribution that a wheel's file name names, normalized.
pub fn distribution(filename: &str) -> String {
    normalize(filename.split('-').next().unwrap_or_default())
}

/// <https://packaging.python.org/specifications/name-normalization/>.
fn normalize(name: &str) -> String {
    let words = name.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// Checks the text of `WHEEL`: version 1 is the only one there is.
pub fn check_wheel(text: &str) -> Result<(), WheelError> {
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("Wheel-Version:"));
    match version.map(str::trim) {
        Some(version) if version == "1" || version.starts_with("1.") => Ok(()),
        Some(version) => Err(WheelError::Metadata(format!(
            "unknown `Wheel-Version`, want 1, got: {version}"
        ))),
        None => Err(WheelError::Metadata(
            "`WHEEL` has no `Wheel-Version`".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalized() {
        assert_eq!(
            distribution("Nvidia_NVTX.cu12-12.1-py3-none-any.whl"),
            "nvidia-nvtx-cu12"
        );
    }

    #[test]
    fn other_wheel_versions_are_refused() {
        check_wheel("Wheel-Version: 1.0\n").unwrap();
        let error = check_wheel("Wheel-Version: 2.0\n").unwrap_err().to_string();
        assert_eq!(error, "unknown `Wheel-Version`, want 1, got: 2.0");
        assert!(check_wheel("").is_err());
    }
}
