use super::Http;
use crate::environment::Environment;
use crate::login::Logins;
use crate::loopback::Server;

/// `ann:secret`
const ANN: &str = "Basic YW5uOnNlY3JldA==";

fn http(root: &str) -> Http {
    let logins = Logins::default();
    logins.add(&root.parse().unwrap());
    Http::new(logins).unwrap()
}

fn redirecting(to: String) -> Server {
    Server::start(move |path, _| match path {
        "/from" => (302, vec![("Location", to.clone())], vec![]),
        _ => (200, vec![], vec![]),
    })
}

#[test]
fn a_login_follows_a_redirect_of_its_origin() {
    let server = redirecting("/to".to_owned());
    let http = http(&format!("http://ann:secret@{}/simple", server.host));
    http.get(&format!("http://{}/from", server.host), &[])
        .unwrap();
    assert_eq!(
        server.asked(),
        [format!("/from {ANN}"), format!("/to {ANN}")]
    );
}

#[test]
fn a_login_goes_to_no_other_host_or_port() {
    let other = Server::of(&[("/to", "")]);
    // Another name of the same machine, and another port
    for host in [
        other.host.clone(),
        other.host.replace("127.0.0.1", "localhost"),
    ] {
        let server = redirecting(format!("http://{host}/to"));
        let http = http(&format!("http://ann:secret@{}/", server.host));
        http.get(&format!("http://{}/from", server.host), &[])
            .unwrap();
        assert_eq!(server.asked(), [format!("/from {ANN}")]);
    }
    assert_eq!(other.asked(), ["/to", "/to"]);
}

#[test]
fn netrc_names_hosts_and_its_default_follows_no_redirect() {
    let folder = tempfile::tempdir().unwrap();
    let netrc = folder.path().join("netrc");
    let other = Server::of(&[("/to", "")]);
    let port = other.host.rsplit(':').next().unwrap();
    let server = redirecting(format!("http://localhost:{port}/to"));
    let elsewhere = format!("http://localhost:{port}/");
    let own = format!("http://{}/", server.host);
    for (text, roots, want) in [
        // In the open a login goes where the user named an address in the open.
        (
            "machine localhost login ann password secret",
            vec![&own],
            ["/from".to_owned(), "/to".to_owned()],
        ),
        (
            "machine localhost login ann password secret",
            vec![&own, &elsewhere],
            ["/from".to_owned(), format!("/to {ANN}")],
        ),
        (
            "machine 127.0.0.1 login ann password secret",
            vec![&own],
            [format!("/from {ANN}"), "/to".to_owned()],
        ),
        (
            "default login ann password secret",
            vec![&own],
            [format!("/from {ANN}"), "/to".to_owned()],
        ),
    ] {
        std::fs::write(&netrc, text).unwrap();
        let environment = Environment {
            netrc: Some(netrc.clone()),
            ..Environment::default()
        };
        let logins = Logins::of(&environment);
        for root in roots {
            logins.add(&root.parse().unwrap());
        }
        let http = Http::new(logins).unwrap();
        http.get(&format!("http://{}/from", server.host), &[])
            .unwrap();
        let last = [server.asked(), other.asked()].map(|asked| asked.last().unwrap().clone());
        assert_eq!(last, want, "{text}");
    }
}

#[test]
fn a_message_has_no_login() {
    let server = Server::start(|_, _| (401, vec![], vec![]));
    let host = &server.host;
    let said = |address: &str| {
        let error = http(address).get(address, &[]).unwrap_err();
        error.to_string().replace(host.as_str(), "HOST")
    };
    assert_eq!(
        said(&format!("http://ann:secret@{host}/simple/a/?token=secret")),
        "`http://HOST/simple/a/?…` answers 401 Unauthorized (put a login into the URL, into \
         `~/.netrc`, or for Debian into apt's `auth.conf`)"
    );
    // Nothing listens on the port of a socket that is gone.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = listener.local_addr().unwrap();
    drop(listener);
    let error = said(&format!("http://ann:secret@{gone}/a?token=secret"));
    assert!(
        error.starts_with(&format!("`http://{gone}/a?…`: ")),
        "{error}"
    );
    assert!(!error.contains("secret"), "{error}");
    let error = said_malformed("http://ann:secret@[/");
    assert!(!error.contains("secret"), "{error}");
}

fn said_malformed(address: &str) -> String {
    let http = Http::new(Logins::default()).unwrap();
    http.get(address, &[]).unwrap_err().to_string()
}

#[test]
fn a_redirect_may_bring_its_own_login() {
    let other = Server::of(&[("/to", "")]);
    let server = redirecting(format!("http://ann:secret@{}/to", other.host));
    let http = http(&format!("http://bob:own@{}/", server.host));
    http.get(&format!("http://{}/from", server.host), &[])
        .unwrap();
    assert_eq!(other.asked(), [format!("/to {ANN}")]);
}

#[test]
fn a_loop_of_redirects_ends() {
    let server = redirecting("/from".to_owned());
    let error = said_malformed(&format!("http://{}/from", server.host));
    assert!(error.ends_with("redirects more than 20 times"), "{error}");
    assert_eq!(server.asked().len(), 21);
}

#[test]
fn a_login_of_apt_reaches_the_addresses_that_it_names_alone() {
    let folder = tempfile::tempdir().unwrap();
    let other = Server::of(&[("/private/to", "")]);
    let server = Server::start({
        let to = format!("http://{}/private/to", other.host);
        move |path, _| match path {
            "/private/from" => (302, vec![("Location", to.clone())], vec![]),
            "/private/refused" => (401, vec![], vec![]),
            _ => (200, vec![], vec![]),
        }
    });
    let host = &server.host;
    let text = format!("machine http://{host}/private login ann password secret\n");
    std::fs::write(folder.path().join("auth.conf"), text).unwrap();
    let logins = Logins::default();
    for root in ["private/debian", "public"] {
        let root = format!("http://{host}/{root}").parse().unwrap();
        logins.add_debian(&root, folder.path());
    }
    let http = Http::new(logins).unwrap();
    for path in ["public/x", "private/debian/x", "private/from"] {
        http.get(&format!("http://{host}/{path}"), &[]).unwrap();
    }
    let private = format!("/private/debian/x {ANN}");
    let from = format!("/private/from {ANN}");
    assert_eq!(server.asked(), ["/public/x", &private, &from]);
    assert_eq!(other.asked(), ["/private/to"]);
    let refused = http.get(&format!("http://{host}/private/refused"), &[]);
    let error = refused.unwrap_err().to_string();
    assert!(error.contains("apt's `auth.conf`"), "{error}");
    assert!(
        !error.contains("secret") && !error.contains("ann"),
        "{error}"
    );
}
