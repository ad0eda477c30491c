//! Resolution of Python requirements, by uv.

use crate::address::index::Index;
use crate::address::rank::Indexes;
use crate::environment::{uv_indexes, Environment, UV_INDEXES};
use crate::failure::says_full;
use crate::process::{capture, if_installed};
use anyhow::{bail, Result};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How uv comes here
pub const REMEDY: &str =
    "install uv (`pip install uv`), set its path in `GEN_LOCK_UV`, or run `./factory`";

/// A question to uv
pub struct Question<'a> {
    /// `requirements.in` files
    pub requirements: &'a [PathBuf],
    /// Pins that hold, `name==version`
    pub constraints: &'a [String],
    /// `overrides.txt` files
    pub overrides: &'a [PathBuf],
    /// Packages that are left out
    pub excludes: &'a [String],
    /// The date after which no release is looked at
    pub exclude_newer: &'a str,
    /// Packages that have no dates, and so none after which they are not looked at
    pub undated: &'a BTreeSet<String>,
    /// Full version of the interpreter
    pub python: &'a str,
}

/// What uv says
pub enum Answer {
    /// Its `pylock.toml`
    Lock(String),
    /// Why it finds no solution
    None(String),
}

/// Resolves for CPython on manylinux, from these indexes, the highest rank first
///
/// # Errors
/// When uv is not there.
pub fn compile(
    environment: &Environment,
    indexes: &[Index],
    question: &Question<'_>,
) -> Result<Answer> {
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("pylock.answer.toml");
    let mut command = uv(environment);
    command.args([
        "pip",
        "compile",
        "--quiet",
        "--no-header",
        "--no-annotate",
        "--no-build",
    ]);
    // Whatever the user's own strategy: a newer version of a private name elsewhere never counts.
    command.args(["--index-strategy", "first-index"]);
    command.args([
        "--format",
        "pylock.toml",
        "--python-platform",
        "x86_64-manylinux_2_36",
    ]);
    command.args([
        "--python-version",
        question.python,
        "--exclude-newer",
        question.exclude_newer,
    ]);
    command
        .args(question.requirements)
        .arg("--output-file")
        .arg(&output);
    for name in question.undated {
        command
            .arg("--exclude-newer-package")
            .arg(format!("{name}=false"));
    }
    for file in question.overrides {
        command.arg("--overrides").arg(file);
    }
    lines(
        &mut command,
        "--constraints",
        folder.path(),
        question.constraints,
    )?;
    lines(&mut command, "--excludes", folder.path(), question.excludes)?;
    tell(&mut command, indexes);
    if environment.keyring {
        command.env("UV_KEYRING_PROVIDER", "subprocess");
    }
    if !is_told(environment, indexes)? {
        command.env("UV_NO_CONFIG", "1");
    }
    let ended = capture(&mut command, REMEDY)?;
    if !ended.success && says_full(&ended.stderr) {
        bail!("uv could not resolve: {}", hidden(ended.stderr, indexes));
    }
    if !ended.success {
        return Ok(Answer::None(hidden(ended.stderr, indexes)));
    }
    crate::file::read(&output).map(Answer::Lock)
}

/// uv, set up as the user and the machine have it: a `uv.toml` of the project or of a folder above would
/// be a stranger's, who would name an index before the user's own
fn uv(environment: &Environment) -> Command {
    let mut command = Command::new(&environment.uv);
    command.current_dir("/");
    command
}

/// uv's words without the passwords that it was told
fn hidden(text: String, indexes: &[Index]) -> String {
    let passwords = indexes.iter().filter_map(|index| index.url.password());
    let text = passwords.fold(text, |text, password| text.replace(password, "****"));
    python::redacted(&text)
}

/// Tells uv of the indexes, the highest rank first: in its environment, for everybody on the machine
/// can read a program's arguments
fn tell(command: &mut Command, indexes: &[Index]) {
    for name in UV_INDEXES {
        command.env_remove(name);
    }
    let Some((default, extra)) = indexes.split_last() else {
        return;
    };
    command.env("UV_DEFAULT_INDEX", default.url.as_str());
    if !extra.is_empty() {
        let extra: Vec<&str> = extra.iter().map(|index| index.url.as_str()).collect();
        command.env("UV_INDEX", extra.join(" "));
    }
}

/// Whether uv, told of these indexes, asks them alone: its config file may name others, which are
/// not meant when the user names his own
fn is_told(environment: &Environment, indexes: &[Index]) -> Result<bool> {
    let asked = self::indexes(environment, Some(indexes))?;
    let asked = asked.extra.iter().chain(&asked.default);
    Ok(asked
        .map(|index| &index.url)
        .eq(indexes.iter().map(|index| &index.url)))
}

