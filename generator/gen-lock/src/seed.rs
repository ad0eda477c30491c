//! The seed: the one static program that is not built from source, out of its deb.

use crate::failure::{finding, judged};
use crate::project::Project;
use crate::store;
use anyhow::{ensure, Context as _, Result};
use fleet::build_lock::{Content, Seed};
use nix::NarHash;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// As `nix/seed.nix` calls it
pub const NAME: &str = "gen-lock-seed";
/// A static program of 64 MiB is no seed
const LARGEST: u64 = 64 << 20;

/// Takes the program out of its deb, which is in the store, and adds it to the store
///
/// # Errors
/// When the deb does not hold it, or Nix refuses.
pub fn make(project: &Project, sources: &BTreeMap<String, Content>, source: &str) -> Result<Seed> {
    let policy = &project.policy.toolchain;
    let content = sources
        .get(source)
        .ok_or_else(|| finding(format!("build-lock.json: `{source}` is missing")))?;
    let deb = nix::flat_path(&nix::store_name(source), &content.sha256);
    let program = program(Path::new(&deb), &policy.program)?;
    let name = policy.program.rsplit('/').next().unwrap_or(&policy.program);
    let hash = NarHash::of_executables(&[(format!("bin/{name}"), program.clone())].into());
    let aside = tempfile::tempdir()?;
    let folder = aside.path().join(NAME);
    std::fs::create_dir_all(folder.join("bin"))?;
    let file = folder.join("bin").join(name);
    std::fs::write(&file, program)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755))?;
    let (wanted, added) = (
        nix::recursive_path(NAME, &hash),
        store::add_recursive(&folder)?,
    );
    ensure!(
        wanted == added,
        "Nix stored the seed at another path: want {wanted}, got {added}"
    );
    Ok(Seed {
        nar_hash: hash.to_string(),
        source: source.to_owned(),
    })
}

/// Reads a deb as a layer does, checks included, and gives one file of it
fn program(deb: &Path, path: &str) -> Result<Vec<u8>> {
    let aside = tempfile::tempdir()?;
    let spec = layer::spec_of_files(&[deb.to_owned()], layer::Codec::None, "3.11");
    let spec = spec.map_err(judged)?;
    let blob = aside.path().join("seed.tar");
    layer::write_blob(&spec, &blob, 1, layer::Publish::Nix).map_err(judged)?;
    // usr-merge: the layer has it below usr/
    let wanted = [path.to_owned(), format!("usr/{path}")];
    for entry in tar::Archive::new(std::fs::File::open(&blob)?).entries()? {
        let entry = entry?;
        if wanted
            .iter()
            .any(|name| entry.path_bytes() == name.as_bytes())
        {
            let mut bytes = Vec::new();
            entry.take(LARGEST).read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
    }
    Err(finding(format!("it does not contain `{path}`"))).with_context(|| deb.display().to_string())
}
