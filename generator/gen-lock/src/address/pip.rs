//! The indexes of pip's settings.

use super::index::Index;
use super::rank::Indexes;
use crate::process::{capture, if_installed};
use anyhow::{anyhow, bail, Context as _, Result};
use std::collections::BTreeMap;
use std::process::Command;

/// How pip is called, the first that is there
const PIP: [&[&str]; 3] = [&["pip"], &["pip3"], &["python3", "-m", "pip"]];
/// The sections that `pip install` reads, the most specific first: `PIP_…` variables, `[install]`,
/// `[global]`. pip itself has joined the levels (global, user, site, `PIP_CONFIG_FILE`) before it
/// lists them.
const SECTIONS: [&str; 3] = [":env:", "install", "global"];

/// The indexes that pip's settings name; its built-in default is not among them
///
/// # Errors
/// When pip cannot read its settings, or one is no address.
pub fn indexes() -> Result<Indexes> {
    for words in PIP {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(["config", "list"]);
        let Some(ended) = if_installed(capture(&mut command, ""))? else {
            continue;
        };
        if ended.success {
            return read(&ended.stdout);
        }
        if !ended.stderr.contains("No module named pip") {
            bail!(
                "pip cannot read its configuration: {}\n\nhint: fix it, or give the index with `--index-url`",
                python::redacted(&ended.stderr)
            );
        }
    }
    Ok(Indexes::default())
}

/// Reads what `pip config list` prints: `section.key='value'`, a Python string a line
fn read(text: &str) -> Result<Indexes> {
    let mut settings = BTreeMap::new();
    for line in text.lines() {
        if let Some((key, value)) = line.split_once('=') {
            settings.insert(key, value);
        }
    }
    let setting = |key: &str| -> Result<String> {
        for section in SECTIONS {
            let Some(value) = settings.get(format!("{section}.{key}").as_str()) else {
                continue;
            };
            let value = unquoted(value)
                .ok_or_else(|| anyhow!("pip prints its setting `{key}` in an unknown format"))?;
            // An empty setting is none for pip.
            if !value.is_empty() {
                return Ok(value);
            }
        }
        Ok(String::new())
    };
    let list = |key: &str| -> Result<Vec<Index>> {
        let text = setting(key)?;
        let read = |word| Index::parse(word).with_context(|| format!("pip's `{key}`"));
        text.split_whitespace().map(read).collect()
    };
    Ok(Indexes {
        extra: list("extra-index-url")?,
        default: list("index-url")?.into_iter().next(),
    })
}

/// A Python string literal as `repr` prints it
fn unquoted(literal: &str) -> Option<String> {
    let quote = literal.chars().next().filter(|one| "'\"".contains(*one))?;
    let inner = literal.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut text = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => escaped(&mut letters)?,
            letter => letter,
        });
    }
    Some(text)
}

fn escaped(letters: &mut std::str::Chars<'_>) -> Option<char> {
    let digits = match letters.next()? {
        'n' => return Some('\n'),
        't' => return Some('\t'),
        'r' => return Some('\r'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        letter => return Some(letter),
    };
    let code: String = letters.by_ref().take(digits).collect();
    char::from_u32(u32::from_str_radix(&code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{read, unquoted};

    fn shown(text: &str) -> String {
        let read = read(text).unwrap();
        format!("{:?} then {:?}", read.extra, read.default)
    }

    #[test]
    fn a_more_specific_level_overrides_and_adds_nothing() {
        let text = r"
:env:.extra-index-url='http://env.example'
global.extra-index-url='http://a.example'
global.index-url='http://global.example'
install.index-url='http://install.example'
download.index-url='http://download.example'
global.timeout='60'";
        assert_eq!(
            shown(text),
            "[None http://env.example] then Some(None http://install.example)"
        );
        assert_eq!(
            shown(":env:.index-url=''\nglobal.index-url='http://a.example'"),
            "[] then Some(None http://a.example)"
        );
        assert_eq!(shown(""), "[] then None");
    }

    #[test]
    fn extra_indexes_stand_in_lines_or_in_one() {
        assert_eq!(
            shown(
                r"global.extra-index-url='\nhttp://a.example/s\nhttp://u:p@b.example  http://c.example'"
            ),
            "[None http://a.example/s, None http://b.example, None http://c.example] then None"
        );
    }

    #[test]
    fn a_password_with_a_quote_is_read_whole() {
        assert_eq!(unquoted(r#""a'b""#).unwrap(), "a'b");
        assert_eq!(
            unquoted(r#"'a\'"b\\\x7f\u20ac'"#).unwrap(),
            "a'\"b\\\u{7f}€"
        );
        assert!(unquoted("a").is_none() && unquoted(r"'\x").is_none());
        let error = read("global.index-url='http://u:secret@a:b'").unwrap_err();
        let error = format!("{error:#}");
        assert!(
            error.starts_with("pip's `index-url`: `http://a:b`"),
            "{error}"
        );
    }
}
