use std::path::Path;
use std::process::Command;

/// Which Compose is there
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compose {
    /// `docker compose`, 2
    Plugin,
    /// `docker-compose`, 1.29
    Standalone,
}

impl Compose {
    /// The newer first
    pub const ALL: [Self; 2] = [Self::Plugin, Self::Standalone];

    /// Its version, which tells that it is there
    pub fn version(self) -> Command {
        let mut command = self.command();
        command.arg("version");
        command
    }

    /// Starts a project. Both say it in the same words; images were pulled before.
    pub fn up(self, project: &str, file: &Path) -> Command {
        let mut command = self.command();
        command.arg("--project-name").arg(project);
        command.arg("--file").arg(file);
        let up = [
            "up",
            "--detach",
            "--remove-orphans",
            "--quiet-pull",
            "--no-color",
        ];
        command.args(up);
        command
    }

    /// What a person would type to stop a project
    pub fn stop(self, project: &str, file: &Path) -> String {
        let words = self.words().join(" ");
        format!(
            "{words} --project-name {project} --file {} stop",
            file.display()
        )
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Plugin => &["docker", "compose"],
            Self::Standalone => &["docker-compose"],
        }
    }

    fn command(self) -> Command {
        let words = self.words();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    }
}
