//! What `gen-lock generate` writes: literals for Nix and the inputs of the build lock.

use crate::crates::Crates;
use crate::failure::finding;
use crate::file;
use crate::project::{Project, BUILD_LOCK, DEBIAN_LOCK, POLICY};
use anyhow::Result;
use fleet::build_lock::{Content, Digests, Inputs, Outputs, Seed};
use fleet::document::canonical;
use fleet::plan::{plan, Locks, Plan};
use fleet::BuildLock;
use nix::Value;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a refresh measured and no other file holds
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// The seed's hash
    pub seed: Option<Seed>,
    /// Sizes of crates by locator
    pub crate_sizes: BTreeMap<String, u64>,
}

impl Measured {
    /// What an earlier refresh recorded
    pub fn of(lock: Option<&BuildLock>) -> Self {
        let Some(lock) = lock else {
            return Self::default();
        };
        let crates = lock
            .inputs
            .sources
            .iter()
            .filter(|(name, _)| name.starts_with("cargo:"));
        Self {
            seed: lock.inputs.seed.clone(),
            crate_sizes: crates
                .map(|(name, content)| (name.clone(), content.size))
                .collect(),
        }
    }
}

/// Everything that is generated
pub struct Generated {
    /// File name relative to the project → text
    pub files: BTreeMap<String, String>,
    /// The inputs as in the build lock
    pub inputs: Inputs,
}

/// Generates everything from the project's files alone
///
/// # Errors
/// When a lock is missing or wrong.
pub fn generate(project: &Project, measured: &Measured, outputs: Outputs) -> Result<Generated> {
    let locks = project.locks()?;
    let crates = Crates::read(&project.root)?;
    let plan = plan(&project.fleet, &project.policy, locks)?;
    let seed = measured
        .seed
        .clone()
        .filter(|seed| Some(&seed.source) == seed_source(project, locks).as_ref());
    let inputs = Inputs {
        codecs: crates.codecs()?,
        digests: digests(project, &plan)?,
        sources: sources(project, locks, &crates, &plan, measured)?,
        seed,
    };
    let mut files = BTreeMap::new();
    let layers = plan
        .layers
        .iter()
        .map(|(name, layer)| (name, layer.literal()));
    let images = plan.images.iter().map(|(machine, images)| {
        (
            machine,
            Value::set(images.iter().map(|(name, image)| (name, image.literal()))),
        )
    });
    for (name, value) in [
        ("images", Value::set(images)),
        ("layers", Value::set(layers)),
        (
            "toolchain",
            toolchain(project, locks, &crates, inputs.seed.as_ref())?,
        ),
    ] {
        let text = format!(
            "# Written by `gen-lock generate`; do not edit.\n{}",
            nix::print(&value)
        );
        files.insert(format!("nix/generated/{name}.nix"), text);
    }
    let lock = BuildLock::new(inputs.clone(), outputs);
    files.insert(BUILD_LOCK.to_owned(), lock.print());
    Ok(Generated { files, inputs })
}

fn seed_source(project: &Project, locks: &Locks) -> Option<String> {
    let package = locks.debian.packages.get(&project.policy.toolchain.seed)?;
    Some(format!("debian:{}", package.path))
}

fn sources(
    project: &Project,
    locks: &Locks,
    crates: &Crates,
    plan: &Plan,
    measured: &Measured,
) -> Result<BTreeMap<String, Content>> {
    let mut sources = BTreeMap::new();
    let wheels = locks.wheels.values().flatten().chain(&locks.runtime);
    let known: BTreeMap<String, Content> = wheels
        .map(|wheel| {
            let content = Content {
                sha256: wheel.sha256.clone(),
                size: wheel.size,
            };
            (wheel.locator(), content)
        })
        .collect();
    for wheel in plan.layers.values().flat_map(|layer| &layer.wheels) {
        sources.insert(wheel.source.clone(), known[&wheel.source].clone());
    }
    let in_layers = plan
        .layers
        .values()
        .flat_map(|layer| &layer.debs)
        .map(|deb| &deb.package);
    let policy = &project.policy.toolchain;
    let tools = closure(locks, &policy.packages)?;
    let names = in_layers.cloned().chain(tools).chain([policy.seed.clone()]);
    for name in names {
        let package = locks.debian.packages.get(&name).ok_or_else(|| {
            finding(format!(
                "{DEBIAN_LOCK}: `{name}` is missing\n\nhint: run `gen-lock refresh`"
            ))
        })?;
        let content = Content {
            sha256: package.sha256.to_string(),
            size: package.size,
        };
        sources.insert(format!("debian:{}", package.path), content);
    }
    for (locator, sha256) in crates.all() {
        let Some(size) = measured.crate_sizes.get(&locator).copied() else {
            return Err(finding(format!(
                "{BUILD_LOCK}: `{locator}` of Cargo.lock is missing\n\nhint: run `gen-lock refresh`"
            )));
        };
        sources.insert(locator, Content { sha256, size });
    }
    Ok(sources)
}

