use super::Outcome;
use crate::cli::From;
use crate::failure::finding;
use crate::fetch::Fetcher;
use crate::file;
use crate::held::Held;
use crate::printer::Printer;
use crate::project::{Owner, Project};
use crate::remote::Remote;
use crate::seed;
use crate::sources::{self, Place, Places};
use crate::store;
use anyhow::{Context as _, Result};
use clap::Args;
use fleet::build_lock::{Content, Inputs, Seed};
use registry::archive::SourceBlob;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Fetch every locked source into the Nix store, by hash
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock fetch
  gen-lock fetch pc2-fleet              # only what its build still needs
  gen-lock fetch --from /media/usb/sources
  gen-lock fetch --from oci://registry.example/fleet/sources --offline
  gen-lock fetch --wheelhouse house --of family-web && pip install -r house/pylock.toml")]
pub struct Fetch {
    /// Fetch only the sources that a build of these flake attributes still needs, and none for outputs that
    /// the store has or a substituter provides
    #[arg(conflicts_with = "wheelhouse")]
    attributes: Vec<String>,
    /// Look for sources here first: a folder of files named by sha256, or an archive in a registry
    /// (`oci://REGISTRY/ORG/sources`); may be given several times
    #[arg(long, value_name = "PLACE")]
    from: Vec<Place>,
    /// Use only the places given with `--from`
    #[arg(long, requires = "from")]
    offline: bool,
    #[command(flatten)]
    remote: Remote,
    /// Only show what is missing
    #[arg(long)]
    dry_run: bool,
    /// Write a lock and its wheels to this folder, for pip
    #[arg(long, value_name = "DIR", requires = "of")]
    wheelhouse: Option<PathBuf>,
    /// The family or service whose lock to write to the wheelhouse
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    #[command(flatten)]
    addresses: From,
}

impl Fetch {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let inputs = project.locked_build()?.lock.inputs.clone();
        let environment = self.addresses.environment()?;
        let printer = Printer::new();
        let places = Places::open(&self.from, &self.remote, self.offline)?;
        let fetcher = Fetcher::new(&environment, &project.root, &printer, &places)?;
        let wanted = wanted(&project, inputs, &self.attributes)?;
        fetcher.fetch(&wanted.sources, self.dry_run)?;
        if self.dry_run {
            return Ok(Outcome::Fine);
        }
        if let Some(seed) = &wanted.seed {
            make(&project, &wanted.sources, seed)?;
        }
        if let (Some(folder), Some(of)) = (&self.wheelhouse, &self.of) {
            wheelhouse(&project, folder, of, &printer)?;
        }
        Ok(Outcome::Fine)
    }
}

/// What of the lock's inputs is wanted
fn wanted(project: &Project, mut inputs: Inputs, attributes: &[String]) -> Result<Inputs> {
    if attributes.is_empty() {
        return Ok(inputs);
    }
    let lacking = store::to_build(&project.root, attributes)?;
    inputs.seed = inputs.seed.filter(|_| lacking.contains(seed::NAME));
    let seed = inputs.seed.as_ref().map(|seed| seed.source.clone());
    inputs.sources.retain(|locator, _| {
        lacking.contains(&nix::store_name(locator)) || seed.as_ref() == Some(locator)
    });
    Ok(inputs)
}

fn make(project: &Project, sources: &BTreeMap<String, Content>, wanted: &Seed) -> Result<()> {
    let made = seed::make(project, sources, &wanted.source)?;
    if made == *wanted {
        return Ok(());
    }
    Err(finding(format!(
        "build-lock.json: the seed does not match the lock: want {}, got {}",
        wanted.nar_hash, made.nar_hash
    )))
}

fn wheelhouse(project: &Project, folder: &Path, of: &str, printer: &Printer) -> Result<()> {
    let owners = project.owners()?;
    let owner: &Owner = owners
        .iter()
        .find(|owner| owner.name == of)
        .ok_or_else(|| {
            let known: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
            finding(format!(
                "`{of}` has no lock of its own\n\nhint: these have: {}",
                known.join(", ")
            ))
        })?;
    let wheels = folder.join("wheels");
    let _alone = Held::to_write(folder, printer)?;
    std::fs::create_dir_all(&wheels)
        .with_context(|| format!("cannot write `{}`", wheels.display()))?;
    let lock = project.python_lock(owner)?;
    for package in &lock.packages {
        let name = package.filename.to_string();
        let content = Content {
            sha256: package.sha256.to_string(),
            size: package.size,
        };
        let path = nix::flat_path(&nix::store_name(&name), &content.sha256);
        let to = wheels.join(&name);
        lay(
            Path::new(&path),
            &to,
            sources::source_blob(&name, &content)?,
        )?;
    }
    file::write(&folder.join("pylock.toml"), lock.to_string().as_bytes())
}

/// Copies a wheel; one that is there and right stays, and one that an earlier run was cut off in does not
fn lay(from: &Path, to: &Path, wanted: SourceBlob) -> Result<()> {
    if sources::has_content(to, wanted)? {
        return Ok(());
    }
    file::copy(from, to)
}

#[cfg(test)]
mod tests {
    use super::{lay, SourceBlob};
    use oci::Digest;

    #[test]
    fn half_a_wheel_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("store"), folder.path().join("house"));
        std::fs::write(&from, "whole").unwrap();
        std::fs::write(&to, "who").unwrap();
        let wanted = SourceBlob {
            digest: Digest::of(b"whole"),
            size: 5,
        };
        lay(&from, &to, wanted).unwrap();
        assert_eq!(std::fs::read(&to).unwrap(), b"whole");
        std::fs::remove_file(&from).unwrap();
        lay(&from, &to, wanted).unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }
}
