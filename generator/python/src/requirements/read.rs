use pep440_rs::{Operator, Version};
use pep508_rs::PackageName;

use super::logical::{lines, Logical, Piece};
use super::{Pin, Requirements};
use crate::pylock::LARGEST_TEXT;
use crate::{address, FileHash, Finding, Place, Problem, Requirement};
use report::visible;

/// What can be read of a text, and everything that is wrong with it.
pub(crate) fn read(text: &str) -> (Requirements, Vec<Finding>) {
    let mut read = Requirements::default();
    let mut findings = Vec::new();
    if text.len() > LARGEST_TEXT {
        let problem = Problem::TooLarge { size: text.len() };
        return (read, vec![Finding::new(None, problem)]);
    }
    let mut unsafe_follow = false;
    for line in lines(text) {
        if let Some(comment) = &line.comment {
            read.python = read.python.take().or_else(|| python(comment));
            if let (true, Some(name)) = (unsafe_follow, lone_name(comment.text)) {
                read.unsafe_packages.push((comment.place, name));
            }
            unsafe_follow |= announces_unsafe(comment.text);
        }
        if let Some(place) = line.unfinished {
            findings.push(Finding::new(Some(place), Problem::Continuation));
        }
        read.pins.extend(pin(&line, &mut findings));
    }
    read.unsafe_packages
        .retain(|(_, name)| read.pins.iter().all(|pin| pin.name != *name));
    (read, findings)
}

/// A pin, if the line is one: its faults are found whether it is or not.
fn pin(line: &Logical<'_>, findings: &mut Vec<Finding>) -> Option<Pin> {
    let Some(first) = line.requirement.first() else {
        lone_option(line, findings);
        return None;
    };
    let words: Vec<&str> = line.requirement.iter().map(|piece| piece.text).collect();
    let text = words.join(" ");
    let hashes = hashes(line, &text, first.place, findings);
    let mut report = |problem| findings.push(Finding::new(Some(first.place), problem));
    if is_address(&text) {
        report(Problem::Address(visible(&address::redacted(&text))));
        address::problems(text[text.find('@').map_or(0, |at| at + 1)..].trim())
            .into_iter()
            .for_each(report);
        return None;
    }
    let requirement: Requirement = match text.parse() {
        Ok(requirement) => requirement,
        Err(error) => {
            report(Problem::Requirement(error));
            return None;
        }
    };
    let Some(version) = pinned(&requirement) else {
        report(Problem::Unpinned(visible(&text)));
        return None;
    };
    Some(Pin {
        place: first.place,
        name: requirement.name,
        version,
        extras: requirement.extras,
        marker: requirement.marker,
        hashes,
    })
}

/// A line that is an option: one that a lock doesn't need is passed over with a warning.
fn lone_option(line: &Logical<'_>, findings: &mut Vec<Finding>) {
    let Some(first) = line.options.first() else {
        return;
    };
    let words: Vec<&str> = line.options.iter().map(|piece| piece.text).collect();
    let text = words.join(" ");
    let mut report = |problem| findings.push(Finding::new(Some(first.place), problem));
    let addresses = words.iter().flat_map(|word| {
        let url = word.find("http").map(|at| &word[at..]);
        url.map(address::problems).unwrap_or_default()
    });
    addresses.for_each(&mut report);
    let name = first.text.split('=').next().unwrap_or_default();
    let text = visible(&address::redacted(&text));
    report(match idle(name) {
        Some(hint) => Problem::IdleOption(text, hint),
        None => Problem::Option(text),
    });
}

/// Why a lock doesn't need an option that pip knows.
fn idle(option: &str) -> Option<&'static str> {
    match option {
        "--require-hashes" => Some("remove the line: a lock always needs a hash for every package"),
        "-i" | "--index-url" | "--pypi-url" | "--extra-index-url" | "-f" | "--find-links"
        | "--no-index" | "--trusted-host" => Some(
            "remove the line, and name the index in pip's configuration or the environment: a lock \
             identifies files by content, not by origin",
        ),
        "--only-binary" | "--prefer-binary" => {
            Some("remove the line: a lock is installed only from wheels")
        }
        "--pre" => Some("remove the line: every version is pinned anyway"),
        _ => None,
    }
}

/// `name @ address`, a bare address, or a path: none of them can be locked here.
fn is_address(text: &str) -> bool {
    let wanted = text.split(" ;").next().unwrap_or_default();
    wanted.contains('@') || wanted.contains("://") || wanted.starts_with(['.', '/', '\\'])
}

/// The version, where exactly one serves.
fn pinned(requirement: &Requirement) -> Option<Version> {
    let mut specifiers = requirement.specifiers.iter();
    let only = specifiers.next().filter(|_| specifiers.next().is_none())?;
    let exact = matches!(only.operator(), Operator::Equal | Operator::ExactEqual);
    exact.then(|| only.version().clone())
}

/// The hashes of a line: `--hash=sha256:…` or `--hash sha256:…`.
fn hashes(
    line: &Logical<'_>,
    requirement: &str,
    place: Place,
    findings: &mut Vec<Finding>,
) -> Vec<FileHash> {
    let mut hashes = Vec::new();
    let mut others = Vec::new();
    let mut claimed = false;
    let mut words = line.options.iter();
    while let Some(option) = words.next() {
        let value = match option.text.strip_prefix("--hash") {
            Some("") => words.next().map(|value| (value.place, value.text)),
            Some(rest) => rest.strip_prefix('=').map(|value| (option.place, value)),
            None => None,
        };
        claimed |= value.is_some();
        let problem = match value.map(|(place, value)| (place, hash(value))) {
            Some((_, Ok(hash))) => {
                hashes.push(hash);
                continue;
            }
            Some((place, Err(problem @ Problem::Algorithm(_)))) => {
                others.push(Finding::new(Some(place), problem));
                continue;
            }
            Some((place, Err(problem))) => Finding::new(Some(place), problem),
            None => Finding::new(Some(option.place), Problem::Option(visible(option.text))),
        };
        findings.push(problem);
    }
    // beside a SHA-256 a hash of another kind does no harm
    if hashes.is_empty() {
        findings.append(&mut others);
    }
    // an address may end in its hash, and is refused whatever it has
    if !claimed && !is_address(requirement) {
        let problem = Problem::MissingHash(visible(&address::redacted(requirement)));
        findings.push(Finding::new(Some(place), problem));
    }
    hashes
}

fn hash(value: &str) -> Result<FileHash, Problem> {
    let digits = value
        .strip_prefix("sha256:")
        .ok_or_else(|| Problem::Algorithm(visible(value)))?;
    Ok(digits.parse()?)
}

/// `autogenerated by pip-compile with Python 3.13`, or the `--python-version` of uv's command.
fn python(comment: &Piece<'_>) -> Option<(Place, String)> {
    let marks = ["with Python ", "--python-version=", "--python-version "];
    let after = marks
        .iter()
        .find_map(|mark| Some(comment.text.split_once(mark)?.1))?;
    let version: String = after
        .trim_start()
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    (!version.is_empty()).then(|| (comment.place, version.trim_end_matches('.').to_owned()))
}

/// pip-compile lists what it did not pin in comments, one name each.
fn announces_unsafe(comment: &str) -> bool {
    comment.contains("considered to be unsafe") || comment.contains("were not pinned")
}

fn lone_name(comment: &str) -> Option<PackageName> {
    let word = comment.trim_start_matches('#').trim();
    (!word.contains(' ')).then(|| word.parse().ok()).flatten()
}
