//! The `Link` header (RFC 8288, section 3 and appendix B): where the next page of a list is.
//!
//! Several links may be in one field, and several fields in one answer; a link has parameters in any
//! order, with and without quotes. The parser reads each byte once.

/// No registry sends longer fields
const LONGEST: usize = 1 << 14;

/// A link of a field
struct Link<'a> {
    target: &'a str,
    /// By name in lower case
    parameters: Vec<(String, String)>,
}

/// The target of the first link whose relation is `next`, as it is written: it may be relative to the
/// address of the page
pub fn following<'a>(fields: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut links = fields
        .filter(|field| field.len() <= LONGEST)
        .flat_map(links);
    let next = links.find(Link::is_next)?;
    Some(next.target.trim().to_owned())
}

impl Link<'_> {
    /// Of several `rel` the first counts, and it may list several relations. A link with an `anchor` is
    /// of another document.
    fn is_next(&self) -> bool {
        let value = |wanted: &str| {
            let mut named = self.parameters.iter();
            named.find_map(|(name, value)| (name == wanted).then_some(value.as_str()))
        };
        let relations = value("rel").unwrap_or_default();
        let mut relations = relations.split_ascii_whitespace();
        value("anchor").is_none() && relations.any(|one| one.eq_ignore_ascii_case("next"))
    }
}

/// The links of a field; what is none is skipped up to the next comma
fn links(field: &str) -> Vec<Link<'_>> {
    let (mut links, mut rest) = (Vec::new(), field);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            Some((target, behind)) => {
                let (parameters, behind) = parameters(behind);
                links.push(Link { target, parameters });
                rest = after_comma(behind);
            }
            None => rest = after_comma(rest),
        }
    }
    links
}

fn after_comma(text: &str) -> &str {
    text.split_once(',').map_or("", |(_, rest)| rest)
}

/// `;name=value`, again and again, and what follows
fn parameters(text: &str) -> (Vec<(String, String)>, &str) {
    let (mut parameters, mut rest) = (Vec::new(), text.trim_start());
    while let Some(behind) = rest.strip_prefix(';') {
        let behind = behind.trim_start();
        let end = behind.find(['=', ';', ',']).unwrap_or(behind.len());
        let (name, behind) = behind.split_at(end);
        let (value, behind) = match behind.strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => (String::new(), behind),
        };
        parameters.push((name.trim().to_ascii_lowercase(), value));
        rest = behind.trim_start();
    }
    (parameters, rest)
}

/// A token, or a quoted string, in which a backslash takes the next character as it is
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim_end().to_owned(), rest);
    };
    let (mut value, mut characters) = (String::new(), quoted.chars());
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    (value, characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::following;

    fn next(field: &str) -> Option<String> {
        following([field].into_iter())
    }

    #[test]
    fn the_next_page_is_found_however_it_is_written() {
        for field in [
            r#"<p>; rel="next""#,
            "<p>;rel=next",
            "< p > ; rel = next ",
            r#"<p>; REL="Next""#,
            r#"<p>; rel="last next""#,
            r#"<p>; rel="next"; rel="prev""#,
            r#"<p>; title="a, \"b\"; rel=prev"; rel="next"; type="x""#,
            r#"<p>; crossorigin; rel=next"#,
            r#"<first>; rel="first", <p>; rel="next", <last>; rel="last""#,
            r#"<a,b>; rel="prev",,<p>;rel=next,<q>;rel=next"#,
            r#"nonsense, <p>; rel="next""#,
            r#"<elsewhere>; rel="next"; anchor="/other", <p>; rel=next"#,
        ] {
            assert_eq!(next(field).as_deref(), Some("p"), "{field}");
        }
        let several = ["<a>; rel=first", "<p?last=b&n=1>; rel=next"];
        assert_eq!(
            following(several.into_iter()).as_deref(),
            Some("p?last=b&n=1")
        );
    }

    #[test]
    fn what_is_no_next_page_is_none() {
        for field in [
            "",
            "nonsense",
            "<p",
            "<p>",
            "p; rel=next",
            r#"<p>; rel="prev""#,
            r#"<p>; rel="nextish""#,
            r#"<p>; rel="prev"; rel="next""#,
            r#"<p>; title="rel=next""#,
            r#"<p>; title="\"; rel=next"#,
            r#"<p>; rev="next""#,
            r#"<p?rel="next">; rel=prev"#,
        ] {
            assert_eq!(next(field), None, "{field}");
        }
        assert_eq!(next(&format!("<{}>; rel=next", "p".repeat(1 << 15))), None);
    }
}
