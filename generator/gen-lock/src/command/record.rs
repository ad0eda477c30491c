mod recompute;

use super::Outcome;
use crate::file;
use crate::printer::Printer;
use crate::project::find;
use crate::store;
use anyhow::Result;
use clap::Args;
use quorum::{Builder, Outputs};
use std::path::{Path, PathBuf};

/// Write what came out of a build as a plain record, for others to compare and to sign
///
/// Every digest is recomputed from the layouts' bytes; nothing is copied from build-lock.json but the
/// digest of its inputs. The record is canonical JSON without a clock: sign it with any tool.
/// `gen-lock verify --threshold` says where builders agree.
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock record --builder mainpc --output mainpc.json result")]
pub struct Record {
    /// Who built, as those who compare know it
    #[arg(long, value_name = "NAME")]
    builder: Builder,
    /// OCI image layouts
    #[arg(value_name = "LAYOUT", default_value = "result")]
    layouts: Vec<PathBuf>,
    /// Where it is written; by default it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Record {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let (lock, _) = super::render::lock(&find(start)?)?;
        let printer = Printer::new();
        let mut outputs = Outputs::default();
        for layout in &self.layouts {
            recompute::recompute(layout, &mut outputs, &printer)?;
        }
        let record = quorum::Record {
            version: quorum::Record::VERSION,
            builder: self.builder,
            inputs: quorum::inputs(&lock.inputs),
            system: format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
            nix: store::version()?,
            outputs,
        };
        match &self.output {
            None => print!("{}", record.print()),
            Some(path) => {
                file::write(path, record.print().as_bytes())?;
                println!(
                    "wrote {}: {} images, {} layers",
                    path.display(),
                    record.outputs.images.len(),
                    record.outputs.layers.len()
                );
            }
        }
        Ok(Outcome::Fine)
    }
}
