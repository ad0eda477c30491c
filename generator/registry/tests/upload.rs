//! Uploads through faults: a blob is right or not there, and little is sent twice.

mod support;

use oci::Digest;
use proptest::prelude::*;
use registry::{Client, UploadMethod};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::memory::Memory;
use support::{Reply, Request, Server};

/// What is done to a request
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// The registry hears nothing
    CutBefore,
    /// It did it, and nobody hears
    CutAfter,
    /// It got half of the body
    CutMidway,
    /// It answers so, and does nothing
    Status(u16),
    /// It loses its sessions, and says so
    Forget,
}

fn fault() -> impl Strategy<Value = Fault> {
    let statuses = prop::sample::select(vec![400, 404, 408, 416, 429, 500, 502, 503, 504]);
    prop_oneof![
        Just(Fault::CutBefore),
        Just(Fault::CutAfter),
        Just(Fault::CutMidway),
        Just(Fault::Forget),
        statuses.prop_map(Fault::Status),
    ]
}

/// A registry that has faults at some of its requests, by their number
fn faulty(faults: BTreeMap<usize, Fault>) -> (Server, Arc<Mutex<Memory>>) {
    let memory = Arc::new(Mutex::new(Memory::default()));
    let (shared, mut number) = (Arc::clone(&memory), 0);
    let server = Server::start(move |request| {
        let mut memory = shared.lock().unwrap();
        number += 1;
        match faults.get(&(number - 1)) {
            None => Some(memory.answer(request)),
            Some(Fault::CutBefore) => None,
            Some(Fault::CutAfter) => {
                memory.answer(request);
                None
            }
            Some(Fault::CutMidway) => {
                memory.answer(&half(request));
                None
            }
            Some(Fault::Status(status)) => Some(Reply::new(*status)),
            Some(Fault::Forget) => {
                memory.sessions.clear();
                Some(memory.answer(request))
            }
        }
    });
    (server, memory)
}

/// As if the end of a blob did not come with it
fn half(request: &Request) -> Request {
    let mut half = request.clone();
    half.body.truncate(half.body.len() / 2);
    if half.method == "PUT" {
        half.method = "PATCH".to_owned();
    }
    half
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 31 % 251) as u8).collect()
}

fn upload(client: &Client, server: &Server, blob: &[u8]) -> (Result<(), registry::Error>, i64) {
    let moved = Cell::new(0);
    let digest = Digest::of(blob);
    let done = client.upload(&server.repository(), &digest, &blob.to_vec(), &|more| {
        moved.set(moved.get() + more)
    });
    (done, moved.get())
}

fn sent(server: &Server) -> usize {
    server
        .asked()
        .iter()
        .map(|request| request.body.len())
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_blob_is_right_or_not_there(
        length in 0usize..3000,
        chunk in 1usize..1200,
        faults in prop::collection::btree_map(0usize..14, fault(), 0..6),
    ) {
        let blob = bytes(length);
        let (server, memory) = faulty(faults);
        let (done, moved) = upload(&server.client(chunk), &server, &blob);
        let memory = memory.lock().unwrap();
        let stored = memory.blobs.get(&Digest::of(&blob).to_string());
        prop_assert!(stored.is_none_or(|stored| *stored == blob));
        if done.is_ok() {
            prop_assert!(stored.is_some());
            prop_assert_eq!(moved, length as i64);
        }
    }

    #[test]
    fn one_cut_of_chunks_costs_one_chunk(
        length in 1usize..3000,
        chunk in 100usize..1200,
        at in 0usize..14,
        how in prop::sample::select(vec![Fault::CutBefore, Fault::CutAfter, Fault::CutMidway, Fault::Status(503)]),
    ) {
        let blob = bytes(length);
        let (server, _) = faulty(BTreeMap::from([(at, how)]));
        let client = server.client_with(chunk, |options| options.method = Some(UploadMethod::Chunked));
        let (done, _) = upload(&client, &server, &blob);
        prop_assert!(done.is_ok(), "{:?}", done);
        let again = sent(&server) - length;
        prop_assert!(again <= chunk, "{} bytes again, of chunks of {}", again, chunk);
    }

    #[test]
    fn one_cut_of_a_whole_blob_costs_what_the_registry_did_not_keep(
        length in 1usize..3000,
        chunk in 100usize..1200,
        at in 0usize..4,
        how in prop::sample::select(vec![Fault::CutBefore, Fault::CutAfter, Fault::CutMidway, Fault::Status(503)]),
    ) {
        let blob = bytes(length);
        let (server, _) = faulty(BTreeMap::from([(at, how)]));
        let (done, moved) = upload(&server.client(chunk), &server, &blob);
        prop_assert!(done.is_ok(), "{:?}", done);
        prop_assert_eq!(moved, length as i64);
        let lost = match how {
            Fault::CutAfter => 0,
            // One byte that was kept is not told from none.
            Fault::CutMidway if length > 3 => length - length / 2,
            _ => length,
        };
        let again = sent(&server) - length;
        prop_assert!(again <= lost, "{} bytes again, {} were lost", again, lost);
    }
}

#[test]
fn a_blob_goes_in_one_request() {
    let (server, _) = faulty(BTreeMap::new());
    let (done, moved) = upload(&server.client(1000), &server, &bytes(2500));
    done.unwrap();
    assert_eq!(moved, 2500);
    let methods: Vec<String> = server.asked().into_iter().map(|one| one.method).collect();
    assert_eq!(methods, ["POST", "PUT"]);
    assert_eq!(server.asked()[0].header("content-length"), Some("0"));
    assert_eq!(server.asked()[1].body, bytes(2500));
    assert_eq!(server.asked()[1].header("content-range"), None);
}

#[test]
fn chunks_are_as_large_as_asked_and_the_end_has_none() {
    let (server, _) = faulty(BTreeMap::new());
    let client = server.client_with(1000, |options| options.method = Some(UploadMethod::Chunked));
    let (done, moved) = upload(&client, &server, &bytes(2500));
    done.unwrap();
    assert_eq!(moved, 2500);
    let lengths = |method| -> Vec<usize> {
        let asked = server.asked_by(method);
        asked.iter().map(|request| request.body.len()).collect()
    };
    assert_eq!(lengths("PATCH"), [1000, 1000, 500]);
    assert_eq!(lengths("PUT"), [0]);
    let ranges: Vec<String> = server
        .asked_by("PATCH")
        .iter()
        .map(|request| request.header("content-range").unwrap().to_owned())
        .collect();
    assert_eq!(ranges, ["0-999", "1000-1999", "2000-2499"]);
}

#[test]
fn a_registry_that_never_takes_a_chunk_is_left() {
    let refuse = (1..200)
        .map(|number| (number, Fault::Status(503)))
        .collect();
    let (server, memory) = faulty(refuse);
    let (done, moved) = upload(&server.client(1000), &server, &bytes(2500));
    assert!(done.unwrap_err().to_string().contains("answers 503"));
    assert_eq!((moved, memory.lock().unwrap().blobs.len()), (0, 0));
    assert_eq!(sent(&server), 2500);
}
