//! The structure of a marker: comparisons under `and` and `or`. Each comparison is read by
//! `pep508_rs`; its decision diagram of a whole marker may double with every clause, this doesn't.

use pep508_rs::{ExtraName, MarkerTree, MarkerWarningKind};

use crate::reason::reason;
use crate::Interpreter;

/// With more clauses the normal form may take minutes: such a marker stays as it is written.
const MOST_CLAUSES: u64 = 128;
/// Deeper parentheses are hostile.
const DEEPEST: usize = 100;

/// A marker as written, without blanks and needless parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Comparison { tree: MarkerTree, text: String },
}

/// What the sets of a lock's markers hold (PEP 751).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sets<'a> {
    pub(crate) extras: &'a [String],
    pub(crate) dependency_groups: &'a [String],
}

impl Expression {
    pub(super) fn holds(&self, interpreter: &Interpreter, extras: &[ExtraName]) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(interpreter, extras)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(interpreter, extras)),
            Self::Comparison { tree, .. } => tree.evaluate(interpreter.environment(), extras),
        }
    }

    /// Whether it holds everywhere or nowhere by what is chosen of a lock's sets.
    pub(super) fn decided(&self) -> Option<bool> {
        match self {
            Self::Comparison { tree, text } if text.is_empty() => Some(tree.is_true()),
            _ => None,
        }
    }

    /// Whether a value has a quote in it, of which no printed form is sure.
    pub(super) fn has_quoted_quote(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_quoted_quote),
            Self::Comparison { text, .. } => text.contains('\'') && text.contains('"'),
        }
    }

    /// The one decision diagram of all.
    pub(super) fn tree(&self) -> MarkerTree {
        let join = |parts: &[Self], join: fn(&mut MarkerTree, MarkerTree)| {
            let mut trees = parts.iter().map(Self::tree);
            let mut first = trees.next().unwrap_or(MarkerTree::TRUE);
            trees.for_each(|tree| join(&mut first, tree));
            first
        };
        match self {
            Self::All(parts) => join(parts, MarkerTree::and),
            Self::Any(parts) => join(parts, MarkerTree::or),
            Self::Comparison { tree, .. } => tree.clone(),
        }
    }

    /// Whether it has a normal form in reasonable time.
    pub(super) fn is_small(&self) -> bool {
        let (one, other) = self.clauses();
        one.max(other) <= MOST_CLAUSES
    }

    /// How many clauses it has as a disjunction of conjunctions, and the other way round: a bound
    /// of the diagram's size.
    fn clauses(&self) -> (u64, u64) {
        let product = |counts: &mut dyn Iterator<Item = u64>| counts.fold(1, u64::saturating_mul);
        let sum = |counts: &mut dyn Iterator<Item = u64>| counts.fold(0, u64::saturating_add);
        match self {
            Self::All(parts) => (
                product(&mut parts.iter().map(|part| part.clauses().0)),
                sum(&mut parts.iter().map(|part| part.clauses().1)),
            ),
            Self::Any(parts) => (
                sum(&mut parts.iter().map(|part| part.clauses().0)),
                product(&mut parts.iter().map(|part| part.clauses().1)),
            ),
            Self::Comparison { .. } => (1, 1),
        }
    }
}

impl std::fmt::Display for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |f: &mut std::fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (index, part) in parts.iter().enumerate() {
                let between = if index == 0 { "" } else { word };
                match part {
                    Self::Comparison { .. } => write!(f, "{between}{part}")?,
                    _ => write!(f, "{between}({part})")?,
                }
            }
            Ok(())
        };
        match self {
            Self::All(parts) => joined(f, parts, " and "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::Comparison { text, .. } => f.write_str(text),
        }
    }
}

/// The structure of a text, or why it has none.
pub(super) fn parse(text: &str, sets: Option<Sets<'_>>) -> Result<Expression, String> {
    let mut parser = Parser {
        words: words(text)?,
        at: 0,
        sets,
    };
    let expression = parser.any(0)?;
    match parser.word() {
        None => Ok(expression),
        Some(word) => Err(format!("want `and`, `or` or the end, got `{word}`")),
    }
}

/// Parentheses, quoted values, and what stands between blanks.
fn words(text: &str) -> Result<Vec<&str>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' => 1,
            '\'' | '"' => {
                let end = rest[1..].find(first);
                2 + end.ok_or_else(|| format!("a value doesn't end in `{first}`"))?
            }
            '<' | '>' | '=' | '!' | '~' => rest
                .find(|letter| !"<>=!~".contains(letter))
                .unwrap_or(rest.len()),
            _ => rest
                .find(|letter: char| letter.is_whitespace() || "()'\"<>=!~".contains(letter))
                .unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(length);
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

struct Parser<'a> {
    words: Vec<&'a str>,
    at: usize,
    sets: Option<Sets<'a>>,
}

