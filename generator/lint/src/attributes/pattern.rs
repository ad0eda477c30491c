/// A pattern of `gitattributes(5)`: as in `.gitignore`, but it never matches what lies below what
/// it matches, and never forbids
#[derive(Debug)]
pub struct Pattern {
    text: Vec<char>,
    /// Whether it is a path from the file's folder, and no name at any depth
    is_path: bool,
}

impl Pattern {
    /// `None` for what matches nothing: `!pattern`, and a folder's `name/`
    pub fn parse(text: &str) -> Option<Self> {
        if text.starts_with('!') || text.ends_with('/') {
            return None;
        }
        let path = text.strip_prefix('/').unwrap_or(text);
        Some(Self {
            text: path.chars().collect(),
            is_path: text.contains('/'),
        })
    }

    /// Whether it is of a path, relative to the file's folder
    pub fn matches(&self, path: &str) -> bool {
        let path = match self.is_path {
            true => path,
            false => path.rsplit('/').next().unwrap_or_default(),
        };
        let path: Vec<char> = path.chars().collect();
        matches(&self.text, &path)
    }
}

/// Keeps the places to go on from, and so needs no more than pattern times path: a pattern is
/// somebody's text, and must not cost the exponential time of plain backtracking.
fn matches(pattern: &[char], path: &[char]) -> bool {
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let (step, next) = step(pattern, at);
        reached = step.go(&reached, path);
        at = next;
    }
    reached[path.len()]
}

enum Step<'a> {
    /// `**/`: nothing, or whole folders
    Folders,
    /// `**` at the end or between slashes: everything
    All,
    /// `*`: all but a slash
    Name,
    /// One letter
    One(&'a [char]),
}

fn step(pattern: &[char], at: usize) -> (Step<'_>, usize) {
    let is_first = at == 0 || pattern[at - 1] == '/';
    match &pattern[at..] {
        ['*', '*', '/', ..] if is_first => (Step::Folders, at + 3),
        ['*', '*'] if is_first => (Step::All, at + 2),
        ['*', ..] => (Step::Name, at + 1),
        ['[', rest @ ..] => match class(rest) {
            Some(length) => (Step::One(&pattern[at..=at + length]), at + length + 1),
            None => (Step::One(&pattern[at..=at]), at + 1),
        },
        ['\\', _, ..] => (Step::One(&pattern[at..at + 2]), at + 2),
        _ => (Step::One(&pattern[at..=at]), at + 1),
    }
}

/// How long a class is after its `[`; the first letter may be `]`
fn class(rest: &[char]) -> Option<usize> {
    let not = usize::from(matches!(rest.first(), Some('!' | '^')));
    let end = rest.iter().skip(not + 1).position(|letter| *letter == ']');
    end.map(|end| end + not + 2)
}

impl Step<'_> {
    fn go(&self, reached: &[bool], path: &[char]) -> Vec<bool> {
        let mut next = vec![false; reached.len()];
        for at in (0..reached.len()).filter(|at| reached[*at]) {
            match self {
                Self::One(one) => {
                    if path.get(at).is_some_and(|letter| is_one(one, *letter)) {
                        next[at + 1] = true;
                    }
                }
                Self::All => next[at..].fill(true),
                Self::Name => {
                    let rest = path[at..].iter().position(|letter| *letter == '/');
                    next[at..=rest.map_or(path.len(), |rest| at + rest)].fill(true);
                }
                Self::Folders => {
                    next[at] = true;
                    let slashes = (at..path.len()).filter(|at| path[*at] == '/');
                    slashes.for_each(|at| next[at + 1] = true);
                }
            }
        }
        next
    }
}

fn is_one(one: &[char], letter: char) -> bool {
    match one {
        ['?'] => letter != '/',
        ['[', inner @ .., ']'] if !inner.is_empty() => letter != '/' && is_of(inner, letter),
        ['\\', wanted] | [wanted] => letter == *wanted,
        _ => false,
    }
}

/// Whether a letter is of a class: `a-z`, `!…` and `^…` for all others
fn is_of(inner: &[char], letter: char) -> bool {
    let (is_not, mut inner) = match inner {
        ['!' | '^', rest @ ..] => (true, rest),
        _ => (false, inner),
    };
    let mut is_of = false;
    while let [first, rest @ ..] = inner {
        match rest {
            ['-', last, rest @ ..] => {
                is_of |= (*first..=*last).contains(&letter);
                inner = rest;
            }
            _ => {
                is_of |= *first == letter;
                inner = rest;
            }
        }
    }
    is_of != is_not
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_match_as_git_says() {
        for (pattern, yes, no) in [
            ("*.py", "a/b.py", "a.py/b"),
            ("a.py", "x/a.py", "a.pyc"),
            ("/a.py", "a.py", "x/a.py"),
            ("x/*.py", "x/a.py", "x/y/a.py"),
            ("x/**", "x/y/a.py", "x"),
            ("**/a.py", "x/y/a.py", "x/ba.py"),
            ("x/**/a.py", "x/a.py", "x/ya.py"),
            ("x/**/a.py", "x/y/z/a.py", "y/x/a.py"),
            ("**", "x/y/a.py", "\0/"),
            ("a?c", "x/abc", "ac"),
            ("[a-c]?", "bx", "dx"),
            ("[!a-c]?", "dx", "bx"),
            ("[]x]", "]", "a"),
            ("[", "[", "a"),
            ("\\*", "*", "a"),
            ("x\\", "x\\", "x"),
        ] {
            let parsed = Pattern::parse(pattern).unwrap();
            assert!(parsed.matches(yes), "{pattern} {yes}");
            assert!(no == "\0/" || !parsed.matches(no), "{pattern} {no}");
        }
        assert!(Pattern::parse("!a").is_none() && Pattern::parse("a/").is_none());
        let slow = Pattern::parse(&format!("{}b", "*a".repeat(200))).unwrap();
        assert!(!slow.matches(&"a".repeat(200)));
    }
}
