//! Lists that come page by page.

mod support;

use support::{Reply, Request, Server};

fn page(tags: &str) -> Reply {
    Reply::new(200).body(format!("{{\"tags\":{tags}}}"))
}

fn query(request: &Request) -> &str {
    let parts = request.target.split_once('?');
    parts.map_or("", |(_, query)| query)
}

fn tags(server: &Server) -> Result<Vec<String>, String> {
    let tags = server.client(1).tags(&server.repository());
    tags.map_err(|error| error.to_string())
}

/// podman-container-tools/skopeo 907: every tag in one answer of more than 4 MiB
#[test]
fn a_page_may_be_large() {
    let server = Server::start(|_| {
        let tags: Vec<String> = (0..70_000)
            .map(|number| format!("\"{number:064}\""))
            .collect();
        let text = format!("{{\"name\":\"a/b\",\"tags\":[{}]}}", tags.join(","));
        assert!(text.len() > 4 << 20);
        Some(Reply::new(200).body(text))
    });
    let tags = server.client(1).tags(&server.repository()).unwrap();
    assert_eq!(tags.len(), 70_000);
}

#[test]
fn tags_come_in_pages_and_pages_end() {
    let server = Server::start(|request| {
        let next = |link: &str| format!("<{link}>; rel=\"next\"");
        Some(
            match request.target.split_once('?').map(|(_, query)| query) {
                Some("n=1000") => {
                    page("[\"c\",\"a\"]").with("Link", next("/v2/a/b/tags/list?last=c"))
                }
                Some("last=c") => page("[\"b\",\"a\"]").with("Link", next("list?last=z")),
                Some("last=z") => page("null").with("Link", next("?n=1000")),
                _ => Reply::new(500),
            },
        )
    });
    assert_eq!(
        server.client(1).tags(&server.repository()).unwrap(),
        ["a", "b", "c"]
    );
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn pages_without_end_are_refused() {
    let server = Server::start(|request| {
        let tags: Vec<String> = (0..1000)
            .map(|n| format!("{}-{n}", request.target.len()))
            .collect();
        let link = format!("<{}x>; rel=\"next\"", request.target);
        Some(
            Reply::new(200)
                .with("Link", link)
                .body(format!("{{\"tags\":{tags:?}}}")),
        )
    });
    let said = server
        .client(1)
        .tags(&server.repository())
        .unwrap_err()
        .to_string();
    assert!(said.contains("more than 100000 tags"), "{said}");
}

#[test]
fn the_next_page_is_one_of_several_links() {
    let server = Server::start(|request| {
        let first = r#"<?n=1000>; rel="first", <list?p=2>; title="a, b"; rel="Next last""#;
        Some(match query(request) {
            "n=1000" => page("[\"a\"]")
                .with("Link", "<x>; rel=preload")
                .with("Link", first),
            "p=2" => page("[]").with(
                "Link",
                "</v2/a/b/tags/list?next_page=gA%3D%3D&n=50>;rel=next",
            ),
            "next_page=gA%3D%3D&n=50" => page("[\"b\"]"),
            _ => Reply::new(500),
        })
    });
    assert_eq!(tags(&server).unwrap(), ["a", "b"]);
}

#[test]
fn a_page_that_was_seen_ends_the_walk() {
    for link in [
        "<>; rel=next",
        "<?n=1000#a>; rel=next",
        "<list?n=1000>; rel=next",
    ] {
        let server = Server::start(move |_| Some(page("[\"a\"]").with("Link", link)));
        assert_eq!(tags(&server).unwrap(), ["a"], "{link}");
        assert_eq!(server.asked().len(), 1, "{link}");
    }
    let server = Server::start(|request| {
        let other = if query(request) == "p=1" {
            "p=2"
        } else {
            "p=1"
        };
        Some(page("[\"a\"]").with("Link", format!("<?{other}>; rel=next")))
    });
    assert_eq!(tags(&server).unwrap(), ["a"]);
    assert_eq!(server.asked().len(), 3);
    let every = server.client(1).every_tag(&server.repository());
    let said = every.unwrap_err().to_string();
    assert!(said.contains("repeat"), "{said}");
}

#[test]
fn a_page_of_a_thousand_that_is_refused_is_asked_for_smaller() {
    for status in [400, 405, 413, 416, 422, 501] {
        let server = Server::start(move |request| {
            Some(match query(request) {
                "n=1000" => Reply::new(status),
                "" => page("[\"a\"]").with("Link", "<?last=a>; rel=next"),
                _ => page("[\"b\"]"),
            })
        });
        assert_eq!(tags(&server).unwrap(), ["a", "b"], "{status}");
    }
    let server = Server::start(|_| Some(Reply::new(400)));
    assert!(tags(&server).unwrap_err().contains("answers 400"));
    let server = Server::start(|_| Some(Reply::new(404)));
    assert_eq!(tags(&server).unwrap(), [""; 0]);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_page_that_cannot_be_read_is_an_error() {
    for body in ["[]", "<html>", "{\"tags\":\"a\"}", "{\"tags\":[1]}", ""] {
        let server = Server::start(move |_| Some(Reply::new(200).body(body)));
        let said = tags(&server).unwrap_err();
        assert!(said.contains("no list of tags"), "{body}: {said}");
    }
    // A list that is not whole is none: what it lacks would be pruned.
    let server = Server::start(|request| {
        Some(match query(request) {
            "n=1000" => page("[\"a\"]").with("Link", "<?p=2>; rel=next"),
            _ => Reply::new(404),
        })
    });
    assert!(tags(&server).unwrap_err().contains("answers 404"));
}

/// Answers pages to a name and a password alone
fn guarded(request: &Request, reply: Reply) -> Reply {
    match request.header("authorization") {
        Some(_) => reply,
        None => Reply::new(401).with("WWW-Authenticate", "Basic realm=\"x\""),
    }
}

struct Login;

impl registry::Credentials for Login {
    fn credential_for(
        &self,
        _: &registry::Repository,
    ) -> Result<Option<registry::Credential>, String> {
        let (user, secret) = ("a".to_owned(), "b".to_owned());
        Ok(Some(registry::Credential::Basic { user, secret }))
    }
}

fn logged_in(server: &Server) -> registry::Client {
    let options = registry::Options {
        pause: std::time::Duration::from_millis(1),
        ..registry::Options::default()
    };
    registry::Client::new(server.repository().host, &options, Box::new(Login)).unwrap()
}

#[test]
fn another_host_gets_no_credentials() {
    let other = Server::start(|request| {
        Some(match request.header("authorization") {
            None => page("[\"b\"]"),
            Some(_) => Reply::new(500),
        })
    });
    let link = format!("<http://127.0.0.1:{}/list>; rel=next", other.port);
    let server = Server::start(move |request| {
        Some(guarded(request, page("[\"a\"]").with("Link", link.clone())))
    });
    let found = logged_in(&server).tags(&server.repository()).unwrap();
    assert_eq!(found, ["a", "b"]);
    assert_eq!(other.asked().len(), 1);
    // One that asks for them does not get them either; the registry itself is asked then.
    let greedy = Server::start(|request| Some(guarded(request, page("[\"c\"]"))));
    let link = format!(
        "<http://127.0.0.1:{}/v2/a/b/tags/list?p=2>; rel=next",
        greedy.port
    );
    let server = Server::start(move |request| {
        let reply = match query(request) {
            "n=1000" => page("[\"a\"]").with("Link", link.clone()),
            _ => page("[\"d\"]"),
        };
        Some(guarded(request, reply))
    });
    let found = logged_in(&server).tags(&server.repository()).unwrap();
    assert_eq!(found, ["a", "d"]);
    let told = greedy.asked();
    assert!(told
        .iter()
        .all(|asked| asked.header("authorization").is_none()));
}
