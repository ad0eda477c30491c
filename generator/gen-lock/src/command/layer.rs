use super::Outcome;
use crate::failure::{finding, judged};
use crate::file;
use crate::held::Held;
use crate::printer::{bytes, Printer};
use crate::project::GLIBC;
use crate::wheel;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Build one layer from wheels or debs with the same builder, without Nix
///
/// As in a lock, a wheel must be compatible with the interpreter, and its metadata must match its file
/// name. Maintainer scripts of debs are ignored without a declaration: use such a layer for inspection
/// and measurement, not in a fleet.
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock layer numpy-1.26.4-*.whl -o layer.tar.zst")]
pub struct Layer {
    /// Wheels and debs
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The output file
    #[arg(short, long, value_name = "BLOB")]
    output: PathBuf,
    /// The compression
    #[arg(long, value_enum, default_value_t = Codec::Zstd)]
    codec: Codec,
    /// The version of the interpreter that the wheels are for
    #[arg(long, value_name = "VERSION", default_value = "3.11.2")]
    python: String,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Codec {
    Zstd,
    Gzip,
    None,
}

impl From<Codec> for layer::Codec {
    fn from(codec: Codec) -> Self {
        match codec {
            Codec::Zstd => Self::Zstd,
            Codec::Gzip => Self::Gzip,
            Codec::None => Self::None,
        }
    }
}

impl Layer {
    pub fn run(self) -> Result<Outcome> {
        let interpreter = python::Interpreter::cpython(&self.python, GLIBC)
            .map_err(|error| finding(format!("`--python`: {error}")))?;
        let series: Vec<&str> = self.python.split('.').take(2).collect();
        let spec = layer::spec_of_files(&self.files, self.codec.into(), &series.join("."))
            .map_err(judged)?;
        for wheel in &spec.wheels {
            wheel::judge(&wheel.file, &interpreter)?;
        }
        // Sizes the pool alone: the bytes do not depend on it.
        #[allow(clippy::disallowed_methods)]
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        // The file aside has one name: two would write into it
        let folder = file::folder(&self.output);
        let held = folder
            .is_dir()
            .then(|| Held::to_write(folder, &Printer::new()));
        let _alone = held.transpose()?;
        let built = layer::write_blob(&spec, &self.output, threads, layer::Publish::Durable)
            .map_err(judged)?;
        let written = layer::LayerFile::new(&spec, &built.sums);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&written)?);
        } else {
            println!("diff_id {}  {}", written.diff_id, bytes(written.tar_size));
            println!(
                "blob    {}  {}",
                written.blob.digest,
                bytes(written.blob.size)
            );
        }
        Ok(Outcome::Fine)
    }
}
