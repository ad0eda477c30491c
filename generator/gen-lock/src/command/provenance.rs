use super::sbom::give;
use super::Outcome;
use crate::documents::{Documents, Selection};
use crate::printer::Printer;
use crate::project::Project;
use anyhow::Result;
use clap::Args;
use render::GitSha;
use sbom::provenance::BUILDER;
use std::path::{Path, PathBuf};

/// Write how each image was built: an unsigned in-toto statement with SLSA provenance
///
/// It lists every source of the image with its locator and SHA-256, the flake's attribute, and the
/// digest of build-lock.json. It has no timestamp and claims no SLSA level.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock provenance result --image stt-service > stt-service.intoto.json
  gen-lock provenance result --out statements")]
pub struct Provenance {
    #[command(flatten)]
    selection: Selection,
    /// Write `<machine>-<image>.intoto.json` for each image to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The commit that the image was built from; omitted by default
    #[arg(long, value_name = "COMMIT")]
    git_sha: Option<GitSha>,
    /// The builder, as a URI; by default an unspecified builder
    #[arg(long, value_name = "URI", default_value = BUILDER, value_parser = uri, hide_default_value = true)]
    builder: String,
    /// Print the list of written documents as JSON
    #[arg(long)]
    json: bool,
}

impl Provenance {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let locked = project.locked_build()?;
        let documents = Documents::read(&project, &locked.lock, &self.selection, &Printer::new())?;
        documents.check_sboms()?;
        let (lock, commit) = (locked.digest(), self.git_sha.map(|sha| sha.to_string()));
        let statement =
            |name: &str| documents.statement(name, &lock, commit.as_deref(), &self.builder);
        let out = self.out.as_deref();
        give(&documents, out, "intoto.json", self.json, statement)
    }
}

/// A URI with its scheme (RFC 3986, 3)
fn uri(text: &str) -> Result<String, &'static str> {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let starts = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    let graphic = text.bytes().all(|byte| byte.is_ascii_graphic());
    if starts && graphic && scheme.bytes().all(letter) {
        return Ok(text.to_owned());
    }
    Err("a URI, such as `urn:uuid:…` or `https://…`")
}
