//! What an engine or a storage keeps of the lock's images, by config and `diff_id`s.

use super::wanted;
use super::Verify;
use crate::command::Outcome;
use crate::failure::{finding, Failure};
use crate::image_store::{Exported, ImageStore};
use crate::printer::Printer;
use anyhow::Result;
use compare::Differences;
use fleet::build_lock::Outputs;
use fleet::image_name::is_called;
use oci::DiffId;
use rollout::{Holding, Kept, Other, Same};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use verify::{inflate, Baseline, DifferenceLines, Locked, NoBaseline, LARGEST_DOCUMENT};

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    holding: Holding,
    /// With `--deep`: what an image's own files do not hold, by image
    #[serde(skip_serializing_if = "Option::is_none")]
    deep: Option<BTreeMap<String, Vec<String>>>,
    /// By image, then by layer or `config`: down to path and field
    differences: BTreeMap<String, BTreeMap<String, Differences>>,
}

pub fn run(project: &Path, store: &ImageStore, of: &Verify) -> Result<Outcome, Failure> {
    let lock = super::lock(project)?;
    let asked = asked(project, &lock.outputs, of)?;
    let wanted = if of.machine.is_some() {
        asked.clone()
    } else {
        BTreeSet::new()
    };
    let is_asked = |name: &str| asked.contains(name);
    // Who does not answer proves nothing.
    let images = store.images(&lock.outputs).map_err(Failure::CannotRun)?;
    let holding = Holding::of(&lock.outputs, &images, &wanted, is_asked);
    let deep = of
        .deep
        .then(|| deep(store, &lock.outputs, &holding))
        .transpose()?;
    let differences = explained(project, store, &lock.outputs, &holding, of)?;
    let report = Report {
        holding,
        deep,
        differences,
    };
    if of.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report, of.deep && store.gives_out_blobs()?);
    }
    let sound = report.deep.iter().flatten().all(|(_, all)| all.is_empty());
    Ok(Outcome::of(report.holding.is_whole() && sound))
}

/// The names of the lock's images that are asked about
fn asked(project: &Path, outputs: &Outputs, of: &Verify) -> Result<BTreeSet<String>> {
    let mut asked: BTreeSet<String> = outputs.images.keys().cloned().collect();
    if let Some(machine) = &of.machine {
        asked = wanted::containers(project, machine)?;
    }
    if let Some(image) = &of.image {
        asked.retain(|name| is_called(name, image));
        if asked.is_empty() {
            return Err(finding(format!("build-lock.json has no image `{image}`")));
        }
    }
    Ok(asked)
}

/// An image that is as locked by its config and `diff_id`s
struct Listed<'a> {
    name: &'a str,
    same: &'a Same,
    locked: Locked<'a>,
}

/// What the files of images that are as locked do not hold, by image
fn deep(
    store: &ImageStore,
    outputs: &Outputs,
    holding: &Holding,
) -> Result<BTreeMap<String, Vec<String>>> {
    let mut images = Vec::new();
    for (name, kept) in &holding.images {
        let Kept::AsLocked(same) = kept else { continue };
        let locked = Locked::of(outputs, name).map_err(finding)?;
        let layers = locked.layers.iter().map(|layer| layer.diff_id()).collect();
        images.push((Listed { name, same, locked }, layers));
    }
    let bar = Printer::new().steps(images.len() as u64, "hash");
    bar.tick();
    let mut all = BTreeMap::new();
    for group in store.groups(images)? {
        lacking(store, &group, &mut all)?;
        bar.inc(group.len() as u64);
    }
    bar.finish_and_clear();
    Ok(all)
}

