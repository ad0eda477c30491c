//! What a variable of an environment may be: `NAME=value` without a NUL (POSIX, XBD 8.1), as an image's
//! config and every engine have it.

/// Whether a process can have a variable of that name and value
///
/// # Errors
/// What is wrong, in words.
pub(crate) fn check(name: &str, value: &str) -> Result<(), String> {
    let shown = || name.escape_default();
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(format!("`{}` is not a valid variable name", shown()));
    }
    if value.contains('\0') {
        return Err(format!(
            "the value of `{}` has a NUL, which an environment cannot contain",
            shown()
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn an_environment_holds_everything_but_nul() {
        for value in ["", " a\n", "$\"'\\%#=", "\u{1}é"] {
            assert_eq!(check("A.b-c", value), Ok(()));
        }
        for (name, value) in [("", "x"), ("A=B", "x"), ("A\0", "x"), ("A", "x\0")] {
            assert!(check(name, value).is_err(), "{name:?}");
        }
    }
}
