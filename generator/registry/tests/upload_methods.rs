//! What registries are reported to do with uploads, one test each: a blob arrives, little is sent for
//! nothing, and what a registry takes is remembered. `docs/registries.md` names the reports.

mod support;

use oci::Digest;
use registry::{Client, Error, UploadMethod};
use std::sync::{Arc, Mutex};
use support::memory::Memory;
use support::{Reply, Request, Server};

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 31 % 251) as u8).collect()
}

/// A registry that answers some requests in its own way: what `before` gives is the answer, else
/// `after` may edit the usual one
fn registry(
    mut before: impl FnMut(&Request, &mut Memory) -> Option<Reply> + Send + 'static,
    mut after: impl FnMut(&Request, Reply) -> Reply + Send + 'static,
) -> (Server, Arc<Mutex<Memory>>) {
    let memory = Arc::new(Mutex::new(Memory::default()));
    let shared = Arc::clone(&memory);
    let server = Server::start(move |request| {
        let mut memory = shared.lock().unwrap();
        let own = before(request, &mut memory);
        Some(own.unwrap_or_else(|| after(request, memory.answer(request))))
    });
    (server, memory)
}

fn plain(_: &Request, reply: Reply) -> Reply {
    reply
}

fn upload(client: &Client, server: &Server, blob: &[u8]) -> Result<(), Error> {
    client.upload(
        &server.repository(),
        &Digest::of(blob),
        &blob.to_vec(),
        &|_| (),
    )
}

fn by(server: &Server, chunk: usize, method: UploadMethod) -> Client {
    server.client_with(chunk, |options| options.method = Some(method))
}

fn has(memory: &Mutex<Memory>, blob: &[u8]) -> bool {
    let memory = memory.lock().unwrap();
    memory.blobs.get(&Digest::of(blob).to_string()) == Some(&blob.to_vec())
}

/// Methods and lengths of requests with a body
fn sent(server: &Server) -> Vec<(String, usize)> {
    let asked = server.asked().into_iter();
    asked
        .filter(|request| !request.body.is_empty())
        .map(|request| (request.method, request.body.len()))
        .collect()
}

fn put(length: usize) -> (String, usize) {
    ("PUT".to_owned(), length)
}

fn patch(length: usize) -> (String, usize) {
    ("PATCH".to_owned(), length)
}

fn is_chunk(request: &Request) -> bool {
    request.header("content-range").is_some()
}

fn is_whole(request: &Request) -> bool {
    request.method == "PUT" && request.target.contains("/uploads/") && !request.body.is_empty()
}

fn is_stream(request: &Request) -> bool {
    request.method == "PATCH" && !is_chunk(request)
}

const MIB: usize = 1 << 20;

#[test]
fn a_patch_above_4_mib_is_refused_by_416() {
    let large = |request: &Request, _: &mut Memory| {
        let large = request.method == "PATCH" && request.body.len() > 4 * MIB;
        large.then(|| Reply::new(416))
    };
    let blob = bytes(17 * MIB);
    let (server, memory) = registry(large, plain);
    upload(&server.client(16 * MIB), &server, &blob).unwrap();
    assert!(has(&memory, &blob));
    assert_eq!(sent(&server), [put(17 * MIB)]);

    let (server, memory) = registry(large, plain);
    upload(
        &by(&server, 16 * MIB, UploadMethod::Chunked),
        &server,
        &blob,
    )
    .unwrap();
    assert!(has(&memory, &blob));
    let mut want = vec![patch(16 * MIB)];
    want.extend([4, 4, 4, 4, 1].map(|mib| patch(mib * MIB)));
    assert_eq!(sent(&server), want, "refused once, then in smaller chunks");
}

