use std::fmt::Display;

/// Another crate's message in the grammar of ours: one line, no full stop.
pub(crate) fn reason(error: &impl Display) -> String {
    let text = error.to_string();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn a_reason_is_one_line_without_a_full_stop() {
        assert_eq!(reason(&"two\n   lines:\n"), "two lines");
    }
}
