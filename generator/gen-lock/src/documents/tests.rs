use super::copyright::Places;
use super::layer::Read;
use super::{made, Documents};
use fleet::BuildLock;
use inventory::{Inventory, Kind, Package};
use oci::{Descriptor, DiffId, Digest, MediaType};
use sbom::{Contents, Layer, Lock};
use std::collections::{BTreeMap, BTreeSet};
use tar::EntryType;
use verify::{LayoutImage, LayoutLayer};

fn package(name: &str) -> Package {
    Package {
        kind: Kind::Deb,
        name: name.to_owned(),
        version: "1".to_owned(),
        source: Some(inventory::Source {
            name: name.to_owned(),
            version: "1".to_owned(),
        }),
        locator: format!("debian:{name}"),
        sha256: String::new(),
        size: 0,
        requires: BTreeSet::new(),
        carried: None,
    }
}

/// A layer of a deb whose doc folder is a link, or of a copyright file alone
fn read(name: &str, deb: Option<&str>, entry: (&str, EntryType, Option<&str>)) -> Read {
    let mut contents = Contents::default();
    if let Some(deb) = deb {
        let stanza = format!("Package: {deb}\nVersion: 1\nArchitecture: all\n");
        let path = format!("var/lib/dpkg/status.d/{deb}");
        contents.add(&path, stanza.as_bytes()).unwrap();
    }
    let locked: Vec<Package> = deb.map(package).into_iter().collect();
    let mut places = Places::default();
    places.saw(entry.0, entry.1, entry.2);
    Read {
        layer: Layer::new(name, "sha256:1", contents, &locked).unwrap(),
        places,
    }
}

fn image(layers: &[&str]) -> (LayoutImage, Lock) {
    let blob = |name: &&str| LayoutLayer {
        name: (*name).to_owned(),
        diff_id: Digest::of(b"").to_string().parse::<DiffId>().unwrap(),
        descriptor: Descriptor::of(MediaType::Layer, name.as_bytes()),
        path: String::new().into(),
    };
    let image = made::image(layers.iter().map(blob).collect());
    let lock = Lock {
        digest: String::new(),
        date: String::new(),
    };
    (image, lock)
}

#[test]
fn a_deb_without_its_copyright_file_is_noted_once_for_all_images() {
    let lock = BuildLock::new(
        fleet::build_lock::Inputs::default(),
        fleet::build_lock::Outputs::default(),
    );
    let link = ("usr/share/doc/libaa", EntryType::Symlink, Some("aa-base"));
    let file = ("usr/share/doc/aa-base/copyright", EntryType::Regular, None);
    let layers = [
        ("debs", read("debs", Some("libaa"), link)),
        ("base", read("base", None, file)),
    ];
    let layers = layers.map(|(name, read)| (Digest::of(name.as_bytes()), read));
    let notes = |images: &[(&str, &[&str])]| {
        let images = images
            .iter()
            .map(|(name, layers)| ((*name).to_owned(), image(layers)));
        let documents = Documents {
            lock: &lock,
            inventory: Inventory::default(),
            toolchain: BTreeSet::new(),
            layers: layers.iter().cloned().collect::<BTreeMap<_, _>>(),
            images: images.collect(),
        };
        Vec::from_iter(documents.notes())
    };
    assert!(notes(&[("pc2-a", &["base", "debs"])]).is_empty());
    let want = "deb `libaa`: `usr/share/doc/libaa/copyright` leads to \
                `usr/share/doc/aa-base/copyright`, which is not there: ";
    let one = notes(&[("pc2-a", &["base", "debs"]), ("pc2-b", &["debs"])]);
    assert_eq!(one.len(), 1);
    assert!(
        one[0].starts_with(&format!("image `pc2-b`: {want}")),
        "{one:?}"
    );
    let two = notes(&[("pc2-a", &["debs"]), ("pc2-b", &["debs"])]);
    assert_eq!(two.len(), 1);
    assert!(
        two[0].starts_with(&format!("image `pc2-a` and 1 more: {want}")),
        "{two:?}"
    );
}
