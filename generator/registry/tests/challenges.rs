//! Who we are, as registries ask for it; each test names the public report that it is from.

mod support;

use registry::{Client, Credential, Credentials, Options, Repository};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{Reply, Request, Server};

/// `ann:secret`
const BASIC: &str = "Basic YW5uOnNlY3JldA==";

struct Ann;

impl Credentials for Ann {
    fn credential_for(&self, _: &Repository) -> Result<Option<Credential>, String> {
        Ok(Some(Credential::Basic {
            user: "ann".to_owned(),
            secret: "secret".to_owned(),
        }))
    }
}

fn client(server: &Server) -> Client {
    let options = Options {
        agent: "test".to_owned(),
        silence: Duration::from_secs(5),
        pause: Duration::from_millis(1),
        ..Options::default()
    };
    Client::new(server.repository().host, &options, Box::new(Ann)).unwrap()
}

fn tag(client: &Client, server: &Server, tag: &str) -> Result<bool, String> {
    let found = client.manifest(&server.repository(), tag);
    found
        .map(|found| found.is_some())
        .map_err(|error| error.to_string())
}

fn login(request: &Request) -> Option<&str> {
    request.header("authorization")
}

fn bearer(port: &Mutex<u16>, more: &str) -> String {
    let port = port.lock().unwrap();
    format!("Bearer realm=\"http://127.0.0.1:{port}/token\"{more}")
}

/// A server that knows its own port
fn server(answer: impl Fn(&Request, &Mutex<u16>) -> Reply + Send + 'static) -> Server {
    let port = Arc::new(Mutex::new(0));
    let own = Arc::clone(&port);
    let server = Server::start(move |request| Some(answer(request, &own)));
    *port.lock().unwrap() = server.port;
    server
}

/// google/go-containerregistry 1075: a proxy offers Kerberos before a name and a password
#[test]
fn a_challenge_that_nobody_knows_hides_no_other() {
    for headers in [
        &["Negotiate", "Basic realm=\"x\""][..],
        &["Negotiate, Basic realm=\"x\""],
        &["Negotiate oRkwF6ADCgEA, Basic realm=\"x\", charset=\"UTF-8\""],
        &["NTLM", "basic Realm=x"],
    ] {
        let server = server(move |request, _| match login(request) {
            Some(BASIC) => Reply::new(200).body("{}"),
            _ => headers.iter().fold(Reply::new(401), |reply, header| {
                reply.with("WWW-Authenticate", header)
            }),
        });
        assert_eq!(tag(&client(&server), &server, "a"), Ok(true), "{headers:?}");
    }
}

/// nicholas-fedor/watchtower 1894: a realm alone, without the service
#[test]
fn a_realm_without_a_service_gives_a_token() {
    let server = server(
        |request, port| match (request.target.as_str(), login(request)) {
            (target, Some(BASIC)) if target.starts_with("/token?scope=") => {
                Reply::new(200).body("{\"token\":\"t\"}")
            }
            (_, Some("Bearer t")) => Reply::new(200).body("{}"),
            _ => Reply::new(401).with("WWW-Authenticate", bearer(port, "")),
        },
    );
    assert_eq!(tag(&client(&server), &server, "a"), Ok(true));
}

/// google/go-containerregistry 1747 (goharbor/harbor 18856): Basic is asked for where a token is of no use
#[test]
fn a_name_and_a_password_are_given_where_a_token_is_of_no_use() {
    let server = server(|request, port| match login(request) {
        Some(BASIC) if request.target.starts_with("/token") => {
            Reply::new(200).body("{\"token\":\"t\"}")
        }
        Some(BASIC) => Reply::new(200).body("{}"),
        Some(_) => Reply::new(401).with("WWW-Authenticate", "Basic realm=\"harbor\""),
        None => Reply::new(401).with("WWW-Authenticate", bearer(port, ",service=\"x\"")),
    });
    let client = client(&server);
    assert_eq!(tag(&client, &server, "a"), Ok(true));
    let asked = server.asked().len();
    assert_eq!(tag(&client, &server, "b"), Ok(true));
    assert_eq!(server.asked().len(), asked + 1);
}

/// docker/hub-feedback 2530: a token that is over is refused without a challenge
#[test]
fn a_token_that_is_over_is_renewed_without_a_challenge() {
    let good = Arc::new(Mutex::new(1));
    let issued = Arc::clone(&good);
    let server = server(move |request, port| {
        let good = issued.lock().unwrap();
        match login(request) {
            Some(BASIC) => {
                Reply::new(200).body(format!("{{\"token\":\"t{good}\",\"expires_in\":3600}}"))
            }
            Some(token) if token == format!("Bearer t{good}") => Reply::new(200).body("{}"),
            Some(_) => Reply::new(401),
            None => Reply::new(401).with("WWW-Authenticate", bearer(port, "")),
        }
    });
    let client = client(&server);
    assert_eq!(tag(&client, &server, "a"), Ok(true));
    *good.lock().unwrap() = 2;
    assert_eq!(tag(&client, &server, "b"), Ok(true));
}

