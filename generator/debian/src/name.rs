//! Package names.

/// A text that is no package name.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("package name `{0}`: want two or more of `a-z0-9+.-`, the first a letter or digit")]
pub struct NameError(pub String);

/// Policy 5.6.7, which virtual names follow as well.
pub fn check_name(text: &str) -> Result<&str, NameError> {
    let inside = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+.-".contains(&b);
    let starts = text
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if text.len() >= 2 && starts && text.bytes().all(inside) {
        Ok(text)
    } else {
        Err(NameError(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn knows_names() {
        assert!(["libstdc++6", "0ad", "python3.11", "libc6-dev"]
            .iter()
            .all(|name| check_name(name).is_ok()));
        assert!(["x", "-dash", "Upper", "a b", "a/b", ""]
            .iter()
            .all(|name| check_name(name).is_err()));
        assert_snapshot!(
            check_name("Upper").unwrap_err(),
            @"package name `Upper`: want two or more of `a-z0-9+.-`, the first a letter or digit"
        );
    }
}
