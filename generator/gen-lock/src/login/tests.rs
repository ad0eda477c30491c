use super::{Logins, Netrc};
use reqwest::Url;

fn logins(roots: &[&str], netrc: &str) -> Logins {
    let logins = Logins {
        netrc: Netrc::parse(netrc),
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
