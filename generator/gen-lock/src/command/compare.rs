use super::Outcome;
use crate::printer::Printer;
use ::compare::Differences;
use anyhow::{Context as _, Result};
use clap::Args;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use verify::{inflate, DifferenceLines};

/// Show the differences between two layers by path, field and line
///
/// Layers are tar files, compressed with zstd or gzip, or uncompressed. Each is read once, whatever its
/// size. Mode, owner, times, link targets, content, order and padding are compared, and also headers
/// whose fields are equal but whose bytes are not.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock compare old.tar.zst new.tar.gz
  gen-lock compare --json want.tar got.tar")]
pub struct Compare {
    /// The expected layer
    #[arg(value_name = "LAYER")]
    want: PathBuf,
    /// The actual layer
    #[arg(value_name = "LAYER")]
    got: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub fn run(self) -> Result<Outcome> {
        let printer = Printer::new();
        let (want, got) = (open(&self.want)?, open(&self.got)?);
        let size = std::fs::metadata(&self.got).map_or(0, |file| file.len());
        let bar = printer.total(size);
        bar.set_message("compare");
        let found = ::compare::layers(want, bar.wrap_read(got));
        bar.finish_and_clear();
        self.print(&found)?;
        Ok(Outcome::of(found.none()))
    }

    fn print(&self, found: &Differences) -> Result<()> {
        if self.json {
            println!("{}", serde_json::to_string_pretty(found)?);
            return Ok(());
        }
        print!("{}", DifferenceLines(found));
        match found.count() {
            _ if found.stopped.is_some() => {}
            0 => println!("identical, byte for byte"),
            1 => println!("1 difference"),
            count => println!("{count} differences"),
        }
        Ok(())
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>> {
    let open = || inflate::by_magic(File::open(path)?);
    open().with_context(|| format!("cannot read `{}`", path.display()))
}