fn closure(locks: &Locks, roots: &[String]) -> Result<Vec<String>> {
    let names = locks.debian.closure(roots.iter().map(String::as_str));
    let names = names
        .map_err(|error| finding(format!("{POLICY}: {error}\n\nhint: run `gen-lock refresh`")))?;
    Ok(names.into_iter().map(str::to_owned).collect())
}

fn toolchain(
    project: &Project,
    locks: &Locks,
    crates: &Crates,
    seed: Option<&Seed>,
) -> Result<Value> {
    let debs = toolchain_debs(project, locks)?;
    let list = |names: Vec<String>| {
        Value::List(
            names
                .into_iter()
                .map(|name| Value::set([("source", Value::string(name))]))
                .collect(),
        )
    };
    let builder = builder_crates(project, crates)?;
    let series: Vec<&str> = project.fleet.python.split('.').take(2).collect();
    let mut items = vec![
        ("codec", Value::string(project.fleet.codec.name())),
        (
            "crates",
            Value::set([
                ("gen-lock", list(crates.all().into_keys().collect())),
                ("layer-builder", list(builder.into_iter().collect())),
            ]),
        ),
        ("debs", Value::strings(debs)),
        ("python", Value::string(series.join("."))),
    ];
    if let Some(seed) = seed {
        let hash = Value::string(&seed.nar_hash);
        items.push((
            "seed",
            Value::set([("narHash", hash), ("source", Value::string(&seed.source))]),
        ));
    }
    Ok(Value::set(items))
}

fn toolchain_debs(project: &Project, locks: &Locks) -> Result<Vec<String>> {
    let debs = closure(locks, &project.policy.toolchain.packages)?;
    let packages = &locks.debian.packages;
    let locator = |name: &String| format!("debian:{}", packages[name].path);
    Ok(debs.iter().map(locator).collect())
}

/// What the program that builds layers is made from
fn builder_crates(project: &Project, crates: &Crates) -> Result<BTreeSet<String>> {
    crates.needed_by(&project.root, &["layer", "oci"])
}

/// Locators of all that builds layers, whatever is in them
///
/// # Errors
/// When a lock is missing or wrong.
pub fn toolchain_sources(project: &Project) -> Result<BTreeSet<String>> {
    let locks = project.locks()?;
    let mut sources = builder_crates(project, &Crates::read(&project.root)?)?;
    sources.extend(toolchain_debs(project, locks)?);
    sources.extend(seed_source(project, locks));
    Ok(sources)
}

/// A digest over all that makes a family or a service: a reader of two locks sees which changed
fn digests(project: &Project, plan: &Plan) -> Result<Digests> {
    let mut digests = Digests::default();
    for name in project.families.keys() {
        digests
            .families
            .insert(name.clone(), digest(project, plan, "families", name)?);
    }
    for (_, image) in project.fleet.placements.keys() {
        digests
            .services
            .insert(image.clone(), digest(project, plan, "services", image)?);
    }
    Ok(digests)
}

/// Over the files that people write, and the literals that they became
fn digest(project: &Project, plan: &Plan, kind: &str, name: &str) -> Result<String> {
    const WRITTEN: [&str; 5] = [
        "constraints.txt",
        "family.toml",
        "overrides.txt",
        "pylock.toml",
        "requirements.in",
    ];
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for input in WRITTEN {
        let path = format!("{kind}/{name}/{input}");
        if let Some(text) = project.text(&path)? {
            texts.insert(input.to_owned(), text.to_owned());
            continue;
        }
        let path = project.root.join(path);
        if path.exists() {
            texts.insert(input.to_owned(), file::read(&path)?);
        }
    }
    for (machine, images) in &plan.images {
        let Some(image) = images.get(name) else {
            continue;
        };
        texts.insert(format!("{machine} image"), nix::print(&image.literal()));
        for layer in &image.layers {
            texts.insert(
                format!("layer {layer}"),
                nix::print(&plan.layers[layer].literal()),
            );
        }
    }
    Ok(hex::encode(Sha256::digest(canonical(&texts))))
}
