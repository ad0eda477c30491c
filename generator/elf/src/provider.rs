/// The package that has a library by the rule of naming of Debian's Policy (8.1): `libGL.so.1` is
/// in `libgl1`, `libX11.so.6` in `libx11-6`, `libfoo-2.so` in `libfoo-2`.
///
/// A rule and no list: `libz.so.1` really is in `zlib1g`. `None` for what cannot name a package,
/// and for a wheel's own copy, `libgfortran-040039e1.so.5`, which no package has.
pub fn provider_hint(soname: &str) -> Option<String> {
    let whole = || soname.strip_suffix(".so").map(|library| (library, ""));
    let (library, version) = soname.split_once(".so.").or_else(whole)?;
    let ends_in_digit = library.ends_with(|last: char| last.is_ascii_digit());
    let dash = if ends_in_digit && !version.is_empty() {
        "-"
    } else {
        ""
    };
    let package = format!("{library}{dash}{version}")
        .to_lowercase()
        .replace('_', "-");
    (!is_copy(library) && is_package(&package)).then_some(package)
}

/// Whether a tool that repairs wheels has added a piece of the file's hash to the name.
fn is_copy(library: &str) -> bool {
    let last = library.rsplit_once('-').map_or("", |(_, last)| last);
    let hash = last.split('.').next().unwrap_or_default();
    let is_hex = |letter: u8| matches!(letter, b'0'..=b'9' | b'a'..=b'f');
    hash.len() >= 8 && hash.bytes().all(is_hex)
}

fn is_package(name: &str) -> bool {
    let is_first = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    name.len() >= 2
        && name.starts_with(is_first)
        && name
            .chars()
            .all(|letter| is_first(letter) || "+-.".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policys_rule() {
        for (soname, package) in [
            ("libGL.so.1", "libgl1"),
            ("libX11.so.6", "libx11-6"),
            ("libx264.so.164", "libx264-164"),
            ("libstdc++.so.6", "libstdc++6"),
            ("libgcc_s.so.1", "libgcc-s1"),
            ("libc.so.6", "libc6"),
            ("libasound.so.2", "libasound2"),
            ("libgtk-3.so.0", "libgtk-3-0"),
            ("libdb-5.3.so", "libdb-5.3"),
            ("libSDL2-2.0.so.0", "libsdl2-2.0-0"),
            ("libicudata.so.72", "libicudata72"),
            ("libfoo.so.1.2.3", "libfoo1.2.3"),
        ] {
            assert_eq!(provider_hint(soname).as_deref(), Some(package), "{soname}");
        }
    }

    #[test]
    fn no_package_has_what_cannot_name_one() {
        for soname in [
            "",
            ".so",
            "libfoo",
            "libfoo.sound",
            "../a.so.1",
            "lib foo.so.1",
            "libé.so",
            "libgfortran-040039e1.so.5.0.0",
            "libopenblas64_p-r0-15028c96.3.21.so",
        ] {
            assert_eq!(provider_hint(soname), None, "{soname}");
        }
    }
}
