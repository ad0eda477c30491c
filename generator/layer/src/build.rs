//! A layer from its specification.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use crate::behind::written_behind;
use crate::claims::Claims;
use crate::deb::{settle, DebError, Package, Policy, Relations};
use crate::emit::{emit, Sources};
use crate::output::{LayerFile, Publish};
use crate::pipeline::{self, Sums};
use crate::scratch::Scratch;
use crate::spec::{self, LayerSpec};
use crate::tree::Tree;
use crate::wheel::{self, Inflater, Installation, Target, Winners};
use crate::{certificates, overlay, Error};

/// Beside a blob, where there are any: see [`Built::winners`].
pub(crate) const WINNERS: &str = "winners";

/// A finished layer.
#[derive(Debug)]
pub struct Built {
    /// Digests and sizes.
    pub sums: Sums,
    /// The list of contents.
    pub contents: String,
    /// The paths of wheels that are declared to win over what layers below have there, a line each.
    pub winners: String,
    /// Which of them are whose.
    pub claims: Claims,
}

/// Builds the layer of `spec` and writes its blob to `output`; `scratch` is a writable folder.
pub fn build_layer(
    spec: &LayerSpec,
    threads: usize,
    scratch: &Path,
    output: &mut (impl std::io::Write + Send),
) -> Result<Built, Error> {
    let mut tree = Tree::default();
    let (wheels, winners) = plan_wheels(spec, &mut tree)?;
    let (scratch, packages) = plan_packages(spec, scratch, &mut tree)?;
    if spec.certificates {
        certificates::add(&mut tree, scratch.as_ref())?;
    }
    overlay::add(spec, &mut tree, scratch.as_ref())?;
    tree.complete()?;
    wheel::prove(&wheels, &tree)?;
    let sources = Sources {
        wheels: &wheels,
        scratch: scratch.as_ref(),
    };
    let mut contents = String::new();
    let sums = pipeline::run(output, spec.codec, threads, |frames| {
        emit(&tree, &sources, frames, &mut contents)
    })?;
    Ok(Built {
        sums,
        contents,
        winners: winners.print(),
        claims: Claims::of(packages, &tree),
    })
}

/// Builds the layer of the specification `spec` into the folder `out`.
pub fn write_layer(
    spec_path: &Path,
    out: &Path,
    threads: usize,
    publish: Publish,
) -> Result<(), Error> {
    let bytes = fs::read(spec_path).map_err(Error::io(spec_path))?;
    let spec: LayerSpec = spec::parse(spec_path, &bytes)?;
    fs::create_dir_all(out).map_err(Error::io(out))?;
    let built = write_blob(&spec, &out.join("blob"), threads, publish)?;
    publish.write(&out.join("contents"), built.contents.as_bytes())?;
    if !built.winners.is_empty() {
        publish.write(&out.join(WINNERS), built.winners.as_bytes())?;
    }
    publish.write(&out.join("debs.json"), &built.claims.print())?;
    // Last: a folder without it is no layer.
    publish.write(
        &out.join("layer.json"),
        &LayerFile::new(&spec, &built.sums).print(),
    )
}

/// Builds the layer of `spec` and writes its blob to the file `path`, which appears when it is whole.
pub fn write_blob(
    spec: &LayerSpec,
    path: &Path,
    threads: usize,
    publish: Publish,
) -> Result<Built, Error> {
    let folder = path
        .parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."));
    publish.create(path, |file: &mut File| match publish {
        Publish::Nix => build_layer(spec, threads, folder, file),
        Publish::Durable => written_behind(file, Error::io(path), |output| {
            build_layer(spec, threads, folder, output)
        }),
    })
}

fn plan_wheels(spec: &LayerSpec, tree: &mut Tree) -> Result<(Vec<Installation>, Winners), Error> {
    let target = match spec.prefix.as_str() {
        "" => Target::System {
            python: spec.python.clone(),
        },
        prefix => Target::Prefix(prefix.to_owned()),
    };
    let mut inflater = Inflater::default();
    let winners = Winners::read(&spec.winners, &target, &mut inflater)?;
    let mut wheels = Vec::new();
    for wheel in &spec.wheels {
        let opened = Installation::open(wheel, &mut inflater)?;
        opened.plan(&wheels, &winners, &target, &mut inflater, tree)?;
        wheels.push(opened);
    }
    Ok((wheels, winners))
}

/// Where the files of debs are, and what each deb says of others
type Packages = (Option<Scratch>, Vec<(Arc<str>, Relations)>);

fn plan_packages(spec: &LayerSpec, folder: &Path, tree: &mut Tree) -> Result<Packages, Error> {
    if spec.debs.is_empty() {
        return Ok((None, Vec::new()));
    }
    let mut scratch = Scratch::new(folder).map_err(Error::io(folder))?;
    let policy = Policy::new(&spec.deb_policy);
    let mut names = BTreeMap::new();
    let mut packages = Vec::new();
    for deb in &spec.debs {
        let package = Package::read(deb, &policy, &mut scratch)?;
        let name = package.relations.package.clone();
        if let Some(other) = names.insert(name.clone(), &deb.filename) {
            let value = format!("`{name}` is in `{other}` and in `{}`", deb.filename);
            return Err(Error::SpecValue {
                what: "debs",
                value,
            });
        }
        packages.push(package);
    }
    settle(&mut packages).map_err(|(at, why)| Error::Deb {
        file: spec.debs[at].filename.clone(),
        source: DebError::Control(why),
    })?;
    let mut planned = Vec::new();
    for package in packages {
        planned.push((package.origin.clone(), package.relations.clone()));
        package.plan(tree)?;
    }
    scratch.flush().map_err(Error::io(folder))?;
    Ok((Some(scratch), planned))
}