#[test]
fn ranges_that_lie_are_not_heeded() {
    let stuck = |request: &Request, reply: Reply| match request.method.as_str() {
        "PATCH" => {
            let mut reply = reply;
            reply.headers.retain(|(name, _)| *name != "Range");
            reply.with("Range", "0-99")
        }
        _ => reply,
    };
    let from_the_chunk = |request: &Request, reply: Reply| match request.method.as_str() {
        "PATCH" => {
            let mut reply = reply;
            reply.headers.retain(|(name, _)| *name != "Range");
            reply.with("Range", format!("0-{}", request.body.len() - 1))
        }
        _ => reply,
    };
    let nothing = |request: &Request, reply: Reply| match request.method.as_str() {
        "PATCH" => {
            let mut reply = reply;
            reply.headers.retain(|(name, _)| *name != "Range");
            reply
        }
        _ => reply,
    };
    let blob = bytes(250);
    let registries = [
        registry(|_, _| None, stuck),
        registry(|_, _| None, from_the_chunk),
        registry(|_, _| None, nothing),
    ];
    for (server, memory) in registries {
        upload(&by(&server, 100, UploadMethod::Chunked), &server, &blob).unwrap();
        assert!(has(&memory, &blob));
        assert_eq!(sent(&server), [patch(100), patch(100), patch(50)]);
    }
}

#[test]
fn no_chunks_are_taken() {
    for status in [400, 405] {
        let refuse =
            move |request: &Request, _: &mut Memory| is_chunk(request).then(|| Reply::new(status));
        let blob = bytes(250);
        let (server, memory) = registry(refuse, plain);
        upload(&server.client(100), &server, &blob).unwrap();
        assert!(has(&memory, &blob));
        assert_eq!(sent(&server), [put(250)]);

        // Even after a cut, when chunks would be tried.
        let mut cuts = 1;
        let cut_and_refuse = move |request: &Request, memory: &mut Memory| {
            if is_whole(request) && cuts > 0 {
                cuts -= 1;
                return Some(Reply::new(502));
            }
            refuse(request, memory)
        };
        let (server, memory) = registry(cut_and_refuse, plain);
        upload(&server.client(100), &server, &blob).unwrap();
        assert!(has(&memory, &blob));
        assert_eq!(sent(&server), [put(250), patch(100), put(250)]);

        let (server, _) = registry(refuse, plain);
        let refused = upload(&by(&server, 100, UploadMethod::Chunked), &server, &blob);
        assert_eq!(
            refused
                .unwrap_err()
                .to_string()
                .matches(&status.to_string())
                .count(),
            1
        );
        assert_eq!(sent(&server), [patch(100)], "the same bytes once");
    }
}

#[test]
fn a_patch_may_be_answered_by_any_success() {
    for status in [200, 201, 202, 204] {
        for method in [UploadMethod::Stream, UploadMethod::Chunked] {
            let other = move |request: &Request, reply: Reply| match request.method.as_str() {
                "PATCH" => Reply { status, ..reply },
                _ => reply,
            };
            let (server, memory) = registry(|_, _| None, other);
            let blob = bytes(250);
            upload(&by(&server, 100, method), &server, &blob).unwrap();
            assert!(has(&memory, &blob), "{status}, {method}");
        }
    }
}

#[test]
fn no_blob_is_taken_in_one_put_and_that_is_remembered() {
    for status in [400, 403, 405, 411, 415, 501] {
        let refuse =
            move |request: &Request, _: &mut Memory| is_whole(request).then(|| Reply::new(status));
        let (server, memory) = registry(refuse, plain);
        let mut client = server.client(100);
        let notes = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&notes);
        client.listen(Box::new(move |line| {
            shared.lock().unwrap().push(line.to_owned())
        }));
        let (one, other) = (bytes(250), bytes(251));
        upload(&client, &server, &one).unwrap();
        upload(&client, &server, &other).unwrap();
        assert!(has(&memory, &one) && has(&memory, &other));
        assert_eq!(sent(&server), [put(250), patch(250), patch(251)]);
        let notes = notes.lock().unwrap();
        assert!(notes[0].ends_with(": sent whole, in one PUT"), "{notes:?}");
        let told = "accepts blobs whole, in one PATCH; use `--upload stream` to start with that";
        assert!(notes[1].ends_with(told), "{notes:?}");
        assert_eq!(notes.len(), 2);
    }
}

