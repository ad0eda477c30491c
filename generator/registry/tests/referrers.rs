//! What is said of a manifest at registries that keep lists, keep none, or answer with something else.

mod support;

use oci::Digest;
use registry::artifact::{Artifact, Descriptor, Index};
use registry::{Attached, Client, Referrer, Repository};
use std::sync::{Arc, Mutex};
use support::memory::Memory;
use support::{Reply, Request, Server};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const SBOM: Referrer<'_> = Referrer {
    kind: "application/spdx+json",
    bytes: b"{\"spdx\":1}",
};

struct World {
    server: Server,
    memory: Arc<Mutex<Memory>>,
    client: Client,
    repository: Repository,
    subject: Descriptor,
}

impl World {
    fn of(memory: Memory) -> Self {
        Self::behind(|_| true, memory)
    }

    /// A registry that answers what `lets` through, and breaks the connection of the rest
    fn behind(lets: fn(&Request) -> bool, memory: Memory) -> Self {
        let memory = Arc::new(Mutex::new(memory));
        let shared = Arc::clone(&memory);
        let server = Server::start(move |request| {
            lets(request).then(|| shared.lock().unwrap().answer(request))
        });
        Self {
            client: server.client(1 << 20),
            repository: server.repository(),
            subject: Descriptor::for_bytes(MANIFEST, b"{\"an\":\"image\"}"),
            server,
            memory,
        }
    }

    fn attach(&self) -> Result<usize, String> {
        let attached = self.client.attach(&self.repository, &self.subject, &[SBOM]);
        attached.map_err(|error| error.to_string())
    }

    fn attached(&self) -> Vec<Attached> {
        let digest = &self.subject.digest;
        let attached = self.client.attached(&self.repository, digest, &[SBOM.kind]);
        attached.unwrap()
    }

    fn sent(&self) -> usize {
        let asked = self.server.asked();
        let sends = |method: &str| matches!(method, "PUT" | "POST" | "PATCH");
        asked.iter().filter(|asked| sends(&asked.method)).count()
    }

    fn tag(&self) -> String {
        format!("sha256-{}", self.subject.digest.hex())
    }
}

fn whole() -> Vec<Attached> {
    let (kind, documents) = (SBOM.kind.to_owned(), Some(vec![Digest::of(SBOM.bytes)]));
    vec![Attached { kind, documents }]
}

/// A writer that read the list before us and writes it after us, a number of times
#[test]
fn a_document_stays_in_a_list_that_somebody_else_writes_too() {
    const OTHER: &str = "application/vnd.example.signature";
    for times in 0..4 {
        let memory = Arc::new(Mutex::new(Memory::default()));
        let (shared, mut left) = (Arc::clone(&memory), times);
        let signature = Descriptor {
            artifact_type: Some(OTHER.to_owned()),
            ..Descriptor::for_bytes(MANIFEST, b"{\"a\":\"signature\"}")
        };
        let theirs = format!(
            r#"{{"schemaVersion":2,"manifests":[{}]}}"#,
            serde_json::to_string(&signature).unwrap()
        );
        let server = Server::start(move |request| {
            let mut memory = shared.lock().unwrap();
            let reply = memory.answer(request);
            let is_list = request.method == "PUT" && request.target.contains("/manifests/sha256-");
            if is_list && left > 0 {
                left -= 1;
                let tag = request.target.rsplit('/').next().unwrap().to_owned();
                let list = (INDEX.to_owned(), theirs.clone().into_bytes());
                memory.manifests.insert(tag, list);
            }
            Some(reply)
        });
        let world = World {
            client: server.client(1 << 20),
            repository: server.repository(),
            subject: Descriptor::for_bytes(MANIFEST, b"{\"an\":\"image\"}"),
            server,
            memory,
        };
        assert_eq!(world.attach(), Ok(1), "{times}");
        assert_eq!(world.attached(), whole(), "{times}");
        let memory = world.memory.lock().unwrap();
        let list = String::from_utf8_lossy(&memory.manifests[&world.tag()].1).into_owned();
        assert_eq!(
            list.contains(OTHER),
            times > 0,
            "what they wrote stays: {list}"
        );
    }
}

