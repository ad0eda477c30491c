use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn short(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .map(|s| {
            format!(
                "{}: {} {} {:?} {:?}",
                s.line, s.uri, s.suite, s.components, s.signed_by
            )
        })
        .collect()
}

#[test]
fn reads_stanzas() {
    let text = "\
# the archive
Types: deb deb-src
URIs: http://mirror.example/debian
# and its updates
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb-src
URIs: http://mirror.example/sources
Suites: bookworm
Components: main

Types: deb
Enabled: no
URIs: http://off.example/
Suites: x
Components: y

Types: deb
URIs: file:/srv/flat
Suites: ./
Architectures: amd64 i386
Trusted: yes
";
    let sources = Source::parse_stanzas(text).unwrap();
    let keyring = r#"[Keyring("/usr/share/keyrings/debian-archive-keyring.gpg")]"#;
    assert_eq!(
        short(&sources),
        [
            format!(r#"2: http://mirror.example/debian bookworm ["main"] {keyring}"#),
            format!(r#"2: http://mirror.example/debian bookworm-updates ["main"] {keyring}"#),
            "20: file:/srv/flat ./ [] []".into(),
        ]
    );
    assert_eq!(
        (sources[2].trusted, sources[2].architectures.as_slice()),
        (true, &["amd64".to_owned(), "i386".into()][..])
    );
}

#[test]
fn reads_a_key_in_its_place() {
    let text = "Types: deb\nURIs: http://mirror.example/\nSuites: x\nComponents: y\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n -----END PGP PUBLIC KEY BLOCK-----\n";
    let key = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n";
    assert_eq!(
        Source::parse_stanzas(text).unwrap()[0].signed_by,
        [Signer::Key(key.into())]
    );
}

#[test]
fn reads_one_source_a_line() {
    let text = "\
# comment
deb http://mirror.example/debian bookworm main contrib # and more
deb-src http://mirror.example/debian bookworm main
deb [ arch=amd64,i386 signed-by=/a.gpg,0123456789ABCDEF trusted=yes lang-=de ]  http://mirror.example/ bookworm main
deb cdrom:[Debian GNU/Linux 12]/ bookworm main
deb \"file:/srv/my debs\" ./
";
    let sources = Source::parse_list(text).unwrap();
    assert_eq!(
        short(&sources),
        [
            r#"2: http://mirror.example/debian bookworm ["main", "contrib"] []"#,
            r#"4: http://mirror.example/ bookworm ["main"] [Keyring("/a.gpg"), Fingerprint("0123456789ABCDEF")]"#,
            r#"5: cdrom:[Debian GNU/Linux 12]/ bookworm ["main"] []"#,
            r#"6: file:/srv/my debs ./ [] []"#,
        ]
    );
    assert!(sources[1].trusted && !sources[0].trusted);
    assert_eq!(sources[1].architectures, ["amd64", "i386"]);
}

#[test]
fn tells_what_is_wrong_and_where() {
    let stanzas = |text: &str| Source::parse_stanzas(text).unwrap_err();
    let list = |text: &str| Source::parse_list(text).unwrap_err();
    assert_snapshot!(stanzas("Types: rpm\n"), @"line 1: want `deb` or `deb-src`, got `rpm`");
    assert_snapshot!(stanzas("Types: deb\nURIs: x\n"), @"line 1: the stanza has no field `Suites`");
    assert_snapshot!(stanzas("Types: deb\nURIs:\nSuites: x\n"), @"line 2: field `URIs` is empty");
    assert_snapshot!(stanzas("Types: deb\nEnabled: maybe\n"), @"line 2: `Enabled`: want `yes` or `no`, got `maybe`");
    assert_snapshot!(stanzas("Types: deb\nURIs: x\nSuites: y\n"), @"line 1: suite `y`: a suite \
        needs a component; a folder (ending in `/`) must not have one");
    assert_snapshot!(list("\nrpm x y z\n"), @"line 2: want `deb` or `deb-src`, got `rpm`");
    assert_snapshot!(list("deb [arch=amd64 x y z"), @"line 1: `[` is not closed");
    assert_snapshot!(list("deb \"x y z"), @r#"line 1: `"` is not closed"#);
    assert_snapshot!(list("deb x"), @"line 1: want `deb [OPTIONS] URI SUITE COMPONENT…`, got: deb x");
    assert_snapshot!(list("deb x y/ z"), @"line 1: suite `y/`: a suite needs a component; a folder \
        (ending in `/`) must not have one");
    assert_snapshot!(list("deb [trusted=perhaps] x y z"), @"line 1: `trusted`: want `yes` or `no`, got `perhaps`");
}

proptest! {
    #[test]
    fn any_text_ends_in_a_result(text in "((deb|deb-src) )?[a-c\\[\\]\"=#, /\n-]{0,30}") {
        let _ = (Source::parse_list(&text), Source::parse_stanzas(&text));
    }
}
