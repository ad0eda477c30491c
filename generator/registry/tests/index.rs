//! What an index under a tag names, down to the last manifest.

mod support;

use oci::Digest;
use registry::artifact::{Descriptor, Index};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use support::memory::Memory;
use support::Server;

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

fn stored(memory: &mut Memory, kind: &str, bytes: &[u8]) -> Descriptor {
    let digest = Digest::of(bytes).to_string();
    let stored = (kind.to_owned(), bytes.to_vec());
    memory.manifests.insert(digest, stored);
    Descriptor::for_bytes(kind, bytes)
}

#[test]
fn an_index_names_the_manifests_of_indexes_below_it() {
    let mut memory = Memory::default();
    let [amd64, arm64] =
        [b"{\"a\":1}", b"{\"a\":2}"].map(|bytes| stored(&mut memory, MANIFEST, bytes));
    let lost = Descriptor::for_bytes(MANIFEST, b"{\"a\":3}");
    let below = Index::new(vec![arm64.clone(), lost.clone()]).print();
    let below = stored(&mut memory, INDEX, &below);
    let top = Index::new(vec![amd64.clone(), below.clone()]).print();
    let top = stored(&mut memory, INDEX, &top);
    // What is odd in an entry hides none.
    let odd = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"digest":"{}","annotations":null}},{{"digest":7}},null]}}"#,
        amd64.digest
    );
    let odd = stored(&mut memory, INDEX, odd.as_bytes());
    let memory = Arc::new(Mutex::new(memory));
    let server = Server::start(move |request| Some(memory.lock().unwrap().answer(request)));
    let client = server.client(1 << 20);
    let named = |digest: &Digest| client.indexed(&server.repository(), digest).unwrap();
    let want = [&amd64, &arm64, &lost, &below].map(|one| one.digest);
    assert_eq!(named(&top.digest), BTreeSet::from(want));
    assert_eq!(named(&odd.digest), BTreeSet::from([amd64.digest]));
    assert_eq!(named(&amd64.digest), BTreeSet::new(), "it is no index");
    assert_eq!(named(&Digest::of(b"nowhere")), BTreeSet::new());
}
