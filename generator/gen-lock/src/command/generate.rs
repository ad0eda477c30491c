use super::Outcome;
use crate::file;
use crate::generate::{generate, Measured};
use crate::project::Project;
use anyhow::Result;
use clap::Args;
use std::path::Path;

/// Write nix/generated/ and the inputs of build-lock.json, without network
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock generate --check")]
pub struct Generate {
    /// Write nothing; exit 1 and show what is stale
    #[arg(long)]
    check: bool,
}

impl Generate {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let lock = project.build_lock()?;
        let outputs = lock
            .as_ref()
            .map(|lock| lock.outputs.clone())
            .unwrap_or_default();
        let generated = generate(&project, &Measured::of(lock.as_ref()), outputs)?;
        let mut stale = false;
        for (name, text) in &generated.files {
            let path = project.root.join(name);
            let old = if path.exists() {
                file::read(&path)?
            } else {
                String::new()
            };
            if old == *text {
                continue;
            }
            stale = true;
            if self.check {
                println!("{}", difference(name, &old, text));
            } else {
                file::write(&path, text.as_bytes())?;
                println!("wrote {name}");
            }
        }
        if stale && self.check {
            eprintln!("error: generated files are stale\n\nhint: run `gen-lock generate`");
        }
        Ok(Outcome::of(!(stale && self.check)))
    }
}

/// The first line that differs, of a file that may have thousands
fn difference(name: &str, old: &str, new: &str) -> String {
    let same = old
        .lines()
        .zip(new.lines())
        .take_while(|(old, new)| old == new)
        .count();
    let line = |text: &str| {
        text.lines()
            .nth(same)
            .unwrap_or("end of file")
            .trim()
            .to_owned()
    };
    let changed = similar::TextDiff::from_lines(old, new);
    let count = changed
        .iter_all_changes()
        .filter(|one| one.tag() != similar::ChangeTag::Equal)
        .count();
    format!(
        "{name}:{}: stale, {count} lines differ\n  is     {}\n  wants  {}",
        same + 1,
        line(old),
        line(new)
    )
}
