//! Two texts by lines, in the unified form.

use report::visible_lines;
use similar::TextDiff;

/// Lines of a view
const MOST_LINES: usize = 200;
/// Characters of a line
const LONGEST_LINE: usize = 300;
/// Lines of a text: comparing takes longer with the square of them
const MOST_COMPARED: usize = 2_000;

/// The unified view of two texts; none where one is no text
pub fn unified(path: &str, want: &[u8], got: &[u8]) -> Option<String> {
    let (want, got) = (text(want)?, text(got)?);
    let diff = TextDiff::from_lines(want, got);
    let mut unified = diff.unified_diff();
    unified.context_radius(3);
    unified.header(&format!("want {path}"), &format!("got  {path}"));
    let mut view = String::new();
    let whole = unified.to_string();
    let mut lines = whole.lines();
    for line in lines.by_ref().take(MOST_LINES) {
        let head: String = line.chars().take(LONGEST_LINE).collect();
        view += &visible_lines(&head);
        if line.chars().nth(LONGEST_LINE).is_some() {
            view.push('…');
        }
        view.push('\n');
    }
    match lines.count() {
        0 => {}
        more => view += &format!("… and {more} more lines\n"),
    }
    Some(view)
}

fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0') && text.lines().count() <= MOST_COMPARED).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn lines_that_differ_with_those_around() {
        let want = "1\n2\n3\n4\n5\n6\n7\n8\n";
        insta::assert_snapshot!(unified("etc/a", want.as_bytes(), want.replace('5', "five\x1b[2J").as_bytes()).unwrap(), @r"
        --- want etc/a
        +++ got  etc/a
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five\u{1b}[2J
         6
         7
         8
        ");
    }

    #[test]
    fn neither_what_is_no_text_nor_without_end() {
        assert!(unified("a", b"\xff", b"").is_none() && unified("a", b"a\0", b"").is_none());
        assert!(unified("a", "\n".repeat(2_001).as_bytes(), b"").is_none());
        let view = unified(
            "a",
            "a\n".repeat(500).as_bytes(),
            "b\n".repeat(500).as_bytes(),
        );
        assert!(view.unwrap().ends_with("-a\n… and 803 more lines\n"));
    }
}
