//! Whether a blob is there, and mounts: what registries leave out or refuse is no reason to stop.

mod support;

use oci::Digest;
use registry::{Error, Size};
use support::{Reply, Request, Server};

const BLOB: &[u8] = b"a layer";

/// A server that says nothing of lengths; `get` answers GET
fn without_length(get: impl Fn(&Request) -> Reply + Send + 'static) -> Server {
    Server::start(move |request| {
        let reply = match request.method.as_str() {
            "HEAD" => Reply::new(200),
            _ => get(request),
        };
        Some(Reply {
            unsaid: true,
            ..reply
        })
    })
}

fn size(server: &Server) -> Option<Size> {
    let digest = Digest::of(BLOB);
    server
        .client(1 << 20)
        .blob_size(&server.repository(), &digest)
        .unwrap()
}

#[test]
fn a_size_that_head_does_not_say_is_in_the_answer_to_get() {
    let part = |_: &Request| {
        Reply::new(206)
            .body("a")
            .with("Content-Range", "bytes 0-0/7")
    };
    assert_eq!(size(&without_length(part)), Some(Size::Of(7)));
    let empty = |_: &Request| Reply::new(416).with("Content-Range", "bytes */0");
    assert_eq!(size(&without_length(empty)), Some(Size::Of(0)));
    assert_eq!(size(&without_length(|_| Reply::new(404))), None);
}

#[test]
fn a_blob_without_any_size_is_there_nevertheless() {
    let server = without_length(|_| Reply::new(200).body(BLOB));
    let unsaid = size(&server).unwrap();
    assert_eq!(unsaid, Size::Unsaid);
    assert!(unsaid.may_be(7) && unsaid.may_be(8));
    assert!(Size::Of(7).may_be(7) && !Size::Of(7).may_be(8));
    let mut got = Vec::new();
    let (client, digest) = (server.client(1 << 20), Digest::of(BLOB));
    client
        .blob(&server.repository(), &digest, 7, &mut got, &|_| ())
        .unwrap();
    assert_eq!(got, BLOB);
}

#[test]
fn a_download_without_a_length_ends_at_the_size_of_the_lock() {
    let server = without_length(|_| Reply::new(200).body("a layer and more"));
    let (client, digest) = (server.client(1 << 20), Digest::of(BLOB));
    let mut got = Vec::new();
    let done = client.blob(&server.repository(), &digest, 7, &mut got, &|_| ());
    assert!(matches!(done, Err(Error::Bytes { .. })), "{done:?}");
    assert!(got.len() <= 7);
}

#[test]
fn a_proxy_answers_head_with_the_length_of_nothing() {
    let server = Server::start(|request| {
        Some(match request.method.as_str() {
            "HEAD" => Reply::new(200),
            _ => Reply::new(206)
                .body("a")
                .with("Content-Range", "bytes 0-0/7"),
        })
    });
    assert_eq!(size(&server), Some(Size::Of(7)));
}

#[test]
fn a_registry_without_head_is_asked_by_get() {
    let server = Server::start(|request| {
        let kind = "application/vnd.oci.image.manifest.v1+json";
        Some(
            match (request.method.as_str(), request.target.contains("/blobs/")) {
                ("HEAD", _) => Reply::new(405),
                (_, true) => Reply::new(200).body(BLOB),
                (_, false) => Reply {
                    unsaid: true,
                    ..Reply::new(200)
                }
                .body("{}")
                .with("Content-Type", kind),
            },
        )
    });
    assert_eq!(size(&server), Some(Size::Of(7)));
    let digest = server
        .client(1)
        .manifest_digest(&server.repository(), "latest");
    assert_eq!(digest.unwrap(), Some(Digest::of(b"{}")));
}

#[test]
fn a_mount_may_be_refused_by_many_a_status() {
    for status in [400, 401, 403, 404, 405, 409, 500, 501] {
        let server = Server::start(move |_| Some(Reply::new(status)));
        let from = "127.0.0.1:1/other/name".parse().unwrap();
        let done = server
            .client(1)
            .mount(&server.repository(), &Digest::of(BLOB), &from);
        assert!(!done.unwrap(), "{status}");
        assert_eq!(server.asked().len(), 1, "{status}: asked once");
    }
}

#[test]
fn a_token_for_two_repositories_may_be_refused() {
    let server = Server::start(|request| {
        let host = request.header("host").unwrap_or_default();
        let bearer = format!("Bearer realm=\"http://{host}/token\"");
        Some(match request.target.contains("/token") {
            true => Reply::new(403),
            false => Reply::new(401).with("WWW-Authenticate", bearer),
        })
    });
    let from = "127.0.0.1:1/other/name".parse().unwrap();
    let done = server
        .client(1)
        .mount(&server.repository(), &Digest::of(BLOB), &from);
    assert!(!done.unwrap());
}

#[test]
fn a_mount_is_asked_for_again_where_the_registry_is_busy() {
    let mut busy = true;
    let server = Server::start(move |_| {
        let status = if std::mem::take(&mut busy) { 503 } else { 201 };
        Some(Reply::new(status))
    });
    let from = "127.0.0.1:1/other/name".parse().unwrap();
    let done = server
        .client(1)
        .mount(&server.repository(), &Digest::of(BLOB), &from);
    assert!(done.unwrap());
}
