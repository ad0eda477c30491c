mod expression;

use std::fmt;
use std::str::FromStr;

use pep508_rs::{ExtraName, MarkerTree};

use expression::Expression;
pub(crate) use expression::Sets;

use crate::Interpreter;
use report::visible;

/// The longest marker known has 2 KiB.
const LONGEST: usize = 64 << 10;
/// An environment marker (PEP 508). Two markers are equal when they mean the same;
/// [`Display`](fmt::Display) gives one canonical text. A marker of very many clauses, which has no
/// canonical text in reasonable time, equals what is written alike, and prints so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker(Form);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Canonical(MarkerTree),
    Written(Expression),
}

/// Why a text is no marker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a marker: {reason}: `{value}`")]
pub struct MarkerError {
    value: String,
    reason: String,
}

impl Marker {
    /// Whether the marker holds for an interpreter and the extras asked for. `platform_release`
    /// and `platform_version` speak of the running kernel, which no lock can know: empty here.
    pub fn holds(&self, interpreter: &Interpreter, extras: &[ExtraName]) -> bool {
        match &self.0 {
            Form::Canonical(tree) => tree.evaluate(interpreter.environment(), extras),
            Form::Written(expression) => expression.holds(interpreter, extras),
        }
    }

    /// Whether it is known that no environment satisfies both.
    pub fn excludes(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Canonical(tree), Form::Canonical(other)) => tree.is_disjoint(other),
            _ => false,
        }
    }

    /// Whether the marker is known to hold everywhere.
    pub fn is_always(&self) -> bool {
        matches!(&self.0, Form::Canonical(tree) if tree.is_true())
    }

    /// A package's marker in a lock, where `extras` and `dependency_groups` are sets (PEP 751,
    /// "Environment markers"): with what is chosen of them put in.
    pub(crate) fn in_lock(text: &str, sets: Sets<'_>) -> Result<Self, MarkerError> {
        parse(text, Some(sets)).map_err(|reason| MarkerError::new(text, reason))
    }
}

impl MarkerError {
    fn new(text: &str, reason: String) -> Self {
        let value = visible(text);
        Self { value, reason }
    }
}

impl FromStr for Marker {
    type Err = MarkerError;

    fn from_str(text: &str) -> Result<Self, MarkerError> {
        read(text).map_err(|reason| MarkerError::new(text, reason))
    }
}

/// The marker, or why there is none.
pub(crate) fn read(text: &str) -> Result<Marker, String> {
    parse(text, None)
}

