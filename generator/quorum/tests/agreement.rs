//! Builders that agree, differ, and say two things.

use fleet::build_lock::{self, BuildLock, Inputs};
use oci::{DiffId, Digest, MediaType};
use proptest::prelude::*;
use quorum::{inputs, Agreement, Blob, Image, Layer, Outputs, Record, Verdict};
use std::collections::BTreeMap;

fn lock() -> BuildLock {
    let image = build_lock::Image {
        config: Digest::of(b"config"),
        layers: vec!["base".to_owned()],
        manifest: Digest::of(b"manifest"),
        size: 1,
        sbom: None,
    };
    let blob = build_lock::Blob {
        digest: Digest::of(b"blob"),
        media_type: MediaType::LayerZstd,
        parameters: BTreeMap::new(),
        size: 1,
    };
    let layer = build_lock::Layer {
        blobs: BTreeMap::from([("zstd".to_owned(), blob)]),
        diff_id: DiffId::of(b"tar"),
    };
    let outputs = build_lock::Outputs {
        images: BTreeMap::from([("box-a".to_owned(), image)]),
        layers: BTreeMap::from([("base".to_owned(), layer)]),
    };
    BuildLock::new(Inputs::default(), outputs)
}

fn record(builder: &str, manifest: &str) -> Record {
    let image = Image {
        config: Digest::of(b"config"),
        layers: vec!["base".to_owned()],
        manifest: Digest::of(manifest.as_bytes()),
    };
    let blob = Blob {
        digest: Digest::of(b"blob"),
        size: 1,
    };
    let layer = Layer {
        blobs: BTreeMap::from([("zstd".to_owned(), blob)]),
        diff_id: DiffId::of(b"tar"),
    };
    Record {
        version: Record::VERSION,
        builder: builder.parse().unwrap(),
        inputs: inputs(&Inputs::default()),
        system: "x86_64-linux".to_owned(),
        nix: "2.8.0".to_owned(),
        outputs: Outputs {
            images: BTreeMap::from([("box-a".to_owned(), image)]),
            layers: BTreeMap::from([("base".to_owned(), layer)]),
        },
    }
}

fn verdict(threshold: usize, records: &[Record]) -> Verdict {
    let agreement = Agreement::of(threshold, &lock(), records);
    let claim = agreement
        .claims
        .iter()
        .find(|claim| claim.what == "manifest");
    agreement.verdict(claim.unwrap())
}

#[test]
fn enough_builders_say_what_is_locked() {
    let records = [
        record("alice", "manifest"),
        record("bob", "manifest"),
        record("carol", "other"),
    ];
    assert!(Agreement::of(2, &lock(), &records).holds());
    assert_eq!(verdict(2, &records), Verdict::Agreed);
    assert_eq!(verdict(3, &records), Verdict::TooFew);
    assert_eq!(verdict(1, &records), Verdict::Several);
    assert_eq!(verdict(1, &records[2..]), Verdict::NotLocked);
    assert_eq!(verdict(1, &[]), Verdict::TooFew);
}

#[test]
fn a_builder_counts_once_and_says_one_thing() {
    let twice = [record("alice", "manifest"), record("alice", "manifest")];
    assert_eq!(verdict(2, &twice), Verdict::TooFew);
    assert_eq!(verdict(1, &twice), Verdict::Agreed);
    let both = [
        record("alice", "manifest"),
        record("alice", "other"),
        record("bob", "manifest"),
    ];
    assert_eq!(verdict(2, &both), Verdict::TooFew);
    let agreement = Agreement::of(1, &lock(), &both);
    let manifest = &agreement.claims[1];
    assert_eq!(
        manifest
            .contradict
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["alice"]
    );
    assert_eq!(agreement.builders.len(), 2);
}

#[test]
fn other_inputs_are_refused() {
    let mut other = record("bob", "manifest");
    other.inputs = Digest::of(b"other");
    let error = Agreement::accepts(&lock(), &other).unwrap_err().to_string();
    insta::assert_snapshot!(error, @"the record of `bob` has other inputs: want sha256:0fdc4ce969cfa427021b7b990fd1dc8656978f06293c518da541e7e667012267, got sha256:d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa");
    assert_eq!(
        verdict(2, &[record("alice", "manifest"), other]),
        Verdict::TooFew
    );
}

#[test]
fn what_nobody_built_is_missing_and_another_codec_is_not() {
    let mut part = record("alice", "manifest");
    part.outputs.images.clear();
    assert!(!Agreement::of(1, &lock(), &[part]).holds());
    let mut gzip = lock();
    let layer = gzip.outputs.layers.get_mut("base").unwrap();
    let blob = layer.blobs["zstd"].clone();
    layer.blobs.insert("gzip".to_owned(), blob);
    assert!(Agreement::of(1, &gzip, &[record("alice", "manifest")]).holds());
    let mut one_machine = Agreement::of(1, &gzip, &[]);
    one_machine.retain(&gzip, |name| name.starts_with("other-"));
    assert!(one_machine.claims.is_empty() && !one_machine.holds());
}

proptest! {
    #[test]
    fn neither_order_nor_repetition_matters(
        said in prop::collection::vec((0..4_usize, 0..2_usize), 1..8).prop_shuffle(),
        threshold in 1..4_usize,
    ) {
        let one = |(builder, manifest): &(usize, usize)| {
            record(&format!("b{builder}"), ["manifest", "other"][*manifest])
        };
        let records: Vec<Record> = said.iter().map(one).collect();
        let mut again: Vec<Record> = records.iter().rev().cloned().collect();
        again.extend(records.clone());
        let agreement = Agreement::of(threshold, &lock(), &records);
        prop_assert_eq!(&agreement, &Agreement::of(threshold, &lock(), &again));
        // Counted another way: those who never said anything else
        let faithful = (0..4).filter(|builder| {
            let mut theirs = said.iter().filter(|(who, _)| who == builder).peekable();
            theirs.peek().is_some() && theirs.all(|(_, manifest)| *manifest == 0)
        });
        let manifest = agreement.claims.iter().find(|claim| claim.what == "manifest").unwrap();
        let carried = manifest.carried(threshold).contains(&Digest::of(b"manifest").to_string().as_str());
        prop_assert_eq!(carried, faithful.count() >= threshold);
    }
}
