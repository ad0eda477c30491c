//! The headers of a METADATA: RFC 822 fields, of which a line that starts with a blank goes on with
//! the one above it (core metadata specification, "Metadata file format").

/// A licence may be a header of some thousand lines; the rest of the longest METADATA is prose.
pub(crate) const MOST_HEADER_LINES: usize = 100_000;

/// One field.
pub(crate) struct Header<'a> {
    /// Where it starts, from 1.
    pub(crate) line: usize,
    name: &'a str,
    lines: Vec<&'a str>,
}

/// There are more than [`MOST_HEADER_LINES`].
pub(crate) struct TooLong;

impl Header<'_> {
    /// In lower case: names don't care for case.
    pub(crate) fn name(&self) -> String {
        self.name.trim_end().to_ascii_lowercase()
    }

    /// The whole value, unfolded: a line break and the blanks beside it are one blank.
    pub(crate) fn value(&self) -> String {
        let lines = self.lines.iter().filter(|line| !line.is_empty());
        lines.copied().collect::<Vec<_>>().join(" ")
    }

    /// What stands on the field's own line.
    pub(crate) fn first_line(&self) -> &str {
        self.lines.first().copied().unwrap_or_default()
    }

    /// Whether the value goes on below its own line.
    pub(crate) fn is_folded(&self) -> bool {
        self.lines.len() > 1
    }
}

/// Every header before the first empty line; one that holds a blank alone is a part of a header.
pub(crate) fn headers(text: &str) -> Result<Vec<Header<'_>>, TooLong> {
    let mut headers: Vec<Header<'_>> = Vec::new();
    let text = text.trim_start_matches('\u{feff}');
    for (line, text) in (1..)
        .zip(text.lines())
        .take_while(|(_, text)| !text.is_empty())
    {
        if line > MOST_HEADER_LINES {
            return Err(TooLong);
        }
        if text.starts_with([' ', '\t']) {
            if let Some(header) = headers.last_mut() {
                header.lines.push(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            let lines = vec![value.trim()];
            headers.push(Header { line, name, lines });
        }
    }
    Ok(headers)
}
