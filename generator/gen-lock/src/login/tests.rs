use super::{Logins, Netrc};
use crate::http::Http;
use crate::loopback::Server;
use reqwest::Url;

fn logins(roots: &[&str], netrc: &str) -> Logins {
    let logins = Logins {
        netrc: Netrc::parse("netrc", netrc).0,
        ..Logins::default()
    };
    roots
        .iter()
        .for_each(|root| logins.add(&root.parse().unwrap()));
    logins
}

fn of(logins: &Logins, url: &str) -> String {
    logins.of_url(&url.parse().unwrap()).to_string()
}

#[test]
fn a_login_is_for_its_scheme_host_and_port() {
    let logins = logins(&["https://u:p%40@a.example/simple"], "");
    assert_eq!(
        of(&logins, "https://a.example/f/a.whl"),
        "https://u:p%40@a.example/f/a.whl"
    );
    for other in [
        "http://a.example/",
        "https://a.example:444/",
        "https://b.a.example/",
    ] {
        assert_eq!(of(&logins, other), other);
    }
}

#[test]
fn of_two_indexes_at_a_host_the_nearer_one_counts() {
    let logins = logins(
        &[
            "https://one:1@a.example/one/simple",
            "https://two:2@a.example/two/simple",
        ],
        "",
    );
    assert_eq!(
        of(&logins, "https://a.example/two/f/a"),
        "https://two:2@a.example/two/f/a"
    );
    assert_eq!(
        of(&logins, "https://a.example/f/a"),
        "https://one:1@a.example/f/a"
    );
}

#[test]
fn netrc_gives_the_password_of_the_user_that_the_index_names() {
    let netrc = "machine a.example login bob password 1\nmachine a.example login ann password 2";
    let logins = logins(&["https://ann@a.example/simple"], netrc);
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://ann:2@a.example/x"
    );
    let logins = self::logins(&["https://eve@a.example/simple"], netrc);
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://eve@a.example/x"
    );
    let logins = self::logins(&["https://a.example/simple"], netrc);
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://bob:1@a.example/x"
    );
}

#[test]
fn a_login_in_the_address_itself_wins() {
    let logins = logins(
        &["https://u:p@a.example/"],
        "machine a.example login n password n",
    );
    assert_eq!(
        of(&logins, "https://x:y@a.example/z"),
        "https://x:y@a.example/z"
    );
    assert_eq!(
        of(&logins, "https://a.example/z"),
        "https://u:p@a.example/z"
    );
}

#[test]
fn a_keyring_is_asked_only_when_it_is_meant_to_be() {
    let root: Url = "https://u@a.example/simple".parse().unwrap();
    let mut logins = logins(&[root.as_str()], "");
    logins
        .asked
        .get_mut()
        .unwrap()
        .insert(format!("u {root}"), Some("kept".to_owned()));
    assert_eq!(of(&logins, "https://a.example/x"), "https://u@a.example/x");
    logins.keyring = true;
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://u:kept@a.example/x"
    );
}

#[test]
fn the_default_entry_is_for_places_that_the_user_named() {
    let logins = logins(&["https://a.example/simple"], "default login n password n");
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://n:n@a.example/x"
    );
    // An index page may link to any host.
    assert_eq!(of(&logins, "https://b.example/x"), "https://b.example/x");
}

/// Logins of a machine whose apt has this `auth.conf`
fn with_apt(indexes: &[&str], archives: &[&str], auth: &str) -> Logins {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("auth.conf"), auth).unwrap();
    let logins = logins(indexes, "machine a.example login netrc password n");
    let add = |root: &&str| logins.add_debian(&root.parse().unwrap(), folder.path());
    archives.iter().for_each(add);
    logins
}

