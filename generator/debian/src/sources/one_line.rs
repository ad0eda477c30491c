//! `deb [option=value …] URI SUITE COMPONENT…`, one source a line, comments after `#`.

use super::{signers, yes_or_no, Source, SourcesError};

/// Keys and values, in the order written.
type Options<'a> = Vec<(&'a str, &'a str)>;

pub(super) fn parse(text: &str) -> Result<Vec<Source>, SourcesError> {
    let numbered = (1..).zip(
        text.lines()
            .map(|line| line.split('#').next().unwrap_or("").trim()),
    );
    let sources = numbered
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| source(line, number));
    sources.filter_map(Result::transpose).collect()
}

fn source(text: &str, line: usize) -> Result<Option<Source>, SourcesError> {
    let (kind, rest) = text
        .split_once(|c: char| c.is_ascii_whitespace())
        .unwrap_or((text, ""));
    match kind {
        "deb" => {}
        "deb-src" => return Ok(None),
        _ => {
            return Err(SourcesError::Type {
                line,
                got: kind.into(),
            })
        }
    }
    let (options, rest) = options(rest.trim_start(), line)?;
    let mut words = words(rest, line)?.into_iter();
    let (Some(uri), Some(suite)) = (words.next(), words.next()) else {
        return Err(SourcesError::Short {
            line,
            got: without_logins(text),
        });
    };
    let list = |name| values(&options, name).into_iter();
    let trusted = list("trusted")
        .last()
        .map_or(Ok(false), |word| yes_or_no(word, "trusted", line))?;
    let source = Source {
        uri,
        suite,
        components: words.collect(),
        signed_by: list("signed-by").flat_map(signers).collect(),
        architectures: list("arch").map(str::to_owned).collect(),
        trusted,
        line,
    };
    source.check_components().map(Some)
}

/// What stands in brackets after the type; `arch+=` is read as `arch=`, and `arch-=` is left out.
fn options(text: &str, line: usize) -> Result<(Options<'_>, &str), SourcesError> {
    let Some(inner) = text.strip_prefix('[') else {
        return Ok((Vec::new(), text));
    };
    let (inner, rest) = inner
        .split_once(']')
        .ok_or(SourcesError::Unclosed { line, opening: '[' })?;
    let pairs = inner
        .split_ascii_whitespace()
        .map(|option| option.split_once('=').unwrap_or((option, "")));
    let kept = pairs.filter(|(key, _)| !key.ends_with('-'));
    Ok((
        kept.map(|(key, value)| (key.trim_end_matches('+'), value))
            .collect(),
        rest.trim_start(),
    ))
}

fn values<'a>(options: &[(&'a str, &'a str)], name: &str) -> Vec<&'a str> {
    options
        .iter()
        .filter(|(key, _)| *key == name)
        .flat_map(|(_, value)| value.split(','))
        .collect()
}

/// Words, in which brackets and quotes keep blanks together as in `cdrom:[Debian 12]/`.
fn words(text: &str, line: usize) -> Result<Vec<String>, SourcesError> {
    let mut words = vec![String::new()];
    let mut open: Option<(char, char)> = None;
    for c in text.chars() {
        let word = words.last_mut().expect("never empty");
        match (open, c) {
            (Some((_, closing)), _) if c == closing => open = None,
            (None, '[') => open = Some((c, ']')),
            (None, '"') => open = Some((c, '"')),
            (None, _) if c.is_ascii_whitespace() => {
                words.push(String::new());
                continue;
            }
            _ => {}
        }
        if c != '"' {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    open.map_or(Ok(words), |(opening, _)| {
        Err(SourcesError::Unclosed { line, opening })
    })
}
/// A line as messages show it: addresses without user and password
fn without_logins(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let Some((scheme, rest)) = word.split_once("://") else {
            return word.to_owned();
        };
        match rest.rsplit_once('@') {
            Some((_, place)) => format!("{scheme}://…@{place}"),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod login_tests {
    #[test]
    fn a_line_is_shown_without_its_login() {
        let shown = super::without_logins("deb https://ann:secret@host.example/debian");
        assert_eq!(shown, "deb https://…@host.example/debian");
    }
}
