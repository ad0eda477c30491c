//! One licence's name: SPDX's own, or one of Debian's that is made in the same way.

use super::Licence;

/// Debian's short names of licences that SPDX calls otherwise (copyright-format 1.0)
const OTHERWISE: [(&str, &str); 6] = [
    ("apache-2", "Apache-2.0"),
    ("artistic", "Artistic-1.0"),
    ("artistic-1", "Artistic-1.0"),
    ("artistic-2", "Artistic-2.0"),
    ("cc0", "CC0-1.0"),
    ("expat", "MIT"),
];

/// Exceptions as Debian calls them; others have several texts
const EXCEPTIONS: [(&str, &str); 6] = [
    ("bison", "Bison-exception-2.2"),
    ("classpath", "Classpath-exception-2.0"),
    ("font", "Font-exception-2.0"),
    ("libtool", "Libtool-exception"),
    ("llvm", "LLVM-exception"),
    ("texinfo", "Texinfo-exception"),
];

/// The licence of that name
pub fn listed(name: &str) -> Licence {
    if let Some(reference) = reference(name) {
        return Licence::Reference(reference);
    }
    identifier(name)
        .or_else(|| with_exception(name))
        .map_or_else(|| Licence::Named(name.to_owned()), Licence::Listed)
}

/// `LicenseRef-NAME` of letters, digits, `-` and `.` as it is (SPDX 2.3, annex D): the prefix in SPDX's
/// case, the name in its author's
fn reference(name: &str) -> Option<String> {
    const PREFIX: &str = "LicenseRef-";
    let start = name.get(..PREFIX.len())?;
    let rest = &name[PREFIX.len()..];
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    let whole = start.eq_ignore_ascii_case(PREFIX) && !rest.is_empty() && rest.bytes().all(legal);
    whole.then(|| format!("{PREFIX}{rest}"))
}

fn identifier(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let otherwise = OTHERWISE.iter().find(|(theirs, _)| *theirs == lower);
    if let Some((_, ours)) = otherwise {
        return Some((*ours).to_owned());
    }
    if let Some(gnu) = gnu(&lower) {
        return Some(gnu);
    }
    let (bare, later) = match lower.strip_suffix('+') {
        Some(bare) => (bare, "+"),
        None => (lower.as_str(), ""),
    };
    Some(format!("{}{later}", on_the_list(bare)?))
}

/// Case does not matter; what SPDX prints does
fn on_the_list(lower: &str) -> Option<&'static str> {
    let licences = spdx::identifiers::LICENSES.iter();
    licences
        .map(|licence| licence.name)
        .find(|name| name.eq_ignore_ascii_case(lower))
}

/// `gpl-2+`, `lgpl-2.1`, `gfdl-niv-1.3+`, `gpl-3.0-or-later`: SPDX's list has each version alone
/// and with those after it
fn gnu(lower: &str) -> Option<String> {
    let (family, rest) = lower.split_once('-')?;
    if !["gpl", "lgpl", "agpl", "gfdl"].contains(&family) {
        return None;
    }
    let (invariants, rest) = match rest.strip_prefix("niv-") {
        Some(rest) if family == "gfdl" => ("-no-invariants", rest),
        _ => ("", rest),
    };
    let ends = [
        ("+", "or-later"),
        ("-or-later", "or-later"),
        ("-only", "only"),
        ("", "only"),
    ];
    let (version, which) = ends
        .into_iter()
        .find_map(|(end, which)| Some((rest.strip_suffix(end)?, which)))?;
    let point = if version.contains('.') { "" } else { ".0" };
    on_the_list(&format!("{family}-{version}{point}{invariants}-{which}")).map(str::to_owned)
}

/// `GPL-3+ with Bison exception`, `Apache-2.0 WITH LLVM-exception`
fn with_exception(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let at = lower.find(" with ")?;
    let (base, wanted) = (identifier(name[..at].trim())?, lower[at + 6..].trim());
    let called = wanted.strip_suffix(" exception");
    let exception = match EXCEPTIONS
        .iter()
        .find(|(theirs, _)| Some(*theirs) == called)
    {
        Some((_, ours)) => ours,
        None => spdx::identifiers::EXCEPTIONS
            .iter()
            .map(|exception| exception.name)
            .find(|listed| listed.eq_ignore_ascii_case(called.unwrap_or(wanted)))?,
    };
    Some(format!("{base} WITH {exception}"))
}

#[cfg(test)]
mod tests {
    use super::{listed, Licence, EXCEPTIONS, OTHERWISE};

    #[test]
    fn names_in_spdx_words() {
        for (name, want) in [
            ("mit", "MIT"),
            ("Expat", "MIT"),
            ("BSD-3-clause", "BSD-3-Clause"),
            ("GPL-2", "GPL-2.0-only"),
            ("GPL-2.0", "GPL-2.0-only"),
            ("GPL-2+", "GPL-2.0-or-later"),
            ("LGPL-2.1-or-later", "LGPL-2.1-or-later"),
            ("GFDL-NIV-1.3+", "GFDL-1.3-no-invariants-or-later"),
            ("MPL-2.0+", "MPL-2.0+"),
            (
                "GPL-3+ with Bison exception",
                "GPL-3.0-or-later WITH Bison-exception-2.2",
            ),
            (
                "GPL-2 with Linux-syscall-note exception",
                "GPL-2.0-only WITH Linux-syscall-note",
            ),
            (
                "Apache-2.0 WITH LLVM-exception",
                "Apache-2.0 WITH LLVM-exception",
            ),
        ] {
            assert_eq!(listed(name).to_string(), want, "{name}");
        }
    }

    #[test]
    fn an_author_s_own_identifier_stays() {
        for (name, want) in [
            (
                "LicenseRef-NVIDIA-Proprietary",
                "LicenseRef-NVIDIA-Proprietary",
            ),
            ("licenseref-A.b-1", "LicenseRef-A.b-1"),
        ] {
            assert_eq!(listed(name), Licence::Reference(want.to_owned()));
        }
        for name in [
            "LicenseRef-",
            "LicenseRef-a b",
            "LicenseRef-é",
            "LicenseRef",
        ] {
            assert!(matches!(listed(name), Licence::Named(_)), "{name}");
        }
    }

    #[test]
    fn others_are_references() {
        for (name, want) in [
            ("public-domain", "LicenseRef-public-domain"),
            ("GPL", "LicenseRef-gpl"),
            (
                "GPL-2+ with Font-like exception",
                "LicenseRef-gpl-2-with-font-like-exception-1c8a7c2c",
            ),
            ("GPL-9+", "LicenseRef-gpl-9-8d6bd9d2"),
            ("MIT/X11", "LicenseRef-mit-x11-e6ef0c8c"),
        ] {
            let got = listed(name).to_string();
            assert_eq!(got[..want.len() - 8], want[..want.len() - 8], "{name}");
        }
    }

    #[test]
    fn the_tables_are_of_the_list() {
        for (_, ours) in OTHERWISE {
            assert!(spdx::license_id(ours).is_some(), "{ours}");
        }
        for (_, ours) in EXCEPTIONS {
            assert!(spdx::exception_id(ours).is_some(), "{ours}");
        }
    }
}
