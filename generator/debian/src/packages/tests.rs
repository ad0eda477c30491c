use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

const TINI: &str = "\
Package: tini
Version: 0.19.0-1+b1
Architecture: amd64
Source: tini (0.19.0-1)
Pre-Depends: dpkg (>= 1.15)
Depends: libc6 (>= 2.34), awk | mawk
Provides: init (= 2), pid1
Conflicts: upstart
Breaks: systemd (<< 1)
Filename: pool/main/t/tini/tini_0.19.0-1+b1_amd64.deb
Size: 255840
SHA256: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
";

#[test]
fn reads_an_entry() {
    let packages = Packages::parse(TINI).unwrap();
    let tini = &packages.entries[0];
    assert_eq!(
        (
            tini.name,
            tini.architecture,
            tini.source,
            tini.size,
            tini.line
        ),
        ("tini", "amd64", "tini", 255_840, 1)
    );
    assert_eq!(
        (tini.version.as_str(), tini.source_version.as_str()),
        ("0.19.0-1+b1", "0.19.0-1")
    );
    assert_eq!(tini.path.file_name(), "tini_0.19.0-1+b1_amd64.deb");
    let depends: Vec<_> = tini
        .dependencies()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(depends, ["dpkg (>= 1.15)", "libc6 (>= 2.34)", "awk | mawk"]);
    let provides: Vec<_> = tini
        .provides()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(provides, ["init (= 2)", "pid1"]);
    let refusals: Vec<_> = tini
        .refusals()
        .unwrap()
        .iter()
        .map(|(f, r)| format!("{f} {r}"))
        .collect();
    assert_eq!(refusals, ["Conflicts upstart", "Breaks systemd (<< 1)"]);
}

#[test]
fn a_package_is_its_own_source_unless_it_says_more() {
    let text = TINI.replace("Source: tini (0.19.0-1)\n", "");
    let entry = &Packages::parse(&text).unwrap().entries[0];
    assert_eq!(
        (entry.source, entry.source_version.as_str()),
        ("tini", "0.19.0-1+b1")
    );
    let text = TINI.replace("Source: tini (0.19.0-1)", "Source: other");
    let entry = &Packages::parse(&text).unwrap().entries[0];
    assert_eq!(
        (entry.source, entry.source_version.as_str()),
        ("other", "0.19.0-1+b1")
    );
}

#[test]
fn tells_what_is_wrong_and_where() {
    let error = |from: &str, to: &str| Packages::parse(&TINI.replace(from, to)).unwrap_err();
    assert_snapshot!(error("Size: 255840\n", ""), @"line 1: the stanza has no field `Size`");
    assert_snapshot!(error("255840", "-1"), @"line 11: field `Size`: want a number of bytes above 0, got `-1`");
    assert_snapshot!(error("255840", "99999999999999999999"), @"line 11: field `Size`: want a number of bytes above 0, got `99999999999999999999`");
    assert_snapshot!(error("amd64\n", "amd64 all\n"), @"line 3: field `Architecture`: want one architecture, got `amd64 all`");
    assert_snapshot!(error("Package: tini", "Package: ../x"), @"line 1: field `Package`: package name `../x`: want two or more of `a-z0-9+.-`, the first a letter or digit");
    assert_snapshot!(error("(0.19.0-1)", "(0.19.0-1"), @"line 4: field `Source`: version `(0.19.0-1`: the upstream part is empty or holds a character outside `A-Za-z0-9.+~:-`");
    assert_snapshot!(error("pool/main", "pool/.."), @"line 10: field `Filename`: path `pool/../t/tini/tini_0.19.0-1+b1_amd64.deb`: a segment is empty, `.` or `..`");
    assert_snapshot!(error("ccddeeff\n", "ccddee\n"), @"line 12: field `SHA256`: sha256 `00112233445566778899aabbccddeeff00112233445566778899aabbccddee`: want 64 digits, got 62");
    assert_snapshot!(error("\nVersion: 0.19.0-1+b1", "\nVersion: x_y"), @"line 2: field `Version`: version `x_y`: the upstream part is empty or holds a character outside `A-Za-z0-9.+~:-`");
}

proptest! {
    #[test]
    fn any_cut_or_change_ends_in_a_result(at in 0..TINI.len(), byte in "[ -~\n]", cut in any::<bool>()) {
        let rest = if cut { "" } else { &TINI[at + 1..] };
        let text = format!("{}{byte}{rest}", &TINI[..at]);
        if let Ok(packages) = Packages::parse(&text) {
            for entry in &packages.entries {
                let _ = (entry.dependencies(), entry.provides(), entry.refusals());
            }
        }
    }
}