#[test]
fn the_logins_of_apt_are_for_archives_of_debian_and_come_first_there() {
    let auth = "machine a.example/debian login apt password s%40t\n\
        machine cdn.example login cdn password c\n";
    let logins = with_apt(
        &["https://ann:1@a.example/pypi/simple"],
        &["https://a.example/debian"],
        auth,
    );
    let pool = "https://a.example/debian/pool/x.deb";
    assert_eq!(
        of(&logins, pool),
        "https://apt:s%2540t@a.example/debian/pool/x.deb"
    );
    // Where the archive redirects to, as apt has it
    assert_eq!(
        of(&logins, "https://cdn.example/x.deb"),
        "https://cdn:c@cdn.example/x.deb"
    );
    for (index, want) in [
        (
            "https://a.example/pypi/simple/x",
            "https://ann:1@a.example/pypi/simple/x",
        ),
        ("https://b.example/debian/x", "https://b.example/debian/x"),
        (
            "https://a.example:444/debian/x",
            "https://netrc:n@a.example:444/debian/x",
        ),
    ] {
        assert_eq!(of(&logins, index), want);
    }
    // An entry of a path is for that path alone; what else there is counts beside it.
    let logins = with_apt(&[], &["https://a.example/other"], auth);
    assert_eq!(
        of(&logins, "https://a.example/other/x"),
        "https://netrc:n@a.example/other/x"
    );
    // A login in the source's own address wins.
    let logins = with_apt(&[], &["https://own:o@a.example/debian"], auth);
    assert_eq!(
        of(&logins, pool),
        "https://own:o@a.example/debian/pool/x.deb"
    );
}

#[test]
fn without_an_archive_of_debian_no_login_of_apt_is_read() {
    let logins = with_apt(
        &["https://a.example/debian"],
        &[],
        "machine a.example login apt password p",
    );
    assert_eq!(
        of(&logins, "https://a.example/debian/x"),
        "https://netrc:n@a.example/debian/x"
    );
}

#[test]
fn a_login_without_tls_is_told() {
    let auth = "machine a.example login apt password secret";
    let logins = with_apt(&[], &["http://a.example/debian"], auth);
    assert_eq!(
        of(&logins, "http://a.example/debian/x"),
        "http://netrc:n@a.example/debian/x"
    );
    let notes = logins.notes.lock().unwrap();
    assert!(notes[0].contains("is not sent without TLS"), "{notes:?}");
    assert!(!notes[0].contains("secret"), "{notes:?}");
}

#[test]
fn a_percent_sign_of_a_password_is_one() {
    let logins = logins(
        &["https://a.example/"],
        "machine a.example login u password 50%40",
    );
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://u:50%2540@a.example/x"
    );
}

#[test]
fn in_the_open_a_login_goes_where_the_user_named_an_address_in_the_open() {
    let netrc = "machine a.example login bob password 1";
    let logins = logins(
        &["https://a.example/simple", "http://mirror.example/debian"],
        netrc,
    );
    assert_eq!(
        of(&logins, "https://a.example/x"),
        "https://bob:1@a.example/x"
    );
    for led_to in ["http://a.example/simple/x", "http://a.example:8080/"] {
        assert_eq!(of(&logins, led_to), led_to);
    }
    let logins = self::logins(&["http://a.example/simple"], netrc);
    assert_eq!(
        of(&logins, "http://a.example/x"),
        "http://bob:1@a.example/x"
    );
}

/// pypa/pip 7604, 3236 and 6961: what of a password is escaped in an index's address, and what need not be
#[test]
fn passwords_of_public_reports_reach_the_files() {
    let server = Server::start(|_, login| (200, Vec::new(), login.unwrap_or_default().into()));
    for (written, encoded) in [
        ("username:%25password%25", "dXNlcm5hbWU6JXBhc3N3b3JkJQ=="),
        ("jt:Pro:x^", "anQ6UHJvOnhe"),
        ("user:he%2F%2Fo", "dXNlcjpoZS8vbw=="),
        ("me%40b.example:p%3Fq%23r", "bWVAYi5leGFtcGxlOnA/cSNy"),
    ] {
        let root = format!("http://{written}@{}/simple", server.host);
        let http = Http::new(logins(&[&root], "")).unwrap();
        let told = http.get(&format!("http://{}/files/a.whl", server.host), &[]);
        assert_eq!(
            told.ok().unwrap().text().unwrap(),
            format!("Basic {encoded}"),
            "{written}"
        );
    }
}
