//! Two members of one path, field by field.

use crate::content::Content;
use crate::difference::{Difference, Differences};
use crate::header::BLOCK;
use crate::member::Member;
use crate::side::Held;
use crate::{shown, text, Field};

/// All that differs between two members; `at`: where their bytes begin to differ, where that is known
pub fn differ(
    (want, want_content): (&Member, &Content),
    (got, got_content): (&Member, &Content),
    at: Option<u64>,
    found: &mut Differences,
) {
    let path = shown::path(&want.path);
    if want.kind.to_string() != got.kind.to_string() {
        return found.field(&path, Field::Type, &want.words(), &got.words());
    }
    let before = found.count();
    facts(&path, want, got, found);
    if want.size != got.size {
        let (want, got) = (want.size.to_string(), got.size.to_string());
        found.field(&path, Field::Size, &want, &got);
    }
    if before == found.count() && want.header != got.header {
        let (want, got) = headers(&want.header, &got.header);
        found.field(&path, Field::Header, &want, &got);
    }
    content(&path, want_content, got_content, at, found);
    let (want, got) = (&want_content.padding, &got_content.padding);
    if want_content.size == got_content.size && want != got {
        found.field(&path, Field::Padding, want, got);
    }
}

/// A member that is not there
pub fn missing(held: &Held, found: &mut Differences) {
    let path = shown::path(&held.member.path);
    found.field(&path, Field::Member, &words(held), "none");
}

/// A member that nobody wants
pub fn unexpected(held: &Held, found: &mut Differences) {
    let path = shown::path(&held.member.path);
    found.field(&path, Field::Member, "none", &words(held));
}

/// What both headers say, each field that differs
fn facts(path: &str, want: &Member, got: &Member, found: &mut Differences) {
    let of = |member: &Member, wanted: &Field| {
        let found = member.facts.iter().find(|(field, _)| field == wanted);
        found.map_or("none".to_owned(), |(_, value)| value.clone())
    };
    let fields = want.facts.iter().chain(&got.facts).map(|(field, _)| field);
    let mut fields: Vec<&Field> = fields.collect();
    fields.sort();
    fields.dedup();
    for field in fields {
        let (want, got) = (of(want, field), of(got, field));
        if want != got {
            found.field(path, field.clone(), &want, &got);
        }
    }
}

/// From where the bytes of two headers differ, their sums aside where there is more
fn headers(want: &[u8], got: &[u8]) -> (String, String) {
    let without_sum = |header: &[u8]| {
        let mut header = header.to_vec();
        let sum = header.len().saturating_sub(BLOCK) + 148;
        if let Some(sum) = header.get_mut(sum..sum + 8) {
            sum.fill(b' ');
        }
        header
    };
    let (one, other) = (without_sum(want), without_sum(got));
    if one == other {
        return shown::from_where(want, got);
    }
    shown::from_where(&one, &other)
}

fn content(path: &str, want: &Content, got: &Content, at: Option<u64>, found: &mut Differences) {
    if want.sha256 == got.sha256 {
        return;
    }
    let texts = want.bytes.as_ref().zip(got.bytes.as_ref());
    let texts = texts.filter(|_| found.has_room_for_a_view());
    let text = texts.and_then(|(want, got)| text::unified(path, want, got));
    let from = at.filter(|_| text.is_none());
    let from = from.map_or(String::new(), |at| {
        format!(" (they differ from byte {at} onwards)")
    });
    found.add(Difference {
        path: path.to_owned(),
        field: Field::Content,
        want: want.sha256.clone(),
        got: format!("{}{from}", got.sha256),
        text,
    });
}

fn words(held: &Held) -> String {
    let words = held.member.words();
    if !held.member.kind.has_content() {
        return words;
    }
    format!("{words}, {}", held.content.sha256)
}
