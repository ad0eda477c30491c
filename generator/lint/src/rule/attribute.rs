use crate::attributes::{Decided, Rules, State};
use crate::report::Report;
use crate::{Entering, Input, Place};
use std::collections::BTreeMap;

/// What enters an image, by the line that concerns it and the attribute as it is written there
type Lines<'a> = BTreeMap<(String, usize, usize, String), Vec<&'a Entering>>;

/// An attribute by which git gives Nix other bytes of a clean tree than of one with a change
pub fn bytes(input: &Input<'_>, report: &mut Report<'_>) {
    let rules = Rules::of(input.attributes);
    let mut lines = Lines::new();
    for entering in input.entering {
        for (shown, at) in altering(&rules, entering) {
            let key = (at.file, at.span.start, at.span.end, shown);
            lines.entry(key).or_default().push(entering);
        }
    }
    for ((file, start, end, shown), entering) in lines {
        let Some(first) = entering.first() else {
            continue;
        };
        let more = match entering.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!(
            "`{shown}` is set for `{}`{more} of an image: Nix gets different bytes from a clean \
             tree than from a modified one",
            first.path
        );
        let hint = format!(
            "remove it from the line, or add this line below: `{}`",
            remedy(input, &file, first, &shown)
        );
        let span = start..end;
        report.in_file(Place { file, span }, message).hint(hint);
    }
}

/// The attributes that change the bytes of what enters, each as written and where
fn altering(rules: &Rules<'_>, entering: &Entering) -> Vec<(String, Place)> {
    let decided = rules.of_path(&entering.path);
    let is_text = !is_unset(decided.get("text").or_else(|| decided.get("crlf")));
    let alters = |(name, one): &(&str, Decided)| match entering.is_folder {
        true => *name == "export-ignore" && one.state == State::Set,
        false => alters(name, &one.state, is_text),
    };
    let shown = |(name, one): (&str, Decided)| match one.state {
        State::Value(value) => (format!("{name}={value}"), one.at),
        State::Set | State::Unset => (name.to_owned(), one.at),
    };
    decided.into_iter().filter(alters).map(shown).collect()
}

fn is_unset(decided: Option<&Decided>) -> bool {
    decided.is_some_and(|one| one.state == State::Unset)
}

/// As git's `archive.c` and `convert.c` read them
fn alters(name: &str, state: &State, is_text: bool) -> bool {
    match name {
        "export-ignore" | "export-subst" | "ident" => *state == State::Set,
        "eol" => is_text && matches!(state, State::Value(_)),
        "filter" | "working-tree-encoding" => matches!(state, State::Value(_)),
        "crlf" | "text" => *state != State::Unset,
        _ => false,
    }
}

/// A line that takes the attribute from all of the tree, or from the folder that it leaves out
fn remedy(input: &Input<'_>, file: &str, entering: &Entering, shown: &str) -> String {
    let folder = input.attributes.iter().find(|one| one.file == file);
    let folder = folder.map_or("", |one| one.folder.as_str());
    let (path, below) = match entering.is_folder {
        true => (&entering.path, ""),
        false => (&entering.tree, "/**"),
    };
    let pattern = match folder {
        "" => format!("/{path}{below}"),
        _ => match path.strip_prefix(folder) {
            Some(inner) if !inner.is_empty() => format!("{inner}{below}"),
            _ => "**".to_owned(),
        },
    };
    let name = shown.split('=').next().unwrap_or(shown);
    // git refuses `-working-tree-encoding`
    let unset = match name {
        "eol" => "-text".to_owned(),
        "working-tree-encoding" => format!("!{name}"),
        _ => format!("-{name}"),
    };
    format!("{pattern} {unset}")
}
