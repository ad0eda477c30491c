use super::Outcome;
use crate::checkout::Checkout;
use crate::generate::{generate, Measured};
use crate::printer::Printer;
use crate::project::{find, Project};
use anyhow::Result;
use clap::Args;
use std::path::Path;

/// Write nix/generated/ and the inputs of build-lock.json, without network access
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock generate --check")]
pub struct Generate {
    /// Write nothing; if a file is stale, show it and exit with code 1
    #[arg(long)]
    check: bool,
}

impl Generate {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let mut checkout = match self.check {
            true => None,
            false => Some(Checkout::begin(&find(start)?, "generate", &Printer::new())?),
        };
        let project = Project::read(start)?;
        let lock = project.build_lock()?.map(|locked| &locked.lock);
        let outputs = lock.map(|lock| lock.outputs.clone()).unwrap_or_default();
        let generated = generate(&project, &Measured::of(lock), outputs)?;
        let mut stale = generated.files;
        for (name, text) in std::mem::take(&mut stale) {
            let old = project.text(&name)?.unwrap_or_default();
            if old == text {
                continue;
            }
            if self.check {
                println!("{}", difference(&name, old, &text));
            }
            stale.insert(name, text);
        }
        if let Some(checkout) = &mut checkout {
            checkout.write(&stale)?;
            stale.keys().for_each(|name| println!("wrote {name}"));
            return Ok(Outcome::Fine);
        }
        if !stale.is_empty() {
            eprintln!("error: generated files are stale\n\nhint: run `gen-lock generate`");
        }
        Ok(Outcome::of(stale.is_empty()))
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
        "{name}:{}: stale, {count} lines differ\n  got    {}\n  want   {}",
        same + 1,
        line(old),
        line(new)
    )
}
