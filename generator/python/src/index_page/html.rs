use super::{check_version, IndexFile, IndexPage, IndexPageError};
use crate::FileHash;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use percent_encoding::percent_decode_str;

/// What a distribution's name ends with
const ENDS: [&str; 7] = [
    ".whl", ".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".egg",
];

/// Reads by HTML's tokenizer: whatever HTML allows is read, and there is no malformed HTML
pub(super) fn read(bytes: &[u8]) -> Result<IndexPage, IndexPageError> {
    let mut emitter = DefaultEmitter::default();
    // The text of a script is no tag.
    emitter.naively_switch_states(true);
    let mut page = IndexPage::default();
    let mut anchor: Option<Anchor> = None;
    for token in Tokenizer::new_with_emitter(bytes, emitter).flatten() {
        match token {
            Token::StartTag(tag) => match tag.name.as_slice() {
                // One anchor ends the one before.
                b"a" => {
                    page.files.extend(anchor.take().and_then(Anchor::file));
                    anchor = attribute(&tag, "href").map(Anchor::new);
                }
                // The first counts.
                b"base" if page.base.is_none() => page.base = attribute(&tag, "href"),
                b"meta" => check(&tag)?,
                _ => {}
            },
            Token::EndTag(tag) if tag.name.as_slice() == b"a" => {
                page.files.extend(anchor.take().and_then(Anchor::file));
            }
            Token::String(text) => {
                if let Some(anchor) = &mut anchor {
                    anchor.text.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    page.files.extend(anchor.and_then(Anchor::file));
    Ok(page)
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    let value = String::from_utf8_lossy(value);
    // A browser strips blanks around an address and line breaks in it.
    let value = value.trim_matches(|letter: char| letter.is_ascii_whitespace());
    Some(value.replace(['\n', '\r', '\t'], ""))
}

fn check(tag: &StartTag<()>) -> Result<(), IndexPageError> {
    let name = attribute(tag, "name");
    match attribute(tag, "content") {
        Some(version) if name.as_deref() == Some("pypi:repository-version") => {
            check_version(&version)
        }
        _ => Ok(()),
    }
}

struct Anchor {
    href: String,
    text: String,
}

impl Anchor {
    fn new(href: String) -> Self {
        Self {
            href,
            text: String::new(),
        }
    }

    /// As pip and uv do, by the last part of the address; by the text where that names no
    /// distribution, as behind `download?id=7`
    fn file(self) -> Option<IndexFile> {
        let (address, fragment) = self.href.split_once('#').unwrap_or((&self.href, ""));
        // An empty address is that of the page.
        if address.is_empty() {
            return None;
        }
        let path = address.split('?').next().unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default();
        let last = percent_decode_str(last).decode_utf8_lossy();
        let text = self.text.trim();
        let filename = [last.as_ref(), text].into_iter().find(|name| is_file(name));
        Some(IndexFile {
            filename: filename?.to_owned(),
            sha256: sha256(fragment),
            url: self.href.clone(),
            has_date: false,
        })
    }
}

fn is_file(name: &str) -> bool {
    !name.contains('/') && ENDS.iter().any(|end| name.ends_with(end))
}

/// `#sha256=…`, beside others such as `egg=…`
fn sha256(fragment: &str) -> Option<FileHash> {
    let mut parts = fragment.split('&');
    parts
        .find_map(|part| part.strip_prefix("sha256="))?
        .parse()
        .ok()
}