/// The same while a blob is sent
#[test]
fn a_token_that_ends_before_a_blob_is_sent_is_renewed_without_a_challenge() {
    let good = Arc::new(Mutex::new(1));
    let issued = Arc::clone(&good);
    let server = server(move |request, port| {
        let mut good = issued.lock().unwrap();
        let own = format!("Bearer t{good}");
        match (login(request), request.method.as_str()) {
            (Some(BASIC), _) => {
                Reply::new(200).body(format!("{{\"token\":\"t{good}\",\"expires_in\":3600}}"))
            }
            (Some(token), _) if token != own => Reply::new(401),
            (None, _) => Reply::new(401).with("WWW-Authenticate", bearer(port, "")),
            (_, "POST") => {
                *good += 1;
                Reply::new(202).with("Location", "/v2/a/b/blobs/uploads/1")
            }
            (_, "PUT") => Reply::new(201),
            _ => Reply::new(404),
        }
    });
    let digest = oci::Digest::of(b"a layer");
    let sent = client(&server).upload(&server.repository(), &digest, &b"a layer".to_vec(), &|_| ());
    sent.unwrap();
    let puts = server.asked_by("PUT");
    assert_eq!(puts.len(), 2);
    assert_eq!(puts[1].body, b"a layer");
}

/// apptainer/singularity 1405: wrong credentials, asked about without end
#[test]
fn a_login_that_is_refused_is_tried_twice_at_most() {
    for header in [Some("Basic realm=\"x\""), None] {
        let server = server(move |_, _| match header {
            Some(header) => Reply::new(401).with("WWW-Authenticate", header),
            None => Reply::new(401),
        });
        let client = client(&server);
        for tries in [2, 4] {
            let said = tag(&client, &server, "a").unwrap_err();
            assert!(said.contains("answers 401"), "{said}");
            assert!(server.asked().len() <= tries, "{}", server.asked().len());
        }
    }
}

/// google/go-containerregistry 2333: a registry leads to another one, which asks who we are
#[test]
fn another_registry_is_not_told_who_we_are() {
    let other = server(|_, port| Reply::new(401).with("WWW-Authenticate", bearer(port, "")));
    let to = format!("http://127.0.0.1:{}/v2/a/b/manifests/a", other.port);
    let first = server(move |_, _| Reply::new(307).with("Location", &to));
    let said = tag(&client(&first), &first, "a").unwrap_err();
    assert!(said.contains("answers 401\n\nhint: log in"), "{said}");
    assert!(other.asked().iter().all(|request| login(request).is_none()));
    assert_eq!(other.asked().len(), 1);
}

/// oras-project/oras-java 334, open-policy-agent/opa 6580: a storage takes one way to sign in, and it has its own
#[test]
fn a_storage_elsewhere_gets_no_login() {
    let storage = Server::start(|request| {
        let is_signed = request.target.contains("X-Amz-Signature=1") && login(request).is_none();
        Some(if is_signed {
            Reply::new(200).body("a layer")
        } else {
            Reply::new(400)
        })
    });
    let to = format!("http://127.0.0.1:{}/blob?X-Amz-Signature=1", storage.port);
    let server = server(move |request, _| match login(request) {
        Some(BASIC) => Reply::new(307).with("Location", &to),
        _ => Reply::new(401).with("WWW-Authenticate", "Basic realm=\"x\""),
    });
    let (mut got, digest) = (Vec::new(), oci::Digest::of(b"a layer"));
    let blob = client(&server).blob(&server.repository(), &digest, 7, &mut got, &|_| ());
    blob.unwrap();
    assert_eq!(got, b"a layer");
}

/// regclient/regclient 417, opencontainers/distribution-spec 408: parameters and upper case in a content type
#[test]
fn a_media_type_has_no_parameters() {
    const TYPE: &str = "application/vnd.oci.image.manifest.v1+json";
    for (header, body, want) in [
        (
            "Application/vnd.OCI.image.manifest.v1+JSON; charset=utf-8",
            "{}",
            TYPE,
        ),
        (
            "text/plain",
            "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}",
            TYPE,
        ),
        ("application/x", "{\"mediaType\":7}", "application/x"),
    ] {
        let server =
            Server::start(move |_| Some(Reply::new(200).with("Content-Type", header).body(body)));
        let stored = server
            .client(1)
            .manifest(&server.repository(), "a")
            .unwrap()
            .unwrap();
        assert_eq!(stored.media_type, want, "{header}");
    }
}
