use super::Outcome;
use crate::failure::finding;
use crate::printer::bytes;
use anyhow::{bail, Result};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Write one layer from wheels or debs, outside Nix, by the same builder
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock layer numpy-1.26.4-*.whl -o layer.tar.zst")]
pub struct Layer {
    /// Wheels and debs
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The blob
    #[arg(short, long, value_name = "BLOB")]
    output: PathBuf,
    /// How it is compressed
    #[arg(long, value_enum, default_value_t = Codec::Zstd)]
    codec: Codec,
    /// Maintainer scripts of debs that are known and do not run, as `package:script`
    #[arg(long, value_name = "PACKAGE:SCRIPT")]
    admit_script: Vec<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Codec {
    Zstd,
    Gzip,
    None,
}

impl Codec {
    fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::None => "none",
        }
    }
}

impl Layer {
    pub fn run(self) -> Result<Outcome> {
        let (mut wheels, mut debs) = (Vec::new(), Vec::new());
        for file in &self.files {
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let entry = serde_json::json!({ "file": file, "filename": name });
            match name.rsplit('.').next() {
                Some("whl") => wheels.push(entry),
                Some("deb") => debs.push(self.with_scripts(entry, &name)),
                _ => bail!(
                    "`{}` is neither a wheel (.whl) nor a deb (.deb)",
                    file.display()
                ),
            }
        }
        let spec = serde_json::json!({
            "version": 1, "name": "layer", "codec": self.codec.name(), "python": "3.11",
            "wheels": wheels, "debs": debs,
        });
        let spec: layer::LayerSpec = serde_json::from_value(spec)?;
        // Sizes the pool alone: the bytes do not depend on it.
        #[allow(clippy::disallowed_methods)]
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let built = layer::write_blob(&spec, &self.output, threads, layer::Publish::Durable)
            .map_err(finding)?;
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

    fn with_scripts(&self, mut entry: serde_json::Value, file: &str) -> serde_json::Value {
        let package = file.split('_').next().unwrap_or_default();
        let scripts: Vec<&str> = self
            .admit_script
            .iter()
            .filter_map(|admitted| admitted.split_once(':'))
            .filter(|(name, _)| *name == package)
            .map(|(_, script)| script)
            .collect();
        entry["scripts"] = serde_json::json!(scripts);
        entry
    }
}
