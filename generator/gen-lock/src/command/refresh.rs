use super::Outcome;
use crate::address::{cargo, debian::Mirrors};
use crate::checkout::Checkout;
use crate::cli::From;
use crate::crates::Crates;
use crate::environment::Environment;
use crate::fetch::Fetcher;
use crate::generate::{generate, Generated, Measured};
use crate::http::Http;
use crate::login::Logins;
use crate::printer::Printer;
use crate::project::{find, Owner, Project, BUILD_LOCK, DEBIAN_LOCK};
use crate::sources::Places;
use crate::{archive, outputs, seed, store};
use anyhow::{Context as _, Result};
use clap::Args;
use fleet::build_lock::Outputs;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod closure;
mod origin;
mod requirements;
mod shadow;
mod visible;

/// By file name
type Texts = BTreeMap<String, String>;

/// Resolve, fetch, generate, build, and record the outputs
///
/// Without a selection, everything is resolved again. Files are written only after everything is
/// resolved and fetched, and not at all if somebody changed one of them meanwhile. Only one command at
/// a time writes to a checkout: the next one waits.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock refresh
  gen-lock refresh --family family-web --package starlette
  gen-lock refresh --locked             # resolve nothing; only build and record")]
pub struct Refresh {
    /// Resolve only this family or service; may be given several times
    #[arg(long, value_name = "NAME")]
    family: Vec<String>,
    /// Upgrade only this package; may be given several times
    #[arg(long, value_name = "PACKAGE")]
    package: Vec<String>,
    /// Resolve nothing: use the locks as they are
    #[arg(long, conflicts_with_all = ["family", "package"])]
    locked: bool,
    /// Stop before the build; the recorded outputs stay unchanged
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    addresses: From,
}

impl Refresh {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let (no_build, locked) = (self.no_build, self.locked);
        let selection = requirements::Selection {
            names: self.family,
            packages: self.package,
        };
        let environment = self.addresses.environment()?;
        let printer = Printer::new();
        let mut checkout = Checkout::begin(&find(start)?, "refresh", &printer)?;
        let mut project = Project::read(start)?;
        let mut texts = Texts::new();
        if !locked {
            texts = resolve(&project, &environment, &selection, &printer)?;
            project.put(&texts);
            // Said before gigabytes are fetched for a table that is no more
            checkout.check()?;
        }
        let generated = inputs(&mut project, &environment, &mut texts, &printer)?;
        checkout.write(&texts)?;
        visible::to_git(&project.root)?;
        if !no_build {
            build(&project, &generated, &mut checkout, &printer)?;
        }
        Ok(Outcome::Fine)
    }
}

fn resolve(
    project: &Project,
    environment: &Environment,
    selection: &requirements::Selection,
    printer: &Printer,
) -> Result<Texts> {
    let owners = project.owners()?;
    selection.check(&owners)?;
    let mut texts = requirements::resolve(project, environment, &owners, selection, printer)?;
    if selection.is_everything() || !debian_lock_is_complete(project) {
        printer.say("resolving Debian packages");
        texts.insert(
            DEBIAN_LOCK.to_owned(),
            debian_lock(project, environment, printer)?,
        );
    }
    Ok(texts)
}

/// Whether the lock holds every package that the table, families and policy name
fn debian_lock_is_complete(project: &Project) -> bool {
    let lock = debian_lock_before(project);
    lock.is_some_and(|lock| {
        roots(project)
            .iter()
            .all(|name| lock.packages.contains_key(name))
    })
}

/// The Debian lock as it is, if it is one
fn debian_lock_before(project: &Project) -> Option<debian::Lock> {
    project.text(DEBIAN_LOCK).ok()??.parse().ok()
}

fn roots(project: &Project) -> BTreeSet<String> {
    let toolchain = &project.policy.toolchain;
    let mut roots: BTreeSet<String> = toolchain.packages.iter().cloned().collect();
    roots.insert(toolchain.seed.clone());
    roots.extend(
        project
            .fleet
            .families
            .values()
            .flat_map(|family| family.file.debs.clone()),
    );
    roots.extend(
        project
            .fleet
            .placements
            .values()
            .flat_map(|placement| placement.needs.debs.clone()),
    );
    roots
}

fn debian_lock(project: &Project, environment: &Environment, printer: &Printer) -> Result<String> {
    let http = Http::new(Logins::of(environment))?;
    let mirrors = Mirrors::of(environment, &http.logins)?;
    http.logins.tell(printer);
    let policy = &project.policy;
    let mut indexes = Vec::new();
    for suite in &policy.suites {
        let (component, architecture) = (&policy.component, &policy.architecture);
        let index = archive::index(&http, &mirrors, suite, component, architecture)?;
        printer.say(format!(
            "  {} of {}",
            index.locked.codename, index.locked.date
        ));
        check_age(project, &index)?;
        indexes.push(index);
    }
    let request = debian::Request {
        architecture: policy.architecture.clone(),
        roots: roots(project),
        excluded: policy.exclude_packages.clone(),
        preferences: policy.prefer.clone(),
    };
    let packages: Result<Vec<_>, _> = indexes
        .iter()
        .map(|index| debian::Packages::parse(&index.text))
        .collect();
    let resolution = debian::resolve(&packages?, &request).map_err(crate::failure::finding)?;
    let unused = resolution
        .unused_exclusions
        .iter()
        .chain(&resolution.unused_preferences);
    for name in unused {
        printer.say(format!("  `{name}` in families/debian.toml is unused"));
    }
    let locked = indexes.into_iter().map(|index| index.locked).collect();
    let architecture = policy.architecture.clone();
    let lock = debian::Lock::new(
        architecture,
        locked,
        resolution.packages,
        resolution.excluded,
    );
    printer.say(format!("  {} packages", lock.packages.len()));
    note_base_files(&lock, printer);
    Ok(lock.print())
}