/// The indexes that uv is set up with, its built-in default too; or those it asks when it is told
/// of some. None when uv is not there.
///
/// # Errors
/// When uv fails, or an index is no address.
pub fn indexes(environment: &Environment, told: Option<&[Index]>) -> Result<Indexes> {
    let folder = tempfile::tempdir()?;
    // uv prints its indexes only above a compiled file: compile nothing
    let empty = folder.path().join("requirements.in");
    std::fs::write(&empty, "")?;
    let mut command = uv(environment);
    command
        .args(["pip", "compile", "--quiet", "--emit-index-url"])
        .args(["--no-header", "--no-annotate"])
        .arg(&empty);
    if let Some(told) = told {
        tell(&mut command, told);
    }
    let Some(ended) = if_installed(capture(&mut command, REMEDY))? else {
        return Ok(Indexes::default());
    };
    if !ended.success {
        let told = told.unwrap_or_default();
        bail!(
            "uv could not list its indexes: {}",
            hidden(ended.stderr, told)
        );
    }
    emitted(&ended.stdout, &uv_indexes())
}

/// What uv prints, with the names (and so the logins) that its variables give
fn emitted(text: &str, named: &[String]) -> Result<Indexes> {
    let named: Vec<Index> = named.iter().flat_map(|text| Index::parse(text)).collect();
    let of = |address: &str| -> Result<Index> {
        let index = Index::parse(address)?;
        let same = named
            .iter()
            .find(|one| one.to_string() == index.to_string());
        Ok(match same {
            Some(same) if index.url.username().is_empty() => same.clone(),
            _ => index,
        })
    };
    let mut indexes = Indexes::default();
    for line in text.lines() {
        if let Some(address) = line.strip_prefix("--index-url ") {
            indexes.default = Some(of(address)?);
        } else if let Some(address) = line.strip_prefix("--extra-index-url ") {
            indexes.extra.push(of(address)?);
        }
    }
    Ok(indexes)
}

fn lines(command: &mut Command, flag: &str, folder: &Path, items: &[String]) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let path = folder.join(format!("{}.txt", flag.trim_start_matches('-')));
    let mut text = String::new();
    for item in items {
        writeln!(text, "{item}")?;
    }
    std::fs::write(&path, text)?;
    command.arg(flag).arg(path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{compile, emitted, tell, Answer, Question};
    use crate::address::index::Index;
    use crate::environment::Environment;
    use std::collections::BTreeSet;
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    #[test]
    fn uv_is_told_in_its_environment_the_default_index_last() {
        let told = |addresses: &[&str]| {
            let indexes = addresses.iter().map(|text| Index::parse(text).unwrap());
            let indexes: Vec<Index> = indexes.collect();
            let mut command = Command::new("uv");
            tell(&mut command, &indexes);
            assert_eq!(command.get_args().count(), 0);
            let set = |(name, value): (&std::ffi::OsStr, Option<&std::ffi::OsStr>)| {
                let value = value?.to_str()?.to_owned();
                Some(format!("{}={value}", name.to_str()?))
            };
            command.get_envs().filter_map(set).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&[
                "http://u:p@a.example/",
                "http://b.example/",
                "http://c.example/"
            ]),
            [
                "UV_DEFAULT_INDEX=http://c.example/",
                "UV_INDEX=http://u:p@a.example/ http://b.example/"
            ]
        );
        assert_eq!(
            told(&["http://a.example/"]),
            ["UV_DEFAULT_INDEX=http://a.example/"]
        );
    }

    /// What a uv of these words, which fails, is taken to say
    fn failed(words: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let uv = folder.path().join("uv");
        let script = format!(
            "#!/bin/sh\necho '{words}' >&2\n[ $3 = --quiet ] && [ $4 = --emit-index-url ]\n"
        );
        std::fs::write(&uv, script).unwrap();
        std::fs::set_permissions(&uv, std::fs::Permissions::from_mode(0o755)).unwrap();
        let environment = Environment {
            uv: uv.display().to_string(),
            ..Environment::default()
        };
        let question = Question {
            requirements: &[],
            constraints: &[],
            overrides: &[],
            excludes: &[],
            exclude_newer: "2024-06-15",
            undated: &BTreeSet::new(),
            python: "3.11.2",
        };
        match compile(&environment, &[], &question) {
            Ok(Answer::None(why)) => Some(why),
            Ok(Answer::Lock(text)) => panic!("{text}"),
            Err(error) => {
                assert!(error.to_string().ends_with(words), "{error}");
                None
            }
        }
    }

    #[test]
    fn a_full_disk_is_no_answer() {
        assert_eq!(failed("error: No space left on device (os error 28)"), None);
        let none = "no solution";
        assert_eq!(failed(none).as_deref(), Some(none));
    }

    #[test]
    fn the_indexes_of_uv_keep_their_names() {
        let text = "--index-url http://d.example/s\n--extra-index-url http://a.example/s\n\n";
        let found = emitted(text, &["acme=http://a.example/s".to_owned()]).unwrap();
        assert_eq!(
            format!("{found:?}"),
            "Indexes { extra: [Some(\"acme\") http://a.example/s], default: Some(None http://d.example/s) }"
        );
    }
}
