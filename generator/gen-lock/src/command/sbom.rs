use super::Outcome;
use crate::documents::{Documents, Selection};
use crate::file;
use crate::held::Held;
use crate::printer::{bytes, Printer};
use crate::project::{Project, BUILD_LOCK};
use anyhow::{bail, Result};
use clap::{Args, ValueEnum};
use fleet::build_lock::Outputs;
use oci::Digest;
use std::path::{Path, PathBuf};

/// Write an SBOM of each image, from the locks and the image's bytes
///
/// It lists debs and Python distributions by layer, with source package, hash, license and
/// dependencies. If the bytes contain a package that is not in the lock, or lack one that is, the command
/// fails. The same lock and the same bytes give the same document, whatever the compression of the layers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock sbom result --image stt-service > stt-service.cdx.json
  gen-lock sbom result --format spdx --out sboms
  gen-lock sbom result --check           # compare with build-lock.json")]
pub struct Sbom {
    #[command(flatten)]
    selection: Selection,
    /// The format: CycloneDX 1.6 or SPDX 2.3
    #[arg(long, value_enum, default_value_t = Format::Cyclonedx)]
    format: Format,
    /// Write `<machine>-<image>.cdx.json` or `.spdx.json` for each image to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing; compare the SBOMs with their digests in build-lock.json, and every byte of the layers
    /// with the images
    #[arg(long, conflicts_with_all = ["out", "format"])]
    check: bool,
    /// Print the list of documents as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Cyclonedx,
    Spdx,
}

/// What is said of a document
#[derive(serde::Serialize)]
struct Row {
    image: String,
    digest: Digest,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locked: Option<Digest>,
}

impl Sbom {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let lock = &project.locked_build()?.lock;
        let printer = Printer::new();
        let documents = Documents::read(&project, lock, &self.selection, &printer)?;
        if self.check {
            documents.prove(&printer)?;
            return self.compare(&documents, &lock.outputs);
        }
        documents.check_sboms()?;
        let end = match self.format {
            Format::Cyclonedx => "cdx.json",
            Format::Spdx => "spdx.json",
        };
        let document = |name: &str| match self.format {
            Format::Cyclonedx => documents.cyclonedx(name),
            Format::Spdx => documents.spdx(name),
        };
        give(&documents, self.out.as_deref(), end, self.json, document)
    }

    fn compare(&self, documents: &Documents<'_>, outputs: &Outputs) -> Result<Outcome> {
        let mut rows = Vec::new();
        for name in documents.names() {
            let locked = outputs.images.get(name).and_then(|image| image.sbom);
            rows.push(Row {
                locked,
                ..row(name, &documents.cyclonedx(name)?)
            });
        }
        let differs = |row: &&Row| row.locked != Some(row.digest);
        let different: Vec<&Row> = rows.iter().filter(differs).collect();
        let fine = different.is_empty();
        if self.json {
            println!("{}", serde_json::to_string_pretty(&rows)?);
            return Ok(Outcome::of(fine));
        }
        for row in &different {
            let want = row
                .locked
                .map_or_else(|| "none".to_owned(), |want| want.to_string());
            println!("{}: SBOM\n  want {want}\n  got  {}", row.image, row.digest);
        }
        let said = match different.len() {
            0 => "all as locked".to_owned(),
            count => format!("{count} differ from {BUILD_LOCK}"),
        };
        println!("{} SBOMs: {said}", rows.len());
        Ok(Outcome::of(fine))
    }
}

fn row(name: &str, document: &[u8]) -> Row {
    Row {
        image: name.to_owned(),
        digest: Digest::of(document),
        size: document.len(),
        file: None,
        locked: None,
    }
}

/// Writes a document of each image into a folder, or that of one image to stdout
///
/// # Errors
/// When there are several and no folder, or the folder cannot be written.
pub(super) fn give(
    documents: &Documents<'_>,
    out: Option<&Path>,
    end: &str,
    json: bool,
    document: impl Fn(&str) -> Result<Vec<u8>>,
) -> Result<Outcome> {
    let names: Vec<&str> = documents.names().collect();
    let folder = match (out, &names[..]) {
        (Some(folder), _) => folder,
        (None, [one]) => {
            print!("{}", String::from_utf8_lossy(&document(one)?));
            return Ok(Outcome::Fine);
        }
        (None, several) => bail!(
            "{} images\n\nhint: write their documents to a folder with `--out DIR`, or select one \
             image with `--image`",
            several.len()
        ),
    };
    // Documents of one run, not of two
    let _alone = Held::to_write(folder, &Printer::new())?;
    let mut rows = Vec::new();
    for name in names {
        let bytes = document(name)?;
        let path = folder.join(format!("{name}.{end}"));
        file::write(&path, &bytes)?;
        rows.push(Row {
            file: Some(path),
            ..row(name, &bytes)
        });
    }
    if json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        table(&rows, folder);
    }
    Ok(Outcome::Fine)
}

fn table(rows: &[Row], folder: &Path) {
    for row in rows {
        println!(
            "{}  {:>10}  {}",
            row.digest,
            bytes(row.size as u64),
            row.image
        );
    }
    println!("{}: {} documents", folder.display(), rows.len());
}
