use super::image::{place, row};
use crate::input::Program;
use crate::report::Report;
use crate::{Image, Input};
use report::visible_path;
use std::collections::BTreeMap;

/// Where Debian's packages put programs
const SYSTEM: [&str; 2] = ["usr/bin", "usr/sbin"];

/// What images start and check with: a program of that name stands for it, also where there is none yet
const OWN: [&str; 4] = ["curl", "python", "python3", "tini"];

/// A program that `PATH` finds before the one of Debian's package that has its name
pub fn hidden(input: &Input<'_>, report: &mut Report<'_>) {
    let mut found: BTreeMap<(&Program, Option<&Program>), Vec<&Image>> = BTreeMap::new();
    for image in input.images {
        for (first, hidden) in hiding(&image.programs) {
            found.entry((first, hidden)).or_default().push(image);
        }
    }
    for ((program, hidden), images) in found {
        let Some(first) = images.first() else {
            continue;
        };
        let more = match images.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = hidden.map_or_else(
            || "has the name of a program that images start or check health with".to_owned(),
            |hidden| format!("hides `{}`", visible_path(&hidden.path)),
        );
        let message = format!(
            "`{}` of the layer `{}` {what}, in `{}`{more}",
            visible_path(&program.path),
            visible_path(&program.layer),
            first.full_name()
        );
        let at = place(input, first, report);
        let finding = report.in_file(at, message).on(&first.machine).hint(
            "leave it out of its wheel: `[[omit]]` with its path in the wheel, or with the \
             command's name; if it is intended, add an `[[allow]]` entry with the reason",
        );
        finding.service = row(input, first).map(|row| row.name.get_ref().clone());
    }
}

/// The programs outside Debian's folders that stand for one there, in the order of `PATH`
fn hiding(programs: &[Program]) -> Vec<(&Program, Option<&Program>)> {
    let mut by_name: BTreeMap<&str, Vec<&Program>> = BTreeMap::new();
    for program in programs {
        by_name
            .entry(name(&program.path))
            .or_default()
            .push(program);
    }
    let found = by_name.into_iter().filter_map(|(name, programs)| {
        let first = *programs.first().filter(|first| !is_system(first))?;
        let system = programs.iter().find(|program| is_system(program)).copied();
        match system {
            // A link to the program that it seems to hide.
            Some(system) if system.real == first.real => None,
            Some(system) => Some((first, Some(system))),
            None => is_own(name).then_some((first, None)),
        }
    });
    found.collect()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_system(program: &Program) -> bool {
    let folder = program
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    SYSTEM.contains(&folder)
}

/// Python's programs have its version behind
fn is_own(name: &str) -> bool {
    let version = name.strip_prefix("python3.");
    let is_version = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    OWN.contains(&name) || version.is_some_and(is_version)
}

#[cfg(test)]
mod tests {
    use super::{hiding, Program};

    fn program(path: &str, real: &str) -> Program {
        Program {
            path: path.to_owned(),
            real: real.to_owned(),
            layer: "l".to_owned(),
        }
    }

    fn found(paths: &[(&str, &str)]) -> Vec<String> {
        let programs: Vec<_> = paths
            .iter()
            .map(|(path, real)| program(path, real))
            .collect();
        let said = |(first, hidden): (&Program, Option<&Program>)| {
            format!("{} {}", first.path, hidden.map_or("", |one| &one.path))
        };
        hiding(&programs).into_iter().map(said).collect()
    }

    #[test]
    fn what_path_finds_first_hides_the_rest() {
        let own = |path| (path, path);
        assert_eq!(
            found(&[
                own("usr/local/bin/env"),
                own("usr/local/bin/tini"),
                own("usr/local/bin/uvicorn"),
                own("usr/local/bin/python3.12"),
                own("usr/local/bin/python3-config"),
                own("usr/bin/env"),
            ]),
            [
                "usr/local/bin/env usr/bin/env",
                "usr/local/bin/python3.12 ",
                "usr/local/bin/tini ",
            ]
        );
        assert!(found(&[own("usr/bin/env"), own("usr/local/bin/env")]).is_empty());
        assert!(found(&[own("usr/bin/curl"), own("usr/sbin/curl")]).is_empty());
        assert!(found(&[
            ("usr/local/bin/python", "usr/bin/python3.11"),
            ("usr/bin/python", "usr/bin/python3.11")
        ])
        .is_empty());
    }
}
