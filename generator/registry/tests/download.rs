//! Downloads: the bytes are those of the digest, whatever a server sends.

mod support;

use oci::Digest;
use proptest::prelude::*;
use registry::Error;
use support::{Reply, Request, Server};

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 31 % 251) as u8).collect()
}

fn from(request: &Request) -> usize {
    let range = request.header("range");
    range
        .and_then(|range| {
            range
                .strip_prefix("bytes=")?
                .strip_suffix('-')?
                .parse()
                .ok()
        })
        .unwrap_or(0)
}

fn download(server: &Server, blob: &[u8]) -> (Result<(), Error>, Vec<u8>) {
    let mut got = Vec::new();
    let digest = Digest::of(blob);
    let client = server.client(1 << 20);
    let done = client.blob(
        &server.repository(),
        &digest,
        blob.len() as u64,
        &mut got,
        &|_| (),
    );
    (done, got)
}

/// A server that breaks off `cuts` times, each time so many bytes further
fn cutting(blob: Vec<u8>, step: usize, mut cuts: usize, ranges: bool) -> Server {
    Server::start(move |request| {
        let start = if ranges { from(request) } else { 0 };
        let rest = blob.get(start..).unwrap_or_default();
        let mut reply = Reply::new(if start > 0 { 206 } else { 200 }).body(rest);
        if cuts > 0 {
            cuts -= 1;
            let already = from(request) - start;
            reply.length = Some(rest.len());
            reply.body.truncate(already + step);
        }
        Some(reply)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_cut_is_continued(length in 1usize..5000, step in 1usize..1000, cuts in 0usize..6, ranges: bool) {
        let blob = bytes(length);
        let server = cutting(blob.clone(), step, cuts, ranges);
        let (done, got) = download(&server, &blob);
        prop_assert!(done.is_ok(), "{:?}", done);
        prop_assert_eq!(got, blob);
    }

    #[test]
    fn other_bytes_are_refused(length in 1usize..3000, other in prop::collection::vec(any::<u8>(), 0..3000)) {
        let blob = bytes(length);
        prop_assume!(blob != other);
        let server = Server::start(move |request| {
            let start = from(request);
            let status = if start > 0 { 206 } else { 200 };
            Some(Reply::new(status).body(other.get(start..).unwrap_or_default()))
        });
        let (done, _) = download(&server, &blob);
        prop_assert!(matches!(done, Err(Error::Bytes { .. })), "{:?}", done);
    }
}

#[test]
fn what_ends_early_again_and_again_is_left() {
    let blob = bytes(1000);
    let server = cutting(blob.clone(), 0, 1000, true);
    let (done, _) = download(&server, &blob);
    let said = done.unwrap_err().to_string();
    assert!(said.contains("after 0 of 1000 bytes"), "{said}");
    assert_eq!(server.asked().len(), 5);
}

#[test]
fn a_server_that_has_less_than_it_says_is_told_by_416() {
    let blob = bytes(1000);
    let server = Server::start(|request| {
        let cut = Reply {
            length: Some(1000),
            ..Reply::new(200).body(bytes(900))
        };
        Some(if from(request) > 0 {
            Reply::new(416)
        } else {
            cut
        })
    });
    let (done, _) = download(&server, &blob);
    let said = done.unwrap_err().to_string();
    assert!(
        said.ends_with("sends different bytes: want 1000 bytes, got fewer"),
        "{said}"
    );
}
