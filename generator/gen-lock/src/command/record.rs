mod recompute;

use super::Outcome;
use crate::file;
use crate::printer::Printer;
use crate::project::{find, LockFile};
use crate::store;
use anyhow::Result;
use clap::Args;
use quorum::{Builder, Outputs};
use std::path::{Path, PathBuf};

/// Write the digests of a build as a record that others can compare and sign
///
/// Every digest is recomputed from the layouts' bytes; only the digest of the inputs is taken from
/// build-lock.json. The record is canonical JSON without a timestamp: sign it with any tool.
/// `gen-lock verify --threshold` compares the records of several builders.
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock record --builder mainpc --output mainpc.json result")]
pub struct Record {
    /// The builder's name, for the comparison
    #[arg(long, value_name = "NAME")]
    builder: Builder,
    /// OCI image layouts
    #[arg(value_name = "LAYOUT", default_value = "result")]
    layouts: Vec<PathBuf>,
    /// The output file; by default stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Record {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let LockFile { lock, .. } = LockFile::read(&find(start)?)?;
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
