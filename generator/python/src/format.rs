//! Which format a lock has, by its name and its text.

use toml_edit::{Document, Item};

use crate::{Problem, Pylock};

/// What a file that is given as a lock is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// A `pylock.toml`. With its name there may be something wrong.
    Pylock(Option<Problem>),
    /// A requirements file.
    Requirements,
    /// Something that isn't read here.
    Other(Problem),
}

const PYPROJECT: Problem = Problem::OtherFormat(
    "`pyproject.toml` lists requirements, not locked versions",
    "lock it with `uv pip compile --format pylock.toml -o pylock.toml pyproject.toml`",
);
const UV: Problem = Problem::OtherFormat(
    "uv's own lock",
    "export it with `uv export --format pylock.toml --no-emit-project -o pylock.toml`",
);
const POETRY: Problem = Problem::OtherFormat(
    "Poetry's own lock",
    "export it with `poetry export --format pylock.toml -o pylock.toml` (plugin poetry-plugin-export)",
);
const PDM: Problem = Problem::OtherFormat(
    "PDM's own lock",
    "export it with `pdm export --format pylock -o pylock.toml`, or let PDM write such a lock \
     directly: `pdm config lock.format pylock`",
);
const PIPENV: Problem = Problem::OtherFormat(
    "Pipenv's own lock",
    "export it with `pipenv requirements --hash > requirements.txt`",
);
const CONDA: Problem = Problem::OtherFormat(
    "a conda lock or environment, whose packages are not wheels",
    "lock the Python packages with `uv pip compile --format pylock.toml`",
);

impl Format {
    /// The format of a file of that name, without its folder.
    pub fn of(name: &str, text: &str) -> Self {
        let by_name = match name {
            "pyproject.toml" => Some(PYPROJECT),
            "uv.lock" => Some(UV),
            "poetry.lock" => Some(POETRY),
            "pdm.lock" => Some(PDM),
            "Pipfile" | "Pipfile.lock" => Some(PIPENV),
            "conda-lock.yml" | "environment.yml" | "environment.yaml" | "pixi.lock" => Some(CONDA),
            _ => None,
        };
        if let Some(problem) = by_name {
            return Self::Other(problem);
        }
        match by_text(text) {
            Some(problem) => Self::Other(problem),
            None if Pylock::is_filename(name) => Self::Pylock(None),
            None if name.ends_with(".toml") || is_pylock(text) => {
                Self::Pylock(Some(Problem::FileName(report::visible(name))))
            }
            None => Self::Requirements,
        }
    }
}

/// Another format under a name that doesn't say it.
fn by_text(text: &str) -> Option<Problem> {
    let document = Document::parse(text).ok()?;
    let table = document.as_table();
    let has = |key: &str| table.contains_key(key);
    if has("lock-version") {
        return None;
    }
    if has("project") || has("build-system") || has("dependency-groups") {
        return Some(PYPROJECT);
    }
    if !has("package") {
        return None;
    }
    let generated = text.lines().next().unwrap_or_default();
    if has("version") {
        return Some(UV);
    }
    let is_pdm = table.get("metadata").and_then(Item::as_table_like);
    let is_pdm = is_pdm.is_some_and(|metadata| metadata.contains_key("lock_version"));
    Some(if is_pdm || generated.contains("PDM") {
        PDM
    } else {
        POETRY
    })
}

fn is_pylock(text: &str) -> bool {
    Document::parse(text).is_ok_and(|document| document.as_table().contains_key("lock-version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "lock-version = \"1.0\"\n";

    fn other(name: &str, text: &str) -> &'static str {
        match Format::of(name, text) {
            Format::Other(Problem::OtherFormat(what, _)) => what,
            format => panic!("{format:?}"),
        }
    }

    /// The names are those that packaging 26.4's `is_valid_pylock_path` takes.
    #[test]
    fn a_lock_has_its_name() {
        for name in ["pylock.toml", "pylock.web.toml", "pylock.a-b.toml"] {
            assert_eq!(Format::of(name, LOCK), Format::Pylock(None), "{name}");
        }
        for name in [
            "lock.toml",
            "pylock.a.b.toml",
            "pylock..toml",
            "Pylock.toml",
            "pylock.txt",
        ] {
            let wanted = Format::Pylock(Some(Problem::FileName(name.to_owned())));
            assert_eq!(Format::of(name, LOCK), wanted, "{name}");
        }
    }

    #[test]
    fn another_format_is_known_by_name_or_text() {
        assert_eq!(other("uv.lock", "version = 1\n"), "uv's own lock");
        assert_eq!(
            other("x.toml", "version = 1\n[[package]]\nname = \"a\"\n"),
            "uv's own lock"
        );
        assert_eq!(
            other(
                "x.lock",
                "[[package]]\nname = \"a\"\n[metadata]\nlock-version = \"2.1\"\n"
            ),
            "Poetry's own lock"
        );
        assert_eq!(
            other(
                "x.lock",
                "[metadata]\nlock_version = \"4.5\"\n[[package]]\nname = \"a\"\n"
            ),
            "PDM's own lock"
        );
        assert_eq!(other("Pipfile.lock", "{}"), "Pipenv's own lock");
        assert!(other("pyproject.toml", "").starts_with("`pyproject.toml`"));
        assert!(other("x.toml", "[project]\nname = \"a\"\n").starts_with("`pyproject.toml`"));
    }

    #[test]
    fn everything_else_is_a_requirements_file() {
        for text in ["", "a==1 --hash=sha256:x\n", "# comment\n"] {
            assert_eq!(Format::of("requirements.txt", text), Format::Requirements);
        }
    }
}