#[test]
fn only_chunks_are_taken() {
    let refuse = |request: &Request, _: &mut Memory| {
        (is_whole(request) || is_stream(request)).then(|| Reply::new(400))
    };
    let (server, memory) = registry(refuse, plain);
    let blob = bytes(250);
    upload(&server.client(100), &server, &blob).unwrap();
    assert!(has(&memory, &blob));
    let chunks = [patch(100), patch(100), patch(50)];
    assert_eq!(
        sent(&server),
        [&[put(250), patch(250)][..], &chunks].concat()
    );
}

#[test]
fn what_is_refused_in_every_way_is_sent_once_in_each() {
    let refuse = |request: &Request, _: &mut Memory| {
        (request.method != "POST" && !request.body.is_empty()).then(|| Reply::new(405))
    };
    let (server, _) = registry(refuse, plain);
    let refused = upload(&server.client(100), &server, &bytes(250));
    assert!(refused.unwrap_err().to_string().contains("answers 405"));
    assert_eq!(sent(&server), [put(250), patch(250), patch(100)]);
}

#[test]
fn a_body_that_is_too_large_is_not_sent_again_in_one() {
    let limit =
        |request: &Request, _: &mut Memory| (request.body.len() > 3 * MIB).then(|| Reply::new(413));
    let (server, memory) = registry(limit, plain);
    let blob = bytes(8 * MIB);
    let client = server.client(7 * MIB);
    upload(&client, &server, &blob).unwrap();
    assert!(has(&memory, &blob));
    let quarters = std::iter::repeat_n(patch(2 * MIB), 4);
    let want: Vec<_> = std::iter::once(put(8 * MIB)).chain(quarters).collect();
    assert_eq!(sent(&server), want);
    let small = bytes(3);
    upload(&client, &server, &small).unwrap();
    assert_eq!(sent(&server).last(), Some(&patch(3)));
}

#[test]
fn one_byte_is_told_like_none() {
    for kept in [0, 1] {
        let mut cuts = 1;
        let cut = move |request: &Request, memory: &mut Memory| {
            if request.method != "PATCH" || cuts == 0 {
                return None;
            }
            cuts -= 1;
            if kept == 1 {
                memory.answer(request);
            }
            Some(Reply::new(503))
        };
        let (server, memory) = registry(cut, plain);
        let blob = bytes(2);
        upload(&by(&server, 1, UploadMethod::Chunked), &server, &blob).unwrap();
        assert!(has(&memory, &blob), "{kept} bytes kept");
    }
}

#[test]
fn chunks_are_as_large_as_the_registry_wants() {
    let named = [
        ("OCI-Chunk-Min-Length", 100),
        ("OCI-Chunk-Max-Length", 1000),
    ];
    for (name, chunk) in named {
        let says = move |request: &Request, reply: Reply| match request.method.as_str() {
            "POST" => reply.with(name, 200),
            _ => reply,
        };
        let (server, memory) = registry(|_, _| None, says);
        let blob = bytes(450);
        upload(&by(&server, chunk, UploadMethod::Chunked), &server, &blob).unwrap();
        assert!(has(&memory, &blob));
        assert_eq!(sent(&server), [patch(200), patch(200), patch(50)], "{name}");
    }
}

#[test]
fn chunks_go_on_from_what_is_left_of_a_whole_blob() {
    let mut cuts = 1;
    let cut = move |request: &Request, memory: &mut Memory| {
        if !is_whole(request) || cuts == 0 {
            return None;
        }
        cuts -= 1;
        let mut half = request.clone();
        half.method = "PATCH".to_owned();
        half.body.truncate(150);
        memory.answer(&half);
        Some(Reply::new(502))
    };
    let (server, memory) = registry(cut, plain);
    let blob = bytes(400);
    upload(&server.client(100), &server, &blob).unwrap();
    assert!(has(&memory, &blob));
    assert_eq!(sent(&server), [put(400), patch(100), patch(100), patch(50)]);
}

