//! `entry_points.txt`: <https://packaging.python.org/specifications/entry-points/>.

use std::collections::BTreeSet;

use super::fault::WheelError;

/// A command that an installer generates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its file name.
    pub name: String,
    /// The module to import from.
    pub module: String,
    /// The object in it, dotted.
    pub object: String,
}

/// What is decided about a wheel's commands.
pub struct Policy<'a> {
    /// Names that stay out.
    pub omit: &'a BTreeSet<String>,
    /// Whether it is admitted that a name is given twice: then the last counts, as in pip.
    pub admitted: bool,
}

/// Reads the console and GUI commands, less those that stay out.
///
/// `omitted` gets the names of those.
pub fn parse(
    file: &str,
    text: &str,
    policy: &Policy,
    omitted: &mut BTreeSet<String>,
) -> Result<Vec<Command>, WheelError> {
    let mut section = String::new();
    let mut commands: Vec<Command> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let wrong = |why: String| WheelError::Line {
            file: file.to_owned(),
            line: number + 1,
            why,
        };
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            name.trim().clone_into(&mut section);
            continue;
        }
        if section != "console_scripts" && section != "gui_scripts" {
            continue;
        }
        let name = line.split('=').next().unwrap_or_default().trim();
        if policy.omit.contains(name) {
            omitted.insert(name.to_owned());
            continue;
        }
        let command = parse_command(line).map_err(wrong)?;
        let before = commands.iter().position(|one| one.name == command.name);
        match before.map(|at| commands.remove(at)) {
            Some(before) if before != command && !policy.admitted => {
                return Err(wrong(format!(
                    "command `{name}` is given twice: `{}:{}` and `{}:{}`\n\nhint: `[[admit]]` of \
                     `{file}` takes the last, `[[omit]]` of `{name}` neither",
                    before.module, before.object, command.module, command.object
                )))
            }
            _ => commands.push(command),
        }
    }
    Ok(commands)
}

fn parse_command(line: &str) -> Result<Command, String> {
    let (name, value) = line
        .split_once('=')
        .ok_or_else(|| format!("no `=`: `{line}`"))?;
    let (name, value) = (name.trim(), value.trim());
    // Extras say when a command works, not what it is.
    let value = value.split('[').next().unwrap_or_default().trim();
    let (module, object) = value
        .split_once(':')
        .ok_or_else(|| format!("command `{name}` names no function: `{value}`"))?;
    let (module, object) = (module.trim(), object.trim());
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '[', ' ', '\t', '\0'])
    {
        return Err(format!(
            "command has no plain file name: `{name}`\n\nhint: `[[omit]]` with the path `{name}` installs \
             the wheel without it"
        ));
    }
    if !is_dotted(module) || !is_dotted(object) {
        return Err(format!(
            "command `{name}` is not `module:function`: `{value}`"
        ));
    }
    Ok(Command {
        name: name.to_owned(),
        module: module.to_owned(),
        object: object.to_owned(),
    })
}

fn is_dotted(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    text.split('.').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(file: &str, text: &str) -> Result<Vec<Command>, WheelError> {
        let policy = Policy {
            omit: &BTreeSet::from(["left/out".to_owned()]),
            admitted: false,
        };
        super::parse(file, text, &policy, &mut BTreeSet::new())
    }

    #[test]
    fn reads_both_sections_and_nothing_else() {
        let text = "# x\n[console_scripts]\nhf = hub.cli:main [cli]\n\n[other]\nq = a:b\n[gui_scripts]\ng=a.b:c.d\n";
        let names: Vec<String> = parse("e", text)
            .unwrap()
            .into_iter()
            .map(|command| format!("{} {} {}", command.name, command.module, command.object))
            .collect();
        assert_eq!(names, ["hf hub.cli main", "g a.b c.d"]);
    }

    #[test]
    fn a_name_is_given_once_or_left_out() {
        let same = "[console_scripts]\nx = a:b\nx = a:b [extra]\nleft/out = a:b\n";
        assert_eq!(parse("e", same).unwrap().len(), 1);
        let text = "[console_scripts]\nx = a:b\n[gui_scripts]\nx = a:c\n";
        let error = parse("e", text).unwrap_err().to_string();
        assert!(
            error.starts_with("`e` line 4: command `x` is given twice: `a:b` and `a:c`"),
            "{error}"
        );
        let policy = Policy {
            omit: &BTreeSet::new(),
            admitted: true,
        };
        let commands = super::parse("e", text, &policy, &mut BTreeSet::new()).unwrap();
        assert_eq!(commands[0].object, "c");
        assert_eq!(commands.len(), 1);
    }

    #[test]
    fn refuses_what_would_leave_the_folder_or_run_other_code() {
        let message = |line: &str| {
            parse("e", &format!("[console_scripts]\n{line}"))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(message("a"), "`e` line 2: no `=`: `a`");
        assert_eq!(
            message("../x = a:b"),
            "`e` line 2: command has no plain file name: `../x`\n\nhint: `[[omit]]` with the path `../x` installs the wheel without it"
        );
        assert_eq!(
            message("x = a"),
            "`e` line 2: command `x` names no function: `a`"
        );
        assert_eq!(
            message("x = a:b;import os"),
            "`e` line 2: command `x` is not `module:function`: `a:b;import os`"
        );
    }
}