/// Refuses an index that is older than the lock's own: a mirror that stands still, or somebody who holds
/// back security updates. Who wants an old one names a mirror of that date.
fn check_age(project: &Project, index: &archive::Index) -> Result<()> {
    let Some(lock) = debian_lock_before(project) else {
        return Ok(());
    };
    let older = |locked| index.locked.older_than(locked);
    match lock.indexes.iter().find_map(older) {
        Some(why) if !index.dated => Err(crate::failure::finding(format!(
            "{why}\n\nhint: use another mirror; for an old index, use a snapshot mirror of its date \
             (`…/20260711T000000Z/…`), or remove `{DEBIAN_LOCK}` first"
        ))),
        _ => Ok(()),
    }
}

/// Says what a closure of `Depends` lacks: nothing depends on base-files, which has the links of the
/// merged `/usr` since Debian 13, `/lib64` with the loader among them
fn note_base_files(lock: &debian::Lock, printer: &Printer) {
    let has = |name: &str| lock.packages.contains_key(name);
    if has("libc6") && !has("base-files") {
        printer.say(
            "  no package has `/lib64`, where programs look for their loader: add `base-files` to \
             the `debs` of a family, or declare the links `bin`, `lib`, `lib64` and `sbin` in its `effects`",
        );
    }
}

/// Measures, fetches, notes what needs what, and generates; adds what is to be written to the texts
fn inputs(
    project: &mut Project,
    environment: &Environment,
    texts: &mut Texts,
    printer: &Printer,
) -> Result<Generated> {
    let lock = project.build_lock()?.map(|locked| &locked.lock);
    let outputs = lock.map(|lock| lock.outputs.clone()).unwrap_or_default();
    let mut measured = Measured::of(lock);
    measured.crate_sizes = crate_sizes(project, environment)?;
    let first = generate(project, &measured, outputs.clone())?;
    let places = Places::none();
    let fetcher = Fetcher::new(environment, &project.root, printer, &places)?;
    fetcher.fetch(&first.inputs.sources, false)?;
    let noted = closure::check(project, printer)?;
    project.put(&noted);
    texts.extend(noted);
    let seed = seed_source(project)?;
    measured.seed = Some(seed::make(project, &first.inputs.sources, &seed)?);
    let generated = generate(project, &measured, outputs)?;
    texts.extend(generated.files.clone());
    Ok(generated)
}

fn seed_source(project: &Project) -> Result<String> {
    let locks = project.locks()?;
    let package = &project.policy.toolchain.seed;
    let path = &locks.debian.packages[package].path;
    Ok(format!("debian:{path}"))
}

fn crate_sizes(project: &Project, environment: &Environment) -> Result<BTreeMap<String, u64>> {
    let folders = cargo::fetch(environment, &project.root)?;
    let mut sizes = BTreeMap::new();
    for locator in Crates::read(&project.root)?.all().into_keys() {
        let name = locator.trim_start_matches("cargo:");
        let found = folders
            .iter()
            .find_map(|folder| std::fs::metadata(folder.join(name)).ok());
        let file = found.with_context(|| format!("cargo did not fetch `{name}`"))?;
        sizes.insert(locator, file.len());
    }
    Ok(sizes)
}

fn build(
    project: &Project,
    generated: &Generated,
    checkout: &mut Checkout,
    printer: &Printer,
) -> Result<()> {
    let (mut outputs, mut layouts) = (Outputs::default(), Vec::new());
    for machine in project.fleet.machines.keys() {
        printer.say(format!("building {machine}-fleet"));
        for layout in store::build(&project.root, &[format!("{machine}-fleet")])? {
            outputs::record(Path::new(&layout), &mut outputs)?;
            layouts.push(PathBuf::from(layout));
        }
    }
    let (images, layers) = (outputs.images.len(), outputs.layers.len());
    let mut lock = fleet::BuildLock::new(generated.inputs.clone(), outputs);
    outputs::sboms(project, layouts, &mut lock, printer)?;
    checkout.write(&[(BUILD_LOCK.to_owned(), lock.print())].into())?;
    printer.say(format!("recorded {images} images, {layers} layers"));
    Ok(())
}

/// Requirement owners by name
pub(super) fn by_name(owners: &[Owner]) -> BTreeMap<&str, &Owner> {
    owners
        .iter()
        .map(|owner| (owner.name.as_str(), owner))
        .collect()
}
