use super::{Owner, Project};
use crate::failure::finding;
use crate::file;
use anyhow::Result;
use python::Requirement;
use std::path::{Path, PathBuf};

/// A file of requirements may name others, which may name others
const DEEPEST: usize = 16;

/// What names an index in pip's and uv's files of requirements
const INDEX_OPTIONS: [&str; 8] = [
    "--index-url",
    "--pypi-url",
    "--extra-index-url",
    "--find-links",
    "--no-index",
    "--trusted-host",
    "-i",
    "-f",
];

/// What is no part of a path to every reader of such files
const ODD: [char; 8] = ['"', '\'', '#', '$', '\\', ' ', '\t', ';'];

/// A line of a file of requirements, and where it stands: `families/base/requirements.in:3`
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Without comment
    pub text: String,
    place: String,
}

impl Project {
    /// What a lock was asked for: the owner's own requirements, and of a family also its ancestors'
    ///
    /// # Errors
    /// When a line is no requirement.
    pub fn requirements(&self, owner: &Owner) -> Result<Vec<Requirement>> {
        let Some(family) = self.fleet.families.get(&owner.name) else {
            return self.requirements_in(&owner.folder);
        };
        let mut requirements = Vec::new();
        for step in &family.chain {
            requirements.extend(self.requirements_in(&format!("families/{step}"))?);
        }
        Ok(requirements)
    }

    /// The requirements of a folder; none where it has no such file
    ///
    /// # Errors
    /// When a line is no requirement.
    pub fn requirements_in(&self, folder: &str) -> Result<Vec<Requirement>> {
        let path = self.root.join(folder).join("requirements.in");
        if !path.exists() {
            return Ok(Vec::new());
        }
        let parsed = |line: Line| {
            let parsed = line.text.parse();
            parsed.map_err(|error| finding(format!("{}: {error}", line.place)))
        };
        self.requirement_lines(&path)?
            .into_iter()
            .map(parsed)
            .collect()
    }

    /// The lines of a file of requirements, constraints or overrides, and of those that it includes
    /// by `-r`
    ///
    /// uv takes an index that any of them names before all others, so none may.
    ///
    /// # Errors
    /// When a file is not there, includes itself, or names an index.
    pub fn requirement_lines(&self, path: &Path) -> Result<Vec<Line>> {
        let mut reader = Reader {
            root: &self.root,
            above: Vec::new(),
            lines: Vec::new(),
        };
        reader.file(path)?;
        Ok(reader.lines)
    }
}

struct Reader<'a> {
    root: &'a Path,
    /// The file that is read, last, and those that include it
    above: Vec<PathBuf>,
    lines: Vec<Line>,
}

impl Reader<'_> {
    fn file(&mut self, path: &Path) -> Result<()> {
        let name = path.strip_prefix(self.root).unwrap_or(path).display();
        if self.above.len() == DEEPEST {
            return Err(finding(format!(
                "{name}: more than {DEEPEST} files include one another\n\nhint: check whether one \
                 of them includes itself with `-r`"
            )));
        }
        let text = python::decode(&file::bytes(path)?)
            .map_err(|problem| finding(format!("{name}: {problem}")))?;
        // uv ends a line where we would not: at a carriage return alone.
        let odd =
            |sign: &char| sign.is_control() && *sign != '\t' || "\u{2028}\u{2029}".contains(*sign);
        for (number, line) in text.lines().enumerate() {
            if let Some(sign) = line.chars().find(odd) {
                let sign = sign.escape_default();
                return Err(finding(format!(
                    "{name}:{}: `{sign}` is not allowed in a requirements file",
                    number + 1
                )));
            }
        }
        self.above.push(path.to_owned());
        for (number, line) in text.lines().enumerate() {
            let text = line.split(" #").next().unwrap_or_default().trim();
            let place = format!("{name}:{}", number + 1);
            if text.starts_with('-') {
                self.option(text, &place)?;
            } else if !(text.is_empty() || text.starts_with('#')) {
                let text = text.to_owned();
                self.lines.push(Line { text, place });
            }
        }
        self.above.pop();
        Ok(())
    }

    /// A file that is included is read, too; what uv passes over is not ours to judge
    fn option(&mut self, text: &str, place: &str) -> Result<()> {
        let names_index = |word: &str| INDEX_OPTIONS.iter().any(|name| value(word, name).is_some());
        // uv reads several options of a line.
        if text.split_whitespace().any(names_index) {
            let text = python::redacted(text);
            return Err(finding(format!(
                "{place}: an index is not allowed here: `{text}`\n\nhint: remove the line, and set \
                 the index in pip's or uv's configuration, in the environment, or with `--index-url`: all locks use the same indexes in the same order"
            )));
        }
        let included = |names: [&str; 2]| names.iter().find_map(|name| value(text, name));
        let asked = included(["-r", "--requirement"]);
        // The lines of constraints ask for nothing.
        let asks = asked.is_some();
        let Some(file) = asked.or_else(|| included(["-c", "--constraint"])) else {
            return Ok(());
        };
        // uv takes quotes away, puts variables in, and ends at `#`.
        if file.contains("://") || file.starts_with("file:") || file.contains(ODD) {
            let text = python::redacted(text);
            return Err(finding(format!(
                "{place}: `{text}` is not a file of the project\n\nhint: put the file beside this \
                 one, and give its path without quotes, spaces, `#`, `$` and `\\`: a lock depends only on files of the project"
            )));
        }
        let count = self.lines.len();
        self.file(&self.beside(file))?;
        if !asks {
            self.lines.truncate(count);
        }
        Ok(())
    }

    fn beside(&self, file: &str) -> PathBuf {
        let folder = self.above.last().and_then(|path| path.parent());
        folder.unwrap_or(self.root).join(file)
    }
}

