//! Manifests, tags, and what is said of a manifest.

mod support;

use oci::Digest;
use registry::artifact::{Artifact, Descriptor, Index};
use registry::{Deletion, Referrer};
use std::sync::{Arc, Mutex};
use support::memory::Memory;
use support::{Reply, Server};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const SBOM: Referrer<'_> = Referrer {
    kind: "application/spdx+json",
    bytes: b"{\"spdx\":1}",
};
const PROVENANCE: Referrer<'_> = Referrer {
    kind: "application/vnd.in-toto+json",
    bytes: b"{}",
};

fn kept(keeps_referrers: bool) -> (Server, Arc<Mutex<Memory>>) {
    let memory = Arc::new(Mutex::new(Memory {
        keeps_referrers,
        ..Memory::default()
    }));
    let shared = Arc::clone(&memory);
    let server = Server::start(move |request| Some(shared.lock().unwrap().answer(request)));
    (server, memory)
}

fn kinds(artifacts: &[Descriptor], memory: &Memory) -> Vec<String> {
    let read =
        |one: &Descriptor| Artifact::parse(&memory.manifests[&one.digest.to_string()].1).unwrap();
    let mut kinds: Vec<String> = artifacts
        .iter()
        .filter_map(|one| read(one).artifact_type)
        .collect();
    kinds.sort();
    kinds
}

#[test]
fn referrers_are_found_with_and_without_the_registrys_own_list() {
    for keeps in [true, false] {
        let (server, memory) = kept(keeps);
        let (client, repository) = (server.client(1 << 20), server.repository());
        let subject = Descriptor::for_bytes(MANIFEST, b"{\"an\":\"image\"}");
        assert_eq!(client.listed(&repository, &subject.digest).unwrap(), []);
        assert_eq!(client.attach(&repository, &subject, &[SBOM]).unwrap(), 1);
        assert_eq!(
            client
                .attach(&repository, &subject, &[SBOM, PROVENANCE])
                .unwrap(),
            1
        );
        let before = server.asked_by("PUT").len();
        assert_eq!(
            client
                .attach(&repository, &subject, &[PROVENANCE, SBOM])
                .unwrap(),
            0
        );
        assert_eq!(server.asked_by("PUT").len(), before);
        let found = client.listed(&repository, &subject.digest).unwrap();
        let memory = memory.lock().unwrap();
        assert_eq!(kinds(&found, &memory), [SBOM.kind, PROVENANCE.kind]);
        let tag = format!("sha256-{}", subject.digest.hex());
        assert_eq!(memory.manifests.contains_key(&tag), !keeps);
        if let Some((_, bytes)) = memory.manifests.get(&tag) {
            assert_eq!(Index::parse(bytes).unwrap().manifests.len(), 2);
        }
    }
}

#[test]
fn a_repository_that_is_not_there_has_no_tags() {
    let server = Server::start(|_| Some(Reply::new(404)));
    let (client, repository) = (server.client(1), server.repository());
    assert_eq!(client.tags(&repository).unwrap(), [""; 0]);
    assert_eq!(client.manifest(&repository, "a").unwrap(), None);
    assert_eq!(
        client.blob_size(&repository, &Digest::of(b"")).unwrap(),
        None
    );
}

#[test]
fn a_deletion_is_done_or_refused() {
    let digest = Digest::of(b"x");
    for (status, deletion) in [
        (202, Deletion::Done),
        (404, Deletion::Gone),
        (405, Deletion::Refused),
    ] {
        let server = Server::start(move |_| Some(Reply::new(status)));
        let got = server
            .client(1)
            .delete_manifest(&server.repository(), &digest);
        assert_eq!(got.unwrap(), deletion);
    }
    let server = Server::start(|_| Some(Reply::new(403)));
    let got = server
        .client(1)
        .delete_manifest(&server.repository(), &digest);
    assert!(got.unwrap_err().to_string().contains("answers 403"));
}

#[test]
fn a_manifest_is_that_of_its_digest() {
    let server = Server::start(|_| Some(Reply::new(200).body("{}").with("Content-Type", MANIFEST)));
    let (client, repository) = (server.client(1), server.repository());
    let (right, wrong) = (Digest::of(b"{}").to_string(), Digest::of(b"").to_string());
    assert_eq!(
        client.manifest(&repository, &right).unwrap().unwrap().bytes,
        b"{}"
    );
    assert!(client
        .manifest(&repository, &wrong)
        .unwrap_err()
        .to_string()
        .contains("sends different bytes"));
    // Without the header the document itself is asked for.
    assert_eq!(
        client.manifest_digest(&repository, "tag").unwrap(),
        Some(Digest::of(b"{}"))
    );
}