#[test]
fn whatever_stands_in_place_of_a_list_a_document_is_attached_once() {
    let html = "<!DOCTYPE html><title>Sign in</title>";
    for instead in [
        Reply::new(200).with("Content-Type", "text/html").body(html),
        Reply::new(200),
        Reply::new(200).body("[]"),
        Reply::new(200).body(r#"{"errors":[{"code":"UNSUPPORTED"}]}"#),
        Reply::new(200).body(r#"{"schemaVersion":2,"mediaType":"x","manifests":[]}"#),
        Reply::new(200)
            .body(r#"{"manifests":null}"#)
            .with("OCI-Filters-Applied", "artifactType"),
        Reply::new(200).body(vec![b' '; 5 << 20]),
        Reply::new(303).with("Location", "/login"),
        Reply::new(400),
        Reply::new(401),
        Reply::new(403),
        Reply::new(404),
        Reply::new(405),
        Reply::new(406),
        Reply::new(501),
    ] {
        let named = format!("{} {:?}", instead.status, instead.headers);
        let world = World::of(Memory {
            instead_of_referrers: Some(instead),
            ..Memory::default()
        });
        assert_eq!(world.attached(), [], "{named}");
        assert_eq!(world.attach(), Ok(1), "{named}");
        let sent = world.sent();
        assert_eq!(world.attached(), whole(), "{named}");
        assert_eq!(world.attach(), Ok(0), "{named}");
        assert_eq!(world.sent(), sent, "{named}");
    }
}

#[test]
fn a_login_elsewhere_and_a_broken_connection_are_no_list() {
    let page = Reply::new(200)
        .with("Content-Type", "text/html")
        .body("<html>");
    let login = Server::start(move |_| Some(page.clone()));
    let (login, repeated) = (format!("http://127.0.0.1:{}/login", login.port), "/v2/");
    let onward = Server::start(|_| Some(Reply::new(302).with("Location", "/again")));
    let onward = format!("http://127.0.0.1:{}/login", onward.port);
    for location in [login.as_str(), &onward, repeated] {
        let world = World::of(Memory {
            instead_of_referrers: Some(Reply::new(307).with("Location", location)),
            ..Memory::default()
        });
        assert_eq!(world.attach(), Ok(1), "{location}");
        assert_eq!(world.attach(), Ok(0), "{location}");
    }
    let world = World::behind(
        |request| !request.target.contains("/referrers/"),
        Memory::default(),
    );
    assert_eq!(world.attach(), Ok(1));
    assert_eq!(world.attached(), whole());
    let world = World::behind(|_| false, Memory::default());
    assert!(world.attach().unwrap_err().contains("cannot be reached"));
}

#[test]
fn a_tag_that_names_no_list_keeps_what_it_names() {
    let artifact = Artifact::new("a/b", Vec::new(), None).print();
    for (kind, bytes) in [
        (
            MANIFEST,
            b"{\"schemaVersion\":2,\"config\":{},\"layers\":[]}".to_vec(),
        ),
        (MANIFEST, artifact),
        ("text/html", b"<html>".to_vec()),
    ] {
        let world = World::of(Memory::default());
        let tag = (kind.to_owned(), bytes);
        let (name, mut memory) = (world.tag(), world.memory.lock().unwrap());
        memory.manifests.insert(name.clone(), tag.clone());
        drop(memory);
        assert_eq!(world.attached(), []);
        for _ in 0..2 {
            let said = world.attach().unwrap_err();
            assert!(said.contains("does not name an index\n\nhint: "), "{said}");
            assert!(
                said.contains(&format!("the fallback tag `{name}`")),
                "{said}"
            );
        }
        assert_eq!(world.sent(), 0);
        assert_eq!(world.memory.lock().unwrap().manifests[&name], tag);
    }
}

#[test]
fn a_registry_that_reads_the_tag_as_the_digest_gives_no_list() {
    let index =
        r#"{"schemaVersion":2,"manifests":[{"mediaType":"x","size":1,"digest":"sha256:00"}]}"#;
    for bytes in [index, r#"{"schemaVersion":2,"config":{},"layers":[]}"#] {
        let mut world = World::of(Memory::default());
        world.subject = Descriptor::for_bytes(INDEX, bytes.as_bytes());
        let itself = (INDEX.to_owned(), bytes.as_bytes().to_vec());
        let name = world.tag();
        world.memory.lock().unwrap().manifests.insert(name, itself);
        assert_eq!(world.attached(), []);
        let said = world.attach().unwrap_err();
        assert!(said.contains("reads the tag as a digest"), "{said}");
        assert_eq!(world.sent(), 0);
    }
}

#[test]
fn a_registry_with_lists_needs_no_tag() {
    let world = World::of(Memory {
        keeps_referrers: true,
        ..Memory::default()
    });
    let taken = (MANIFEST.to_owned(), b"{}".to_vec());
    let name = world.tag();
    world.memory.lock().unwrap().manifests.insert(name, taken);
    assert_eq!(world.attach(), Ok(1));
    assert_eq!(world.attached(), whole());
}

/// A registry that learned to keep lists and did not take in what a tag of before names
#[test]
fn what_a_tag_of_before_names_counts_beside_the_own_list() {
    let signature = Artifact::new("a/signature", Vec::new(), None).print();
    let mut signed = Descriptor::for_bytes(MANIFEST, &signature);
    signed.artifact_type = Some("a/signature".to_owned());
    let signed = serde_json::to_string(&signed).unwrap();
    for own in ["", &signed] {
        let world = World::of(Memory::default());
        assert_eq!(world.attach(), Ok(1));
        let under_tag = world.memory.lock().unwrap().manifests[&world.tag()].clone();
        let list = format!(r#"{{"schemaVersion":2,"manifests":[{own}]}}"#);
        world.memory.lock().unwrap().instead_of_referrers = Some(Reply::new(200).body(list));
        let sent = world.sent();
        assert_eq!(world.attached(), whole(), "{own}");
        assert_eq!(world.attach(), Ok(0), "{own}");
        assert_eq!(world.sent(), sent, "{own}");
        let listed = || {
            let (client, digest) = (&world.client, &world.subject.digest);
            client.listed(&world.repository, digest).unwrap().len()
        };
        assert_eq!(listed(), 1 + usize::from(!own.is_empty()));
        // Named by both it counts once.
        let both = String::from_utf8(under_tag.1).unwrap();
        world.memory.lock().unwrap().instead_of_referrers = Some(Reply::new(200).body(both));
        assert_eq!(listed(), 1);
        assert_eq!(world.attached(), whole());
    }
}

/// The other way: a registry, or a copy of one, that keeps no list any more
#[test]
fn what_an_own_list_named_is_listed_under_the_tag_once_there_is_none() {
    let world = World::of(Memory {
        keeps_referrers: true,
        ..Memory::default()
    });
    assert_eq!(world.attach(), Ok(1));
    let has_tag = || {
        world
            .memory
            .lock()
            .unwrap()
            .manifests
            .contains_key(&world.tag())
    };
    assert!(!has_tag());
    world.memory.lock().unwrap().keeps_referrers = false;
    assert_eq!(world.attached(), []);
    assert_eq!(world.attach(), Ok(1));
    assert!(has_tag());
    assert_eq!(world.attached(), whole());
    assert_eq!(world.attach(), Ok(0));
}

#[test]
fn a_registry_with_lists_may_refuse_the_tag() {
    for (status, keeps_referrers) in [(400, true), (403, true), (400, false)] {
        let memory = Arc::new(Mutex::new(Memory {
            keeps_referrers,
            ..Memory::default()
        }));
        let shared = Arc::clone(&memory);
        let server = Server::start(move |request| {
            let refused = request.target.contains("/manifests/sha256-");
            let answer = || shared.lock().unwrap().answer(request);
            Some(if refused {
                Reply::new(status)
            } else {
                answer()
            })
        });
        let world = World {
            client: server.client(1 << 20),
            repository: server.repository(),
            subject: Descriptor::for_bytes(MANIFEST, b"{\"an\":\"image\"}"),
            server,
            memory,
        };
        if !keeps_referrers {
            assert!(world.attach().unwrap_err().contains("answers 400"));
            continue;
        }
        assert_eq!(world.attach(), Ok(1), "{status}");
        assert_eq!(world.attached(), whole(), "{status}");
        assert_eq!(world.attach(), Ok(0), "{status}");
    }
}

#[test]
fn a_list_of_others_keeps_what_is_in_it() {
    let world = World::of(Memory::default());
    let other = r#"{"annotations":{"a":"b"},"digest":"sha512:00","mediaType":"x","size":1}"#;
    let list = format!(r#"{{"annotations":{{"c":"d"}},"manifests":[{other}],"schemaVersion":2}}"#);
    let name = world.tag();
    let tag = (INDEX.to_owned(), list.into_bytes());
    world
        .memory
        .lock()
        .unwrap()
        .manifests
        .insert(name.clone(), tag);
    assert_eq!(world.attach(), Ok(1));
    assert_eq!(world.attached(), whole());
    let bytes = world.memory.lock().unwrap().manifests[&name].1.clone();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.contains(other) && text.contains(r#""c":"d""#),
        "{text}"
    );
}

#[test]
fn a_list_comes_in_pages() {
    let artifact = Artifact::new("other/kind", Vec::new(), None).print();
    let of = |kind: &str| {
        let mut one = Descriptor::for_bytes(MANIFEST, &artifact);
        one.artifact_type = Some(kind.to_owned());
        serde_json::to_string(&one).unwrap()
    };
    let pages = [of("a"), of("b"), of("c")];
    let server = Server::start(move |request| {
        let number: usize = request.target.rsplit('=').next()?.parse().unwrap_or(0);
        let body = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, pages[number]);
        let links = format!("<?p=0>; rel=first, <?p={}>; rel=\"next\"", (number + 1) % 3);
        Some(Reply::new(200).with("Link", links).body(body))
    });
    let found = server
        .client(1)
        .listed(&server.repository(), &Digest::of(b""));
    let kinds: Vec<Option<String>> = found
        .unwrap()
        .into_iter()
        .map(|one| one.artifact_type)
        .collect();
    assert_eq!(
        kinds.into_iter().flatten().collect::<Vec<_>>(),
        ["a", "b", "c", "a"]
    );
}

#[test]
fn a_document_that_was_lost_is_sent_again() {
    for keeps_referrers in [true, false] {
        for lost in ["manifest", "document", "cut"] {
            let world = World::of(Memory {
                keeps_referrers,
                ..Memory::default()
            });
            assert_eq!(world.attach(), Ok(1));
            let list = world
                .client
                .listed(&world.repository, &world.subject.digest);
            let listed = list.unwrap()[0].digest.to_string();
            let mut memory = world.memory.lock().unwrap();
            let document = Digest::of(SBOM.bytes).to_string();
            match lost {
                // The registry's own list would not name it.
                "manifest" if keeps_referrers => continue,
                "manifest" => memory.manifests.retain(|name, _| *name != listed),
                "document" => memory.blobs.retain(|name, _| *name != document),
                _ => drop(memory.blobs.insert(document, b"{".to_vec())),
            }
            drop(memory);
            let kind = SBOM.kind.to_owned();
            let gone = Attached {
                kind,
                documents: None,
            };
            assert_eq!(world.attached(), [gone], "{lost}");
            assert_eq!(world.attach(), Ok(1), "{lost}");
            assert_eq!(world.attached(), whole(), "{lost}");
            assert_eq!(world.attach(), Ok(0), "{lost}");
        }
    }
}

#[test]
fn a_list_is_not_believed() {
    let world = World::of(Memory::default());
    assert_eq!(world.attach(), Ok(1));
    let referrers = || {
        world
            .client
            .referrers(&world.repository, &world.subject.digest)
    };
    let own = referrers().unwrap();
    assert_eq!(own.len(), 1);
    // Whoever may push names an image in it, and what is said of another one.
    let another = Descriptor::for_bytes(MANIFEST, b"{\"another\":\"image\"}");
    let of_another = Artifact::new(SBOM.kind, Vec::new(), Some(another)).print();
    let image = b"{\"schemaVersion\":2,\"layers\":[]}".to_vec();
    let mut memory = world.memory.lock().unwrap();
    let mut list = Index::parse(&memory.manifests[&world.tag()].1).unwrap();
    for bytes in [of_another, image] {
        list.manifests.push(Descriptor::for_bytes(MANIFEST, &bytes));
        let digest = Digest::of(&bytes).to_string();
        memory
            .manifests
            .insert(digest, (MANIFEST.to_owned(), bytes));
    }
    memory
        .manifests
        .insert(world.tag(), (INDEX.to_owned(), list.print()));
    drop(memory);
    let listed = world
        .client
        .listed(&world.repository, &world.subject.digest);
    assert_eq!(listed.unwrap().len(), 3);
    assert_eq!(referrers().unwrap(), own);
    assert_eq!(world.attached(), whole());
}