#[test]
fn an_upload_goes_on_at_another_host_with_its_own_query() {
    let (storage, memory) = registry(
        |request, memory| {
            let kept =
                request.target.contains("sig=a%2Bb") && request.header("authorization").is_none();
            match kept {
                true => Some(
                    memory.answer(&Request {
                        target: request
                            .target
                            .replace("sig=a%2Bb&", "")
                            .replace("/store/", "/uploads/"),
                        ..request.clone()
                    }),
                ),
                false => Some(Reply::new(403)),
            }
        },
        plain,
    );
    memory.lock().unwrap().sessions.insert(7, Vec::new());
    let place = format!("http://localhost:{}/store/7?sig=a%2Bb", storage.port);
    let server = Server::start(move |request| {
        Some(match request.header("authorization") {
            None => Reply::new(401).with("WWW-Authenticate", "Basic realm=\"x\""),
            Some(_) => Reply::new(202).with("Location", &place),
        })
    });
    let blob = bytes(250);
    let options = registry::Options {
        pause: std::time::Duration::from_millis(1),
        ..registry::Options::default()
    };
    let host = server.repository().host;
    let client = Client::new(host, &options, Box::new(Somebody)).unwrap();
    upload(&client, &server, &blob).unwrap();
    assert!(has(&memory, &blob));
}

struct Somebody;

impl registry::Credentials for Somebody {
    fn credential_for(
        &self,
        _: &registry::Repository,
    ) -> Result<Option<registry::Credential>, String> {
        let (user, secret) = ("somebody".to_owned(), "secret".to_owned());
        Ok(Some(registry::Credential::Basic { user, secret }))
    }
}

#[test]
fn the_end_of_an_upload_is_redirected() {
    let (storage, memory) = registry(|_, _| None, plain);
    memory.lock().unwrap().sessions.insert(1, Vec::new());
    let port = storage.port;
    let away = move |request: &Request, _: &mut Memory| {
        let there = format!("http://localhost:{port}{}", request.target);
        is_whole(request).then(|| Reply::new(307).with("Location", there))
    };
    let (server, _) = registry(away, plain);
    let blob = bytes(250);
    upload(&server.client(100), &server, &blob).unwrap();
    assert!(has(&memory, &blob));
}

#[test]
fn an_end_that_is_not_201_is_looked_after() {
    let done = |request: &Request, reply: Reply| match request.method.as_str() {
        "PUT" => Reply {
            status: 202,
            ..reply
        },
        _ => reply,
    };
    let (server, memory) = registry(|_, _| None, done);
    let blob = bytes(250);
    upload(&server.client(100), &server, &blob).unwrap();
    assert!(has(&memory, &blob));
    let lost = |request: &Request, _: &mut Memory| is_whole(request).then(|| Reply::new(204));
    let (server, _) = registry(lost, plain);
    let said = upload(&server.client(100), &server, &blob).unwrap_err();
    assert!(
        said.to_string()
            .contains("to the completed upload, but the blob is missing"),
        "{said}"
    );
}

#[test]
fn a_registry_that_takes_only_the_first_chunk_is_left() {
    for status in [404, 416, 503] {
        let (server, memory) = registry(
            move |request, _| {
                let range = request.header("content-range").unwrap_or("0-");
                (!range.starts_with("0-")).then(|| Reply::new(status))
            },
            plain,
        );
        let blob = bytes(3000);
        let done = upload(&by(&server, 1000, UploadMethod::Chunked), &server, &blob);
        assert!(done.is_err() && !has(&memory, &blob), "{status}");
        let firsts = sent(&server).len();
        assert!(firsts <= 60, "{status}: {firsts} requests with bytes");
    }
}

#[test]
fn a_smallest_chunk_that_is_refused_ends_the_chunks() {
    let (server, _) = registry(
        |request, _| (request.body.len() > 2 * MIB).then(|| Reply::new(413)),
        |request, reply| match request.method.as_str() {
            "POST" => reply.with("OCI-Chunk-Min-Length", 5 * MIB),
            _ => reply,
        },
    );
    let done = upload(&server.client(16 * MIB), &server, &bytes(6 * MIB));
    assert!(done.unwrap_err().to_string().contains("413"));
    assert!(sent(&server).len() <= 5, "{:?}", sent(&server));
}
