//! Commands: generated from entry points, or shipped and given the interpreter's path.

use super::entry_points::Command;

const PLACEHOLDER: &[u8] = b"#!python";

/// Longest prefix that tells whether a script needs rewriting.
pub const HEAD: usize = PLACEHOLDER.len();

/// What pip 26.3 writes for `command`, byte for byte.
pub fn generate(command: &Command, interpreter: &str) -> Vec<u8> {
    let Command { module, object, .. } = command;
    let import = object.split('.').next().unwrap_or_default();
    format!(
        "#!{interpreter}\n\
         import sys\n\
         from {module} import {import}\n\
         if __name__ == '__main__':\n    \
         sys.argv[0] = sys.argv[0].removesuffix('.exe')\n    \
         sys.exit({object}())\n"
    )
    .into_bytes()
}

/// Whether a script that starts with `head` is to be rewritten.
pub fn is_placeholder(head: &[u8]) -> bool {
    head.starts_with(PLACEHOLDER)
}

/// The script with its whole first line replaced, as pip replaces it.
pub fn rewrite(script: &[u8], interpreter: &str) -> Vec<u8> {
    let end = script
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(script.len(), |at| at + 1);
    let mut rewritten = format!("#!{interpreter}\n").into_bytes();
    rewritten.extend(&script[end..]);
    rewritten
}

/// Whether the shipped script `name` is an old tool's wrapper for one of `commands`.
pub fn is_wrapper(name: &str, commands: &[Command]) -> bool {
    let lower = name.to_lowercase();
    let endings = [(".exe", 4), ("-script.py", 10), (".pya", 4)];
    let cut = endings
        .iter()
        .find(|(ending, _)| lower.ends_with(ending))
        .map_or(0, |(_, cut)| *cut);
    let name = name.get(..name.len() - cut).unwrap_or(name);
    commands.iter().any(|command| command.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generates_what_pip_generates() {
        let command = Command {
            name: "u".to_owned(),
            module: "uvicorn.main".to_owned(),
            object: "App.main".to_owned(),
        };
        let want = "#!/usr/bin/python3.11\nimport sys\nfrom uvicorn.main import App\nif __name__ == '__main__':\n    sys.argv[0] = sys.argv[0].removesuffix('.exe')\n    sys.exit(App.main())\n";
        assert_eq!(generate(&command, "/usr/bin/python3.11"), want.as_bytes());
        assert!(is_wrapper("u-script.py", std::slice::from_ref(&command)));
        assert!(!is_wrapper("uv", std::slice::from_ref(&command)));
    }

    #[test]
    fn rewrites_the_first_line_alone() {
        assert_eq!(
            rewrite(b"#!pythonw -x\nprint()\n", "/p"),
            b"#!/p\nprint()\n"
        );
        assert_eq!(rewrite(b"#!python", "/p"), b"#!/p\n");
        assert!(!is_placeholder(b"#!/bin/s"));
    }
}
