//! The order of Debian's versions (Debian policy, section 5.6.12), which relations between packages
//! ask for. The crate `debian` has the type for locks; a layer depends on no other crate of ours, so
//! that a change there rebuilds none.

use std::cmp::Ordering;

/// How two versions compare.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (split(a), split(b));
    epoch(a.0)
        .cmp(&epoch(b.0))
        .then_with(|| part(a.1, b.1))
        .then_with(|| part(a.2, b.2))
}

/// Epoch, upstream version, revision.
fn split(version: &str) -> (&str, &str, &str) {
    let (epoch, rest) = version.split_once(':').unwrap_or(("0", version));
    let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
    (epoch, upstream, revision)
}

fn epoch(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

/// Compares by turns what is no digit and what is a number.
fn part(mut a: &str, mut b: &str) -> Ordering {
    while !(a.is_empty() && b.is_empty()) {
        let (text_a, text_b) = (take(&mut a, false), take(&mut b, false));
        let (number_a, number_b) = (take(&mut a, true), take(&mut b, true));
        let order = text(text_a, text_b).then_with(|| number(number_a, number_b));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

fn take<'a>(text: &mut &'a str, digits: bool) -> &'a str {
    let end = text.find(|c: char| c.is_ascii_digit() != digits);
    let (head, rest) = text.split_at(end.unwrap_or(text.len()));
    *text = rest;
    head
}

/// `~` before the end, the end before letters, letters before all else.
fn text(a: &str, b: &str) -> Ordering {
    let weight = |c: char| match c {
        '~' => 0,
        c if c.is_ascii_alphabetic() => 2 + u32::from(c),
        c => 0x1_0000 + u32::from(c),
    };
    let weights = |text: &str| text.chars().map(weight).chain([1]).collect::<Vec<_>>();
    weights(a).cmp(&weights(b))
}

fn number(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_as_dpkg_does() {
        // Each is earlier than the next by `dpkg --compare-versions`.
        let rising = [
            "1.0~~",
            "1.0~~a",
            "1.0~",
            "1.0",
            "1.0-1~bpo12+1",
            "1.0-1",
            "1.0-1+b1",
            "1.0a",
            "1.0+b",
            "1.2",
            "1.10",
            "1.10-0.1",
            "1:0.1",
            "2:0",
        ];
        for pair in rising.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
        assert_eq!(compare("1.0", "0:1.00-0"), Ordering::Equal);
    }
}