impl<'a> Parser<'a> {
    fn word(&self) -> Option<&'a str> {
        self.words.get(self.at).copied()
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.word() == Some(word);
        self.at += usize::from(is_next);
        is_next
    }

    fn any(&mut self, depth: usize) -> Result<Expression, String> {
        let mut parts = vec![self.all(depth)?];
        while self.take("or") {
            parts.push(self.all(depth)?);
        }
        Ok(joined(parts, false, Expression::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, String> {
        let mut parts = vec![self.one(depth)?];
        while self.take("and") {
            parts.push(self.one(depth)?);
        }
        Ok(joined(parts, true, Expression::All))
    }

    fn one(&mut self, depth: usize) -> Result<Expression, String> {
        if !self.take("(") {
            return self.comparison();
        }
        if depth == DEEPEST {
            return Err(format!("its parentheses are nested deeper than {DEEPEST}"));
        }
        let within = self.any(depth + 1)?;
        if self.take(")") {
            return Ok(within);
        }
        Err("a parenthesis isn't closed".to_owned())
    }

    fn comparison(&mut self) -> Result<Expression, String> {
        let start = self.at;
        while self
            .word()
            .is_some_and(|word| !["and", "or", "(", ")"].contains(&word))
        {
            self.at += 1;
        }
        let words: Vec<&str> = self.words[start..self.at]
            .iter()
            .map(|word| current(word))
            .collect();
        let text = listed(&words).unwrap_or_else(|| words.join(" "));
        if let Some(holds) = self.sets.and_then(|sets| sets.decide(&words)) {
            return Ok(decided(holds));
        }
        let tree = match extra_of_none(&words) {
            Some(tree) => tree,
            None => compare(&text)?,
        };
        Ok(Expression::Comparison { tree, text })
    }
}

/// The parts under `and` (where `neutral` is true) or `or`. What a set decides is no part of it: a
/// reader of the marker knows nothing of the choice.
fn joined(
    mut parts: Vec<Expression>,
    neutral: bool,
    join: fn(Vec<Expression>) -> Expression,
) -> Expression {
    if parts.iter().any(|part| part.decided() == Some(!neutral)) {
        return decided(!neutral);
    }
    parts.retain(|part| part.decided().is_none());
    match parts.len() {
        0 => decided(neutral),
        1 => parts.remove(0),
        _ => join(parts),
    }
}

/// What a set decides: it has no text.
fn decided(holds: bool) -> Expression {
    let (tree, text) = match holds {
        true => (MarkerTree::TRUE, String::new()),
        false => (MarkerTree::FALSE, String::new()),
    };
    Expression::Comparison { tree, text }
}

impl Sets<'_> {
    /// `'x' in extras`, `'x' not in dependency_groups`: names compare in normal form.
    fn decide(self, words: &[&str]) -> Option<bool> {
        let (value, is_in, set) = match words {
            [value, "in", set] => (value, true, set),
            [value, "not", "in", set] => (value, false, set),
            _ => return None,
        };
        let set = match *set {
            "extras" => self.extras,
            "dependency_groups" => self.dependency_groups,
            _ => return None,
        };
        let value = normal(
            value
                .strip_prefix(['\'', '"'])?
                .trim_end_matches(['\'', '"']),
        );
        let has = set.iter().any(|name| normal(name) == value);
        Some(has == is_in)
    }
}

/// The name that a variable has today, for one of PEP 345 or of setuptools.
fn current(word: &str) -> &str {
    match word {
        "os.name" => "os_name",
        "sys.platform" => "sys_platform",
        "platform.version" => "platform_version",
        "platform.machine" => "platform_machine",
        "platform.python_implementation" | "python_implementation" => {
            "platform_python_implementation"
        }
        other => other,
    }
}

/// `python_version in '2.7, 3.5'`: packaging looks for one text in the other, so that anything may
/// stand between the versions; here blanks do.
fn listed(words: &[&str]) -> Option<String> {
    let (["python_version" | "python_full_version", "in", value]
    | ["python_version" | "python_full_version", "not", "in", value]) = words
    else {
        return None;
    };
    let versions = value.trim_matches(['\'', '"']);
    let versions = versions
        .split([',', '|', ';', ' '])
        .filter(|part| !part.is_empty());
    let versions = versions.collect::<Vec<_>>().join(" ");
    Some(format!(
        "{} '{versions}'",
        words[..words.len() - 1].join(" ")
    ))
}

/// `extra == '.none'`: nothing can ask for an extra whose name is none.
fn extra_of_none(words: &[&str]) -> Option<MarkerTree> {
    let (["extra", operator, value] | [value, operator, "extra"]) = words else {
        return None;
    };
    let name = value
        .strip_prefix(['\'', '"'])?
        .trim_end_matches(['\'', '"']);
    match *operator {
        _ if name.parse::<ExtraName>().is_ok() && !name.is_empty() => None,
        "==" => Some(MarkerTree::FALSE),
        "!=" => Some(MarkerTree::TRUE),
        _ => None,
    }
}

fn normal(name: &str) -> String {
    let read = name.parse::<ExtraName>();
    read.map_or_else(|_| name.to_lowercase(), |name| name.to_string())
}

fn compare(text: &str) -> Result<MarkerTree, String> {
    let mut warning = None;
    let tree = MarkerTree::parse_reporter(text, &mut |kind: MarkerWarningKind, text| {
        if !matches!(kind, MarkerWarningKind::DeprecatedMarkerName) {
            warning.get_or_insert(text);
        }
    })
    .map_err(|error| reason(&error.message))?;
    match warning {
        Some(text) => Err(reason(&text).replace(", will be ignored", "")),
        None => Ok(tree),
    }
}
