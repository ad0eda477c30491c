//! What may stand in a rendered file without a quote or an escape, whatever reads it: compose's
//! interpolation, systemd's specifiers, an option's commas.

use fleet::{Error, Source};
use serde_spanned::Spanned;

/// Why a value of the command line cannot stand in a rendered file
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("want {0}")]
pub struct Illegal(pub(crate) &'static str);

/// Whether a text is an absolute path of letters, digits and `._-/`, without `..`
pub(crate) fn is_path(text: &str) -> bool {
    let parts = text.strip_prefix('/').map(|rest| rest.split('/'));
    parts.is_some_and(|mut parts| parts.all(|part| is_name(part) && part != ".."))
}

/// Whether a text consists of letters, digits and `._-`
pub(crate) fn is_name(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    !text.is_empty() && text.bytes().all(legal)
}

/// A path of the table
pub(crate) fn path<'a>(source: Source<'_>, text: &'a Spanned<String>) -> Result<&'a str, Error> {
    let message = "must be an absolute path of letters, digits and `._-/`";
    check(source, text, is_path, message)
}

/// A name of the table
pub(crate) fn name<'a>(source: Source<'_>, text: &'a Spanned<String>) -> Result<&'a str, Error> {
    check(
        source,
        text,
        is_name,
        "must consist of letters, digits and `._-`",
    )
}

fn check<'a>(
    source: Source<'_>,
    text: &'a Spanned<String>,
    legal: fn(&str) -> bool,
    message: &str,
) -> Result<&'a str, Error> {
    let value = text.get_ref();
    if legal(value) {
        return Ok(value);
    }
    Err(source.error(text, format!("`{value}` {message}")))
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_path};

    #[test]
    fn paths_are_absolute_and_plain() {
        for path in ["/a", "/var/lib/fleet", "/etc/x.json"] {
            assert!(is_path(path), "{path}");
        }
        for path in [
            "", "/", "a", "./a", "/a/", "/a//b", "/a/../b", "/a b", "/$A", "/a:b", "/%h",
        ] {
            assert!(!is_path(path), "{path}");
        }
        assert!(is_name("OPENAI_API-key.1") && !is_name("") && !is_name("a/b"));
    }
}
