use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

const RELEASE: &str = "\
Origin: Debian
Label: Debian-Security
Suite: oldstable-security
Codename: bookworm-security
Date: Sun, 22 Nov 2026 19:58:56 UTC
Valid-Until: Sun, 29 Nov 2026 19:58:56 UTC
Acquire-By-Hash: yes
Architectures: all amd64
MD5Sum:
 0ed6d4c8891eb86358b94bb35d9e4da4  1484322 contrib/Contents-all
SHA256:
 6a76270e9f19326bc8681136eba244cc44c18da5f16a5f0d427189e16f24bac1  2526003 main/binary-amd64/Packages
 36712c7d22dfc0a49c79e3e7a22e7f545a50bbf09d6111fe0ce4149addd93cad   378656 main/binary-amd64/Packages.xz
";

fn release() -> Release {
    Release::parse(RELEASE).unwrap()
}

#[test]
fn reads_what_a_suite_says() {
    let release = release();
    assert_eq!(
        (release.origin.as_str(), release.suite.as_str()),
        ("Debian", "oldstable-security")
    );
    assert_eq!(
        (release.label.as_deref(), release.codename.as_str()),
        (Some("Debian-Security"), "bookworm-security")
    );
    assert_eq!(release.architectures, ["all", "amd64"]);
    assert_eq!(release.date.to_string(), "2026-11-22T19:58:56Z");
    assert_eq!(release.packages("main", "amd64").unwrap().size, 2_526_003);
}

#[test]
fn offers_the_index_in_every_form() {
    let files = release().packages_files("main", "amd64").unwrap();
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "main/binary-amd64/Packages.xz",
            "main/binary-amd64/Packages"
        ]
    );
    let hash = "36712c7d22dfc0a49c79e3e7a22e7f545a50bbf09d6111fe0ce4149addd93cad";
    assert_eq!(
        files[0].by_hash.as_deref(),
        Some(format!("main/binary-amd64/by-hash/SHA256/{hash}").as_str())
    );
    assert_eq!(files[1].by_hash, None);
}

#[test]
fn one_name_and_one_form_are_enough() {
    let text = RELEASE.replace("Suite: oldstable-security\n", "").replace(
        "MD5Sum:\n 0ed6d4c8891eb86358b94bb35d9e4da4  1484322 contrib/Contents-all\n",
        "",
    );
    let text: String = text
        .lines()
        .filter(|line| !line.ends_with("/Packages"))
        .map(|line| format!("{line}\n"))
        .collect();
    let release = Release::parse(&text).unwrap();
    assert_eq!(release.suite, "bookworm-security");
    assert_eq!(release.packages("main", "amd64"), None);
    let files = release.packages_files("main", "amd64").unwrap();
    assert_eq!(files[0].path, "main/binary-amd64/Packages.xz");
}

#[test]
fn any_compression_is_enough() {
    for ending in ["gz", "zst", "bz2", "lzma"] {
        let text: String = RELEASE
            .lines()
            .filter(|line| !line.ends_with("/Packages"))
            .map(|line| {
                format!(
                    "{}\n",
                    line.replace("Packages.xz", &format!("Packages.{ending}"))
                )
            })
            .collect();
        let files = Release::parse(&text)
            .unwrap()
            .packages_files("main", "amd64")
            .unwrap();
        assert_eq!(
            files[0].path,
            format!("main/binary-amd64/Packages.{ending}")
        );
    }
}

#[test]
fn knows_its_two_names() {
    assert_eq!(release().check_suite("bookworm-security"), Ok(()));
    assert_eq!(release().check_suite("oldstable-security"), Ok(()));
    assert_snapshot!(
        release().check_suite("bookworm").unwrap_err(),
        @"want the release of `bookworm`, got that of suite `oldstable-security`, codename `bookworm-security`"
    );
}

#[test]
fn is_valid_until_its_own_word() {
    let now = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(release().check_valid(now("2026-11-29T19:58:56Z")), Ok(()));
    assert_snapshot!(release().check_valid(now("2026-11-29T19:58:57Z")).unwrap_err(), @r"
    the release of `oldstable-security` was valid until 2026-11-29T19:58:56Z; it is now 2026-11-29T19:58:57Z

    hint: update the mirror, or use another one
    ");
    let forever = RELEASE.replace("Valid-Until", "Other");
    assert_eq!(
        Release::parse(&forever)
            .unwrap()
            .check_valid(now("2999-01-01T00:00:00Z")),
        Ok(())
    );
}

#[test]
fn tells_what_is_wrong_and_where() {
    let error = |from: &str, to: &str| Release::parse(&RELEASE.replace(from, to)).unwrap_err();
    assert_snapshot!(Release::parse("").unwrap_err(), @"want one stanza, got 0");
    assert_snapshot!(error("MD5Sum:", "\nMD5Sum:"), @"want one stanza, got 2");
    assert_snapshot!(error("SHA256:", "SHA1:"), @"line 1: the stanza has no field `SHA256`");
    assert_snapshot!(error("22 Nov", "31 Nov"), @"line 5: field `Date`: date `Sun, 31 Nov 2026 19:58:56 UTC`: want one like `Sat, 11 Jul 2026 10:16:37 UTC` or `2026-07-11T10:16:37Z`");
    assert_snapshot!(error("cad   378656", "cad"), @"line 13: want `SHA256 SIZE PATH` with a relative path, got: 36712c7d22dfc0a49c79e3e7a22e7f545a50bbf09d6111fe0ce4149addd93cad main/binary-amd64/Packages.xz");
    assert_snapshot!(error("378656 main", "378656 ../main"), @"line 13: want `SHA256 SIZE PATH` with a relative path, got: 36712c7d22dfc0a49c79e3e7a22e7f545a50bbf09d6111fe0ce4149addd93cad   378656 ../main/binary-amd64/Packages.xz");
    assert_snapshot!(error("dd93cad", "dd93ca"), @"line 13: sha256 `36712c7d22dfc0a49c79e3e7a22e7f545a50bbf09d6111fe0ce4149addd93ca`: want 64 digits, got 63");
    assert_snapshot!(error("Packages.xz", "Packages"), @"line 13: file `main/binary-amd64/Packages` is already listed with another hash or size");
    assert_snapshot!(release().packages_files("main", "arm64").unwrap_err(), @"the release of `oldstable-security` does not list `main/binary-arm64/Packages`");
}

proptest! {
    #[test]
    fn any_cut_or_change_ends_in_a_result(at in 0..RELEASE.len(), byte in "[ -~\n]", cut in any::<bool>()) {
        let rest = if cut { "" } else { &RELEASE[at + 1..] };
        let _ = Release::parse(&format!("{}{byte}{rest}", &RELEASE[..at]));
    }
}
