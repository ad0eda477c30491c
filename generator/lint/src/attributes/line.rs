use super::pattern::Pattern;
use super::State;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a line says of the paths that match
pub struct Line {
    pub pattern: Pattern,
    /// By attribute, in order; `None` is `!name`: as if no line had said anything
    pub states: States,
    /// Its bytes in the file
    pub span: Range<usize>,
}

type States = Vec<(String, Option<State>)>;
/// Names that stand for several attributes
pub type Macros = BTreeMap<String, States>;

/// `binary`, which every git knows
pub fn built_in() -> Macros {
    let unset = ["diff", "merge", "text"].map(|name| (name.to_owned(), Some(State::Unset)));
    Macros::from([("binary".to_owned(), unset.into())])
}

/// The lines of a file. `[attr]` defines a macro in the root's files alone; what is malformed says
/// nothing, as in git.
pub fn lines(text: &str, may_define: bool, macros: &mut Macros) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let end = start + line.len();
        start += whole.len();
        let line = line.trim_start_matches([' ', '\t']);
        let span = end - line.len()..end;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((name, rest)) = first(line) else {
            continue;
        };
        let states = states(rest, macros);
        if let Some(name) = name.strip_prefix("[attr]") {
            if may_define {
                macros.insert(name.to_owned(), states);
            }
        } else if let Some(pattern) = Pattern::parse(&name) {
            let line = Line {
                pattern,
                states,
                span,
            };
            lines.push(line);
        }
    }
    lines
}

/// The pattern of a line, which may be quoted as in C, and what follows
fn first(line: &str) -> Option<(String, &str)> {
    let Some(quoted) = line.strip_prefix('"') else {
        let end = line.find([' ', '\t']).unwrap_or(line.len());
        return Some((line[..end].to_owned(), &line[end..]));
    };
    let mut name = String::new();
    let mut letters = quoted.char_indices();
    loop {
        match letters.next()? {
            (at, '"') => return Some((name, &quoted[at + 1..])),
            (_, '\\') => match letters.next()?.1 {
                't' => name.push('\t'),
                letter => name.push(letter),
            },
            (_, letter) => name.push(letter),
        }
    }
}

fn states(text: &str, macros: &Macros) -> States {
    let mut states = States::new();
    for word in text.split_ascii_whitespace() {
        let (name, state) = state(word);
        let inner = macros.get(name).filter(|_| state == Some(State::Set));
        states.push((name.to_owned(), state));
        states.extend(inner.into_iter().flatten().cloned());
    }
    states
}

fn state(word: &str) -> (&str, Option<State>) {
    if let Some(name) = word.strip_prefix('-') {
        return (name, Some(State::Unset));
    }
    if let Some(name) = word.strip_prefix('!') {
        return (name, None);
    }
    match word.split_once('=') {
        Some((name, value)) => (name, Some(State::Value(value.to_owned()))),
        None => (word, Some(State::Set)),
    }
}
