use super::Apt;
use proptest::prelude::*;
use std::os::unix::fs::PermissionsExt;

/// The login for an address by files of apt's folder, and what is told of them
fn of(files: &[(&str, &str)], url: &str) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("auth.conf.d")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (apt, mut notes) = Apt::read(folder.path());
    let url = url.parse().unwrap();
    notes.extend(apt.bare(&url));
    let shown = folder.path().display().to_string();
    let notes = notes.iter().map(|note| note.replace(&shown, "HERE"));
    let login = apt
        .login(&url)
        .map(|one| format!("{}:{}", one.user, one.password));
    (login.unwrap_or_default(), notes.collect())
}

fn login(text: &str, url: &str) -> String {
    of(&[("auth.conf", text)], url).0
}

/// Each was tried with apt 2.6.1
#[test]
fn an_entry_is_for_the_addresses_that_apt_takes_it_for() {
    let url = "https://example.org/debian/dists/sid/InRelease";
    for (entry, is_for) in [
        ("example.org", true),
        ("https://example.org", true),
        ("Example.org", true),
        ("example.org/deb", true),
        ("example.org/debian/", true),
        ("http://example.org", false),
        ("example.org:443", false),
        ("example.org/deb/", false),
        ("example.org/ubuntu", false),
        ("example.orga", false),
        ("example.net", false),
    ] {
        let text = format!("machine {entry} login a password b");
        let want = if is_for { "a:b" } else { "" };
        assert_eq!(login(&text, url), want, "{entry}");
    }
    for (entry, want) in [
        ("http://h.example", "a:b"),
        ("http://h.example:8080", "a:b"),
        ("http://h.example:8080/deb", "a:b"),
        ("http://h.example:8081", ""),
        ("http://h.example/deb", ""),
        ("h.example", ""),
    ] {
        let text = format!("machine {entry} login a password b");
        assert_eq!(
            login(&text, "http://h.example:8080/debian"),
            want,
            "{entry}"
        );
    }
}

#[test]
fn words_may_stand_on_any_line_and_are_taken_as_they_are() {
    let url = "https://h.example/x";
    for (text, want) in [
        ("machine\nh.example\nlogin\na\npassword\nb\n", "a:b"),
        (
            "machine\tx\nmachine  h.example\t\tlogin   a password b",
            "a:b",
        ),
        ("machine h.example login a password \"x", "a:\"x"),
        ("machine h.example login a%40 password #x\\", "a%40:#x\\"),
        ("machine h.example login machine password q", "machine:q"),
        ("machine h.example password b", ":b"),
        (
            "machine h.example login a\nmachine h.example login c password d",
            "a:",
        ),
        (
            "machine h.example\nmachine h.example login c password d",
            "",
        ),
        ("default login a password b", ""),
        (
            "machine h.example login a login b password c password d",
            "b:d",
        ),
    ] {
        assert_eq!(login(text, url), want, "{text}");
    }
}

#[test]
fn the_first_file_with_a_login_decides() {
    let entry = |user: &str| format!("machine h.example login {user} password p");
    let of = |names: &[&str]| {
        let texts = names
            .iter()
            .map(|name| (*name, entry(&name[name.len() - 6..])));
        let texts: Vec<_> = texts.collect();
        let texts: Vec<_> = texts
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        of(&texts, "https://h.example/").0
    };
    assert_eq!(
        of(&["auth.conf.d/b.conf", "auth.conf.d/a.conf"]),
        "a.conf:p"
    );
    assert_eq!(of(&["auth.conf.d/b.conf", "auth.conf"]), "h.conf:p");
    assert_eq!(of(&["auth.conf.d/90-pro"]), "90-pro:p");
    for unread in [
        "auth.conf.d/.a.conf",
        "auth.conf.d/a.conf~",
        "auth.conf.d/aaa.bak",
    ] {
        assert_eq!(of(&[unread]), "", "{unread}");
    }
    let none = ("auth.conf", "machine h.example");
    let text = entry("later");
    let later = ("auth.conf.d/b.conf", text.as_str());
    assert_eq!(
        super::tests::of(&[none, later], "https://h.example/").0,
        "later:p"
    );
}

#[test]
fn a_malformed_line_harms_itself_and_is_told_without_its_secret() {
    let text =
        "machine a.example login ann password\nmachine b.example login bob password two words\n\
        machine\nmachine c.example login eve password secret\n";
    let (login, notes) = of(&[("auth.conf", text)], "https://c.example/");
    assert_eq!(login, "eve:secret");
    assert_eq!(
        notes,
        [
            "`HERE/auth.conf:1`: a value is missing after `password`",
            "`HERE/auth.conf:2`: words unknown to apt are ignored; a login and a password cannot \
             contain spaces, and quotes are part of them",
            "`HERE/auth.conf:3`: a value is missing after `machine`",
        ]
    );
    assert_eq!(self::login(text, "https://b.example/"), "bob:two");
    assert_eq!(self::login(text, "https://a.example/"), "ann:");
    let (_, notes) = of(&[("auth.conf", "login a\nmachine x")], "https://x/");
    assert_eq!(
        notes,
        ["`HERE/auth.conf:1`: `login` comes before any `machine`"]
    );
    let text = "machine x login a password b\n# as apt has it\n";
    assert_eq!(of(&[("auth.conf", text)], "https://x/").1, [""; 0]);
}

#[test]
fn what_apt_says_of_an_address_without_tls_is_said() {
    let (login, notes) = of(
        &[("auth.conf", "machine h.example login a password secret")],
        "http://h.example/debian",
    );
    assert_eq!(login, "");
    assert_eq!(
        notes,
        [
            "`HERE/auth.conf:1`: the login for `h.example` is not sent without TLS\n\nhint: write `machine http://h.example` to send it anyway"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("auth.conf");
    std::fs::write(&path, "machine a login b password c").unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    // apt says nothing of a file that others can read.
    assert_eq!(Apt::read(folder.path()).1, [""; 0]);
    std::fs::write(&path, vec![b' '; (1 << 20) + 1]).unwrap();
    assert_eq!(Apt::read(folder.path()).1.len(), 1);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let notes = Apt::read(folder.path()).1;
    assert!(
        notes[0].ends_with("` is ignored: it is not a regular file"),
        "{notes:?}"
    );
}

#[test]
fn a_line_that_is_no_utf_8_harms_itself() {
    let folder = tempfile::tempdir().unwrap();
    let text = b"machine a.example login a password \xff\nmachine b.example login b password b\n";
    std::fs::write(folder.path().join("auth.conf"), text).unwrap();
    let (apt, _) = Apt::read(folder.path());
    assert!(apt.login(&"https://a.example/".parse().unwrap()).is_none());
    assert!(apt.login(&"https://b.example/".parse().unwrap()).is_some());
}

proptest! {
    #[test]
    fn any_text_is_read(text in r#"((machine|login|password|http://|h:1/|"|#|a|\n) ?){0,40}"#) {
        let (_, notes) = of(&[("auth.conf", &text)], "http://h:1/a");
        prop_assert!(notes.iter().all(|note| note.starts_with("`HERE/auth.conf:")));
    }
}