/// Adds what an export of some images does not hold, by image
fn lacking(
    store: &ImageStore,
    group: &[Listed<'_>],
    all: &mut BTreeMap<String, Vec<String>>,
) -> Result<()> {
    let ids: BTreeSet<&str> = group.iter().map(|one| one.same.id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    match store.export(&ids) {
        // Whoever keeps it may have noticed by itself that its bytes are not what they were.
        Err(error) if crate::failure::is_finding(&error) => match group {
            [one] => {
                all.insert(one.name.to_owned(), vec![error.to_string()]);
            }
            // It does not say of which image.
            several => {
                for one in several {
                    lacking(store, std::slice::from_ref(one), all)?;
                }
            }
        },
        Err(error) => return Err(error),
        Ok(files) => {
            for one in group {
                all.insert(one.name.to_owned(), lacking_of(store, &files, one)?);
            }
        }
    }
    Ok(())
}

fn lacking_of(store: &ImageStore, files: &Exported, of: &Listed<'_>) -> Result<Vec<String>> {
    let mut lacking = Vec::new();
    if !files.has(&of.locked.config.to_string()) {
        lacking.push(format!("no file is the config {}", of.locked.config));
    }
    for layer in &of.locked.layers {
        let (name, diff_id) = (layer.name, layer.diff_id());
        let mut blobs = layer.blobs();
        let tar = diff_id.to_string();
        let is_there = files.has(&tar)
            || blobs.any(|blob| files.has(&blob.digest.to_string()))
            || is_inflated(store, files, of.same, diff_id)?;
        if !is_there {
            lacking.push(format!("no file is layer `{name}`, {diff_id}"));
        }
    }
    Ok(lacking)
}

/// Whether a blob's tar is the locked one, whatever it is compressed with
fn is_inflated(
    store: &ImageStore,
    files: &Exported,
    image: &Same,
    diff_id: DiffId,
) -> Result<bool> {
    let Some(blob) = image.blobs.get(&diff_id.to_string()) else {
        return Ok(false);
    };
    let digest = store.open(files, &image.id, blob, |file| {
        let mut sum = Sha256::new();
        let hashed = inflate::of_stream(file).and_then(|mut tar| io::copy(&mut tar, &mut sum));
        hashed.map(|_| DiffId::from_sha256(sum.finalize().into()))
    })?;
    Ok(digest.is_some_and(|digest| digest.is_ok_and(|digest| digest == diff_id)))
}

type Explained = BTreeMap<String, BTreeMap<String, Differences>>;

/// What differs in those that are there and not as locked, where what was locked is at hand
fn explained(
    project: &Path,
    store: &ImageStore,
    outputs: &Outputs,
    holding: &Holding,
    of: &Verify,
) -> Result<Explained> {
    let mut all = Explained::new();
    let differing = |kept: &Kept| matches!(kept, Kept::Differs(_));
    let names = holding.images.iter().filter(|(_, kept)| differing(kept));
    let names: BTreeSet<String> = names.map(|(name, _)| name.clone()).collect();
    if names.is_empty() {
        return Ok(all);
    }
    let reference = super::report::reference(of.against.as_deref(), project, outputs, &names);
    let baseline = Baseline {
        outputs,
        reference: &reference,
    };
    for (name, kept) in &holding.images {
        // An image that is another of the lock's needs no more words.
        let Kept::Differs(others) = kept else {
            continue;
        };
        let Some(other) = others.iter().find(|other| other.really.is_empty()) else {
            continue;
        };
        let found = files(store, name, other, baseline)?;
        if !found.is_empty() {
            all.insert(name.clone(), found);
        }
    }
    Ok(all)
}

fn files(
    store: &ImageStore,
    name: &str,
    other: &Other,
    baseline: Baseline<'_>,
) -> Result<BTreeMap<String, Differences>> {
    let mut all = BTreeMap::new();
    let Ok(locked) = Locked::of(baseline.outputs, name) else {
        return Ok(all);
    };
    let pairs = locked.layers.iter().zip(&other.layers);
    let is_other = |want: DiffId, there: &str| there.parse().ok() != Some(want);
    let pairs =
        pairs.filter(|(layer, there)| is_other(layer.diff_id(), there) && baseline.has(layer.name));
    let pairs: Vec<_> = pairs.collect();
    let files = match store.export(&[&other.id]) {
        Err(error) if crate::failure::is_finding(&error) => return Ok(all),
        exported => exported?,
    };
    let config = store.open(&files, &other.id, &other.config, |file| {
        let mut text = Vec::new();
        let read =
            std::io::Read::read_to_end(&mut std::io::Read::take(file, LARGEST_DOCUMENT), &mut text);
        read.map(|_| text)
    })?;
    if let Some(Ok(config)) = config {
        if let Ok(found) = baseline.document(&locked.config, &config) {
            all.insert("config".to_owned(), found);
        }
    }
    for (layer, there) in pairs {
        let blob = other.blobs.get(there).unwrap_or(there);
        let found = store.open(&files, &other.id, blob, |file| -> Result<_, NoBaseline> {
            baseline.layer(layer.name, inflate::of_stream(file)?)
        })?;
        if let Some(Ok(found)) = found {
            all.insert(format!("layer `{}`", layer.name), found);
        }
    }
    Ok(all)
}

/// `blobs`: an export has what was pulled, and not what was unpacked from it
fn print(report: &Report, blobs: bool) {
    let Holding { images, others } = &report.holding;
    for (name, kept) in images {
        match kept {
            Kept::AsLocked(same) => {
                for beside in &same.beside {
                    println!("{name}: as locked; `{beside}` is another version");
                }
            }
            Kept::Absent => println!("{name}: missing"),
            Kept::Differs(others) => others.iter().for_each(|other| print_other(name, other)),
        }
        for (what, found) in report.differences.get(name).into_iter().flatten() {
            println!("  {what}:");
            for line in DifferenceLines(found).to_string().lines() {
                println!("    {line}");
            }
        }
    }
    for (name, lacking) in report.deep.iter().flatten() {
        for line in lacking {
            println!("{name}: {line}");
        }
    }
    let is_sound = |name: &String| {
        let deep = report.deep.as_ref().and_then(|deep| deep.get(name));
        deep.is_none_or(Vec::is_empty)
    };
    let same = images
        .iter()
        .filter(|(_, kept)| matches!(kept, Kept::AsLocked(_)));
    let same = same.filter(|(name, _)| is_sound(name)).count();
    let by = match report.deep {
        Some(_) if blobs => ", their blobs hashed, but not the files unpacked from them",
        Some(_) => ", their files hashed",
        None => "",
    };
    let all = images.len();
    println!("{same} of {all} images are as locked{by}; {others} unrelated images ignored");
}

fn print_other(name: &str, other: &Other) {
    let names = match &other.names[..] {
        [] => "without a name".to_owned(),
        names => format!("`{}`", names.join("`, `")),
    };
    println!("{name}: another image is there: {names}");
    for difference in &other.differences {
        println!("  {difference}");
    }
    if !other.really.is_empty() {
        println!("  it is `{}`", other.really.join("`, `"));
    }
}