fn parse(text: &str, sets: Option<Sets<'_>>) -> Result<Marker, String> {
    if text.len() > LONGEST {
        return Err(format!("a marker has at most {LONGEST} bytes"));
    }
    // PEP 508 knows no other values, and pep508_rs cuts within such a letter
    if !text.is_ascii() {
        return Err("a marker is ASCII".to_owned());
    }
    let expression = expression::parse(text, sets)?;
    if !expression.is_small() {
        return Ok(Marker(Form::Written(expression)));
    }
    let tree = expression.tree();
    if tree.is_true() || expression.decided().is_some() {
        return Ok(Marker(Form::Canonical(tree)));
    }
    // what never holds has no normal form that reads back as the same
    if tree.is_false() {
        return Ok(Marker(Form::Written(expression)));
    }
    let printed = tree.try_to_string().unwrap_or_default();
    // the normal form may have more clauses than what was written: it must read back as itself
    if expression::parse(&printed, None).is_ok_and(|again| !again.is_small()) {
        return Ok(Marker(Form::Written(expression)));
    }
    if MarkerTree::from_str(&printed).is_ok_and(|again| again == tree) {
        return Ok(Marker(Form::Canonical(tree)));
    }
    if expression.has_quoted_quote() {
        return Err("a quote inside a value".to_owned());
    }
    // the normal form of some does not read back as itself; what was written does
    Ok(Marker(Form::Written(expression)))
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Canonical(tree) => f.write_str(&tree.try_to_string().unwrap_or_default()),
            Form::Written(expression) => write!(f, "{expression}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Glibc;
    use proptest::prelude::*;

    /// Markers of every shape, some of which never hold or have no normal form.
    fn markers() -> impl Strategy<Value = String> {
        let clauses = vec![
            "os_name == 'a'",
            "os_name!='a'",
            "'b' in sys_platform",
            "python_version<'3.12'",
            "python_full_version == '3.11.*'",
            "extra == \"x\"",
            "extra == 'y'",
            "'default' in dependency_groups",
            "'x' not in extras",
        ];
        prop::sample::select(clauses)
            .prop_map(str::to_owned)
            .prop_recursive(5, 300, 12, |inner| {
                let parts = prop::collection::vec(inner, 2..12);
                (parts, any::<bool>()).prop_map(|(parts, all)| {
                    let word = if all { ") and (" } else { ") or (" };
                    format!("({})", parts.join(word))
                })
            })
    }

    proptest! {
        /// What is printed reads back as the same, without the sets of a lock, and holds alike.
        #[test]
        fn a_marker_reads_back(text in markers()) {
            let groups = ["default".to_owned()];
            let sets = Sets { extras: &[], dependency_groups: &groups };
            let marker = Marker::in_lock(&text, sets).unwrap();
            let extras = ["x".parse().unwrap()];
            let holds = marker.holds(&debian_12(), &extras);
            if let Form::Canonical(tree) = &marker.0 {
                prop_assert_eq!(tree.evaluate(debian_12().environment(), &extras), holds);
                if tree.is_true() || tree.is_false() {
                    return Ok(());
                }
            }
            let again: Marker = marker.to_string().parse().unwrap();
            prop_assert_eq!(again.holds(&debian_12(), &extras), holds);
            prop_assert_eq!(again, marker);
        }
    }

    #[test]
    fn a_normal_form_that_is_another_is_not_taken() {
        let text =
            "((os_name == 'a') or (python_version<'3.12')) and ((python_full_version == '3.11.*') \
                    or (extra == 'y')) and (extra == 'y')";
        let marker: Marker = text.parse().unwrap();
        assert_eq!(marker.to_string().parse::<Marker>().unwrap(), marker);
        assert!(marker.holds(&debian_12(), &["y".parse().unwrap()]));
        assert!(!marker.holds(&debian_12(), &[]));
    }

    fn debian_12() -> Interpreter {
        let glibc = Glibc {
            major: 2,
            minor: 36,
        };
        Interpreter::cpython("3.11.2", glibc).unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<Marker>().unwrap_err().to_string()
    }

    fn many(count: usize, clause: impl Fn(usize) -> String, word: &str) -> String {
        (0..count).map(clause).collect::<Vec<_>>().join(word)
    }

    #[test]
    fn a_marker_of_some_kilobytes_is_read() {
        let machines = many(60, |n| format!("platform_machine == 'machine{n}'"), " or ");
        let text =
            format!("python_version < '3.14' and ({machines} or platform_machine == 'x86_64')");
        assert!(text.len() > 1800);
        let marker: Marker = text.parse().unwrap();
        assert!(marker.holds(&debian_12(), &[]));
        assert_eq!(marker.to_string().parse(), Ok(marker));
    }

    /// The normal form of each would take minutes.
    #[test]
    fn a_marker_without_normal_form_is_judged_as_written() {
        let clause = |n| format!("(extra == 'a{n}' or extra == \"b{n}\")");
        let text = many(400, clause, " and ");
        let marker: Marker = text.parse().unwrap();
        assert!(!marker.holds(&debian_12(), &[]));
        let extras: Vec<ExtraName> = (0..400).map(|n| format!("a{n}").parse().unwrap()).collect();
        assert!(marker.holds(&debian_12(), &extras));
        assert_eq!(marker.to_string(), text);
        assert_eq!(marker.to_string().parse(), Ok(marker));
        let clause = |n| format!("(extra == 'a{n}' and extra == 'b{n}')");
        let marker: Marker = many(400, clause, " or ").parse().unwrap();
        assert!(marker.holds(
            &debian_12(),
            &["a7".parse().unwrap(), "b7".parse().unwrap()]
        ));
    }

    #[test]
    fn hostile_markers_are_refused() {
        insta::assert_snapshot!(error(&"(".repeat(20_000)), @"not a marker: its parentheses are nested deeper than 100: `((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…`");
        insta::assert_snapshot!(error(&"x".repeat(LONGEST + 1)), @"not a marker: a marker has at most 65536 bytes: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`");
        insta::assert_snapshot!(error("os_name == 'a' os_name == 'b'"), @"not a marker: Unexpected character 'o', expected 'and', 'or' or end of input: `os_name == 'a' os_name == 'b'`");
        insta::assert_snapshot!(error("os_name == 'a' or"), @"not a marker: Expected marker value, found end of dependency specification: `os_name == 'a' or`");
        insta::assert_snapshot!(error("(os_name == 'a'"), @"not a marker: a parenthesis isn't closed: `(os_name == 'a'`");
        insta::assert_snapshot!(error("os_name == 'a')"), @"not a marker: want `and`, `or` or the end, got `)`: `os_name == 'a')`");
        insta::assert_snapshot!(error("os_name == 'a"), @"not a marker: a value doesn't end in `'`: `os_name == 'a`");
        insta::assert_snapshot!(error(""), @"not a marker: Expected marker value, found end of dependency specification: ``");
        insta::assert_snapshot!(error("'x' in extras"), @"not a marker: Expected a quoted string or a valid marker name, found `extras`: `'x' in extras`");
    }

    /// The verdicts are those of packaging 26.4.
    #[test]
    fn old_words_are_understood() {
        let holds = |text: &str| text.parse::<Marker>().unwrap().holds(&debian_12(), &[]);
        for text in [
            "python_version in '3.10, 3.11'",
            "python_version not in \"2.7|3.5\"",
            "os.name == 'posix' and sys.platform == 'linux'",
            "python_implementation == 'CPython'",
            "extra != '.none'",
        ] {
            assert!(holds(text), "{text}");
        }
        for text in [
            "python_version in '2.7, 3.5'",
            "extra == '.none' and os_name == 'posix'",
        ] {
            assert!(!holds(text), "{text}");
        }
        let none: Marker = "extra == '.none'".parse().unwrap();
        assert_eq!(none.to_string().parse(), Ok(none));
    }

    #[test]
    fn the_sets_of_a_lock_are_put_in() {
        let groups = ["default".to_owned(), "Test_A".to_owned()];
        let sets = Sets {
            extras: &[],
            dependency_groups: &groups,
        };
        let read = |text: &str| Marker::in_lock(text, sets).unwrap();
        assert!(read("'default' in dependency_groups").is_always());
        assert!(read("\"test-a\" in dependency_groups").is_always());
        assert!(read("'fast' not in extras").is_always());
        assert!(!read("'fast' in extras").holds(&debian_12(), &[]));
        assert!(!read("'dev' in dependency_groups or 'fast' in extras").holds(&debian_12(), &[]));
        assert_eq!(
            read("python_full_version <= '3.11.2' and ('default' in dependency_groups or 'fast' in extras)"),
            "python_full_version <= '3.11.2'".parse().unwrap()
        );
    }
}
