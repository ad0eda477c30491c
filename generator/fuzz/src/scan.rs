//! The gate: records of a database, scanners' reports, the allow file.

use advisory::{Builder, Fault, Wanted};
use fleet::build_lock::{Image, Layer, Outputs};
use fleet::Source;
use inventory::Inventory;
use oci::{DiffId, Digest};
use scan::report::{placed, Report};
use scan::{Allow, Scanner};
use std::collections::{BTreeMap, BTreeSet};

fn wanted() -> Wanted {
    Wanted {
        release: "12".to_owned(),
        sources: BTreeSet::from(["openssl".to_owned()]),
        distributions: BTreeSet::from(["torch".to_owned()]),
    }
}

fn told(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(Fault::to_string).collect()
}

/// Whatever a record is, it is taken in, and a record that is not judged in full is told. It says the same of a package twice over, and of each vulnerability once;
/// a local version has all that its public one has, save what is fixed by it
pub fn osv(data: &[u8]) {
    let mut builder = Builder::new(wanted());
    let first: Vec<String> = told(&builder.add(data, "file"));
    assert_eq!(first, told(&builder.add(data, "file")));
    let database = builder.finish();
    assert_eq!(database.malformed == 0, first.is_empty());
    assert!(database.left_out <= database.malformed);
    let of = |version: &str| {
        database
            .of_distribution("torch", version)
            .unwrap_or_default()
    };
    let public = of("2.2.2");
    let names: BTreeSet<&String> = public.iter().map(|one| &one.vulnerability).collect();
    assert_eq!(names.len(), public.len());
    let local = of("2.2.2+cu121");
    assert!(names
        .iter()
        .all(|name| local.iter().any(|one| &&one.vulnerability == name)));
    assert!(public
        .iter()
        .all(|one| !one.aliases.contains(&one.vulnerability)));
    drop(database.of_source("openssl", "3.0.17-1~deb12u2"));
}

/// A report that is read is of an image with its layers, and every claim of bytes in one of them
pub fn report(data: &[u8]) {
    let Ok(report) = Report::parse(data) else {
        return;
    };
    assert!(report.scanner != Scanner::Database && !report.layers.is_empty());
    // One that names a layer by anything else than a digest is of no image of a lock.
    let layer = |diff_id: &String| Layer {
        blobs: BTreeMap::new(),
        diff_id: diff_id
            .parse()
            .unwrap_or_else(|_| DiffId::of(diff_id.as_bytes())),
    };
    let names: Vec<String> = (0..report.layers.len()).map(|at| at.to_string()).collect();
    let image = Image {
        config: Digest::of(b"config"),
        layers: names.clone(),
        manifest: Digest::of(b"manifest"),
        size: 0,
        sbom: None,
    };
    let layers = names.iter().cloned().zip(report.layers.iter().map(layer));
    let outputs = Outputs {
        images: BTreeMap::from([("box-a".to_owned(), image)]),
        layers: layers.collect(),
    };
    let none = Outputs::default();
    assert!(placed(report.clone(), &Inventory::default(), &none).is_err());
    if let Ok(placed) = placed(report, &Inventory::default(), &outputs) {
        let named = |name: &String| names.contains(name);
        assert!(placed
            .claims
            .iter()
            .all(|claim| claim.layers.iter().all(named)));
    }
}

/// An entry names something, somewhere, for a time
pub fn allow(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let source = Source {
        file: "allow.toml",
        text,
    };
    for entry in Allow::read(source).unwrap_or_default() {
        assert!(!entry.artifacts.is_empty() && !entry.families.is_empty());
        assert!(entry.artifacts.iter().all(|sha256| sha256.len() == 64));
        assert!(!entry.is_expired(entry.expires) && entry.is_expired(entry.expires.next()));
    }
}
