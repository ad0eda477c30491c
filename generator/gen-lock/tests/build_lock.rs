//! A build lock that is missing or malformed: every command that goes by it says the same, with exit code 2.

use std::path::Path;
use std::process::{Command, Stdio};

const MISSING: &str = "build-lock.json is missing\n\nhint: run `gen-lock refresh`\n";

/// Every command that reads the lock
const COMMANDS: &[&str] = &[
    "verify result",
    "verify 127.0.0.1:1/fleet",
    "verify docker-daemon:",
    "verify --machine box",
    "verify --threshold 1 record.json",
    "push 127.0.0.1:1/fleet",
    "diff build-lock.json .",
    "diff . .",
    "scan --database osv",
    "scan --database osv --layout result",
    "sbom result",
    "provenance result",
    "render compose --machine box --out out --registry registry.example/fleet",
    "record --builder box result",
    "deploy --machine box --registry registry.example/fleet --dry-run",
    "fetch --dry-run",
    "archive push 127.0.0.1:1/fleet",
    "prune --keep 1 127.0.0.1:1/fleet",
    "list",
];

/// Those that begin without one: they write it, or are of use before it is there
const WITHOUT: &[&str] = &[
    "generate --check",
    "generate",
    "refresh --locked",
    "doctor --machine box",
];

/// A whole project, whose lock is another's to write
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/scan.in");
    copy(&from, folder.path());
    std::fs::create_dir(folder.path().join("result")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let (entry, to) = (
            entry.as_ref().unwrap().path(),
            to.join(entry.as_ref().unwrap().file_name()),
        );
        if entry.is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&entry, &to);
        } else {
            std::fs::copy(entry, to).unwrap();
        }
    }
}

fn run(project: &Path, words: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen-lock"));
    command.current_dir(project).args(words.split(' '));
    let ended = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stdout), "", "{words}");
    let said = String::from_utf8(ended.stderr).unwrap();
    (ended.status.code(), said)
}

/// `diff` says which of its two states it is
fn said(words: &str, message: &str) -> String {
    match words {
        "diff . ." => format!("error: `.`: {message}"),
        _ => format!("error: {message}"),
    }
}

#[test]
fn one_malformed_lock_has_one_answer() {
    let project = project();
    let path = project.path().join("build-lock.json");
    let sound = std::fs::read_to_string(&path).unwrap();
    let digest = sound.find("sha256:").unwrap();
    let line = sound[..digest].matches('\n').count() + 1;
    for (text, message) in [
        (
            sound[..1].to_owned(),
            "build-lock.json:1:1: malformed: EOF while parsing an object\n".to_owned(),
        ),
        (
            // The first names of an object stand twice.
            sound.replacen('{', "{\"version\": 1, \"version\": 1,", 1),
            "build-lock.json:1:27: malformed: key `version` is duplicated\n".to_owned(),
        ),
        (
            sound.replace("\"version\": 1", "\"version\": 2"),
            "build-lock.json: version `2` is not known\n\nhint: ".to_owned(),
        ),
        (
            sound.replacen("sha256:", "sha512:", 1),
            format!("build-lock.json:{line}:"),
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        for words in COMMANDS.iter().chain(WITHOUT) {
            let (code, told) = run(project.path(), words);
            assert!(
                told.starts_with(&said(words, &message)),
                "{words}: {told}\n{message}"
            );
            assert_eq!(code, Some(2), "{words}: {told}");
        }
    }
}

#[test]
fn a_missing_lock_has_one_answer() {
    let project = project();
    std::fs::remove_file(project.path().join("build-lock.json")).unwrap();
    for words in COMMANDS
        .iter()
        .filter(|words| !words.contains("build-lock.json"))
    {
        assert_eq!(
            run(project.path(), words),
            (Some(2), said(words, MISSING)),
            "{words}"
        );
    }
}