/// That of an option, if the line is it: `-r FILE`, `-rFILE`, `--requirement FILE`, `--requirement=FILE`
fn value<'a>(text: &'a str, option: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(option)?;
    let is_short = !option.starts_with("--");
    let ends =
        rest.is_empty() || rest.starts_with(|sign: char| sign == '=' || sign.is_whitespace());
    (is_short || ends).then(|| rest.trim_start_matches('=').trim())
}

#[cfg(test)]
mod tests {
    use super::{value, Reader};
    use std::path::Path;

    /// The lines of `a.in` in a folder with these files, or the error
    fn read(files: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let root = folder.path();
        let (above, lines) = (Vec::new(), Vec::new());
        let mut reader = Reader { root, above, lines };
        let path = root.join(Path::new("a.in"));
        let read = reader.file(&path).map_err(|error| error.to_string());
        read.map(|()| {
            let lines = reader.lines.into_iter();
            lines
                .map(|line| format!("{} {}", line.place, line.text))
                .collect()
        })
    }

    #[test]
    fn files_that_are_included_are_read() {
        let read = read(&[
            ("a.in", "one # why\n-r below/b.in\n-c c.txt\n# no\n\nfour\n"),
            ("below/b.in", "two\n--requirement=d.in\n"),
            ("below/d.in", "three"),
            ("c.txt", "five<2\n"),
        ]);
        let want = [
            "a.in:1 one",
            "below/b.in:1 two",
            "below/d.in:1 three",
            "a.in:6 four",
        ];
        assert_eq!(read.unwrap(), want);
    }

    #[test]
    fn an_index_is_named_nowhere() {
        for line in [
            "--index-url https://me:secret@index.example/s",
            "-i https://me:secret@index.example/s",
            "--extra-index-url=https://me:secret@index.example/s",
            "--find-links https://me:secret@index.example/s",
            "-fhttps://me:secret@index.example/s",
            "--no-index",
            "--require-hashes --extra-index-url https://me:secret@index.example/s",
            "-r c.in -i https://me:secret@index.example/s",
        ] {
            for include in ["-r b.in", "-c b.in"] {
                let error = read(&[("a.in", include), ("b.in", line)]).unwrap_err();
                assert!(
                    error.starts_with("b.in:1: an index is not allowed here: `-"),
                    "{error}"
                );
                assert!(!error.contains("secret"), "{error}");
            }
        }
    }

    #[test]
    fn what_is_included_is_a_file_of_the_project() {
        for place in [
            "https://u:secret@host.example/b.in",
            "file:///b.in",
            "${HOME}/b.in",
            "b.in#x",
            "\"b.in\"",
            "b.in -c c.in",
        ] {
            for option in ["-r", "-c"] {
                let error = read(&[("a.in", &format!("{option} {place}"))]).unwrap_err();
                assert!(error.contains("is not a file of the project"), "{error}");
                assert!(!error.contains("secret"), "{error}");
            }
        }
    }

    #[test]
    fn a_line_ends_where_we_see_it_end() {
        for sign in ["\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}"] {
            let text =
                format!("one\r\ntwo\t# why{sign}--extra-index-url https://index.example/s\n");
            let error = read(&[("a.in", &text)]).unwrap_err();
            assert!(error.starts_with("a.in:2: `\\"), "{error}");
        }
        assert_eq!(read(&[("a.in", "one\r\ntwo\t# why\r\n")]).unwrap().len(), 2);
    }

    #[test]
    fn a_file_that_includes_itself_is_left() {
        let error = read(&[("a.in", "-r b.in"), ("b.in", "-r a.in")]).unwrap_err();
        assert!(
            error.contains("more than 16 files include one another"),
            "{error}"
        );
    }

    #[test]
    fn options_as_pip_reads_them() {
        for text in ["-r a.in", "-ra.in", "-r=a.in"] {
            assert_eq!(value(text, "-r"), Some("a.in"), "{text}");
        }
        for text in ["--requirement a.in", "--requirement=a.in"] {
            assert_eq!(value(text, "--requirement"), Some("a.in"), "{text}");
        }
        assert_eq!(value("--requirements a.in", "--requirement"), None);
        assert_eq!(value("--no-index", "--no-index"), Some(""));
    }
}
