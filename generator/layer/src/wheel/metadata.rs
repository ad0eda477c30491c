//! A wheel's own metadata: where it lies and which version of the format it is.

use std::collections::BTreeSet;

use pep440_rs::Version;

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

/// Checks the text of `WHEEL`: version 1 is the only one there is, and its tags are those of the
/// file's name.
///
/// Installers go by the file's name, and real wheels were renamed to another platform: interpreter
/// and ABI alone must be among those that `WHEEL` states, if it states any.
pub fn check_wheel(filename: &str, text: &str, admitted: bool) -> Result<(), WheelError> {
    match once(text, "Wheel-Version", "WHEEL")? {
        Some(version) if version == "1" || version.starts_with("1.") => {}
        Some(version) => {
            return Err(WheelError::Metadata(format!(
                "unknown `Wheel-Version`, want 1, got: {version}"
            )))
        }
        None => {
            return Err(WheelError::Metadata(
                "`WHEEL` has no `Wheel-Version`".to_owned(),
            ))
        }
    }
    let stated: Vec<&str> = fields(text, "Tag").collect();
    let stated: Vec<&str> = stated.into_iter().filter(|tag| !tag.is_empty()).collect();
    let of_name = tags(filename.strip_suffix(".whl").unwrap_or(filename));
    let agrees = stated.iter().any(|tag| !tags(tag).is_disjoint(&of_name));
    if admitted || stated.is_empty() || agrees {
        return Ok(());
    }
    Err(contradiction("WHEEL", "Tag", &stated.join("`, `")))
}

/// Checks that the text of `METADATA` is of the distribution and version that the file's name says.
/// A local version may be left out.
pub fn check(filename: &str, text: &str) -> Result<(), WheelError> {
    let missing = |field| WheelError::Metadata(format!("`METADATA` has no `{field}`"));
    let name = once(text, "Name", "METADATA")?.ok_or_else(|| missing("Name"))?;
    if normalize(name) != distribution(filename) {
        return Err(contradiction("METADATA", "Name", name));
    }
    let version = once(text, "Version", "METADATA")?.ok_or_else(|| missing("Version"))?;
    let of_name = filename.split('-').nth(1).unwrap_or_default();
    match same_version(of_name, version) {
        true => Ok(()),
        false => Err(contradiction("METADATA", "Version", version)),
    }
}

fn contradiction(file: &str, field: &str, got: &str) -> WheelError {
    WheelError::Metadata(format!(
        "its `{file}` contradicts its file name: `{field}` is `{got}`\n\nhint: `[[admit]]` of its `{file}` \
         takes the wheel all the same"
    ))
}

/// By the rules of versions where both are such, else by their letters.
fn same_version(of_name: &str, stated: &str) -> bool {
    let parse = |text: &str| text.replace('_', "-").parse::<Version>();
    match (parse(of_name), parse(stated)) {
        (Ok(of_name), Ok(stated)) => of_name == stated || of_name.clone().without_local() == stated,
        _ => of_name == stated.replace('-', "_"),
    }
}

/// Interpreter and ABI of a compressed set of tags, the last three parts of `text`.
fn tags(text: &str) -> BTreeSet<(String, String)> {
    let mut parts = text.rsplit('-').skip(1);
    let (abi, python) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let pairs = |python: &str| {
        let python = python.to_owned();
        let pair = move |abi: &str| (python.to_lowercase(), abi.to_lowercase());
        abi.split('.').map(pair).collect::<Vec<_>>()
    };
    python.split('.').flat_map(pairs).collect()
}

/// The value of a field that must not be given twice with different values.
fn once<'a>(text: &'a str, name: &'a str, file: &str) -> Result<Option<&'a str>, WheelError> {
    let mut values = fields(text, name);
    let first = values.next();
    match values.find(|other| Some(*other) != first) {
        None => Ok(first),
        Some(other) => Err(WheelError::Metadata(format!(
            "`{file}` has two values of `{name}`: `{}` and `{other}`",
            first.unwrap_or_default()
        ))),
    }
}

/// The values of the header fields of that name, in any case; the body is not looked at.
fn fields<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().take_while(|line| !line.trim().is_empty());
    head.filter_map(move |line| {
        let (field, value) = line.split_once(':')?;
        field.eq_ignore_ascii_case(name).then(|| value.trim())
    })
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
        let check = |text: &str| check_wheel("a-1-py3-none-any.whl", text, false);
        check("Wheel-Version: 1.0\n").unwrap();
        check("wheel-version: 1.0\nRoot-Is-Purelib: TRUE\n").unwrap();
        let error = check("Wheel-Version: 2.0\n").unwrap_err().to_string();
        assert_eq!(error, "unknown `Wheel-Version`, want 1, got: 2.0");
        assert!(check("").is_err());
        let error = check("Wheel-Version: 1.0\nWheel-Version: 1.9\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`WHEEL` has two values of `Wheel-Version`: `1.0` and `1.9`"
        );
    }

    #[test]
    fn tags_may_be_none_empty_or_several() {
        let file = "a-1-cp310.cp311-abi3-manylinux2014_x86_64.whl";
        let check = |tags: &str| {
            let text = format!("Wheel-Version: 1.0\n{tags}");
            check_wheel(file, &text, false).map_err(|error| error.to_string())
        };
        for fine in [
            "",
            "Tag:\n",
            "Tag: cp311-abi3-linux_x86_64\n",
            "Tag: py3-none-any\nTag: cp310-abi3-manylinux2014_x86_64\n",
            "tag: cp39.cp310-abi3-manylinux2014_x86_64\n",
        ] {
            check(fine).unwrap();
        }
        let error = check("Tag: cp312-cp312-linux_x86_64\n").unwrap_err();
        assert!(
            error.starts_with(
                "its `WHEEL` contradicts its file name: `Tag` is `cp312-cp312-linux_x86_64`"
            ),
            "{error}"
        );
        let text = "Wheel-Version: 1.0\nTag: cp312-cp312-linux_x86_64\n";
        check_wheel(file, text, true).unwrap();
    }

    #[test]
    fn metadata_is_of_the_files_name_and_version() {
        let check = |file: &str, text: &str| check(file, text).map_err(|error| error.to_string());
        for (file, text) in [
            (
                "a-1.0-py3-none-any.whl",
                "Name: A\nVersion: 1\n\nVersion: 2\n",
            ),
            (
                "a_b-1.0+cu121-py3-none-any.whl",
                "name: a.B\nversion: 1.0\n",
            ),
            ("a-1.0.post1-py3-none-any.whl", "Name: a\nVersion: 1.0-1\n"),
            ("a-2004d_x-py3-none-any.whl", "Name: a\nVersion: 2004d-x\n"),
        ] {
            check(file, text).unwrap();
        }
        let file = "a-1.0-py3-none-any.whl";
        for (text, why) in [
            ("Name: b\nVersion: 1.0\n", "`Name` is `b`"),
            ("Name: a\nVersion: 1.1\n", "`Version` is `1.1`"),
            ("Name: a\nVersion: 1.0+cpu\n", "`Version` is `1.0+cpu`"),
            ("Name: a\n", "`METADATA` has no `Version`"),
            ("Name: a\nName: b\nVersion: 1.0\n", "two values of `Name`"),
        ] {
            let error = check(file, text).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
