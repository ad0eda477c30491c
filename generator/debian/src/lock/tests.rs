use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn package(name: &str, depends: &[&str]) -> (String, LockedPackage) {
    let package = LockedPackage {
        architecture: "amd64".into(),
        depends: depends.iter().map(|name| (*name).into()).collect(),
        path: format!("pool/main/{name}_1-1_amd64.deb").parse().unwrap(),
        sha256: FileHash::from([0xab; 32]),
        size: 7,
        source: "src".into(),
        source_version: "1-1".parse().unwrap(),
        version: "1-1+b1".parse().unwrap(),
    };
    (name.into(), package)
}

fn lock() -> Lock {
    let hash = "cd".repeat(32);
    let release = format!(
        "Origin: Debian\nSuite: oldstable\nCodename: bookworm\nArchitectures: amd64\n\
         Date: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n {hash} 9 main/binary-amd64/Packages\n"
    );
    let release = Release::parse(&release).unwrap();
    let index = LockedIndex::new(
        &release,
        "main",
        release.packages("main", "amd64").unwrap().sha256,
    );
    let packages = [
        package("libc6", &["libgcc"]),
        package("libgcc", &["libc6"]),
        package("tini", &["libc6"]),
        package("zz", &[]),
    ];
    let excluded = BTreeMap::from([("debconf".into(), "no script runs".into())]);
    Lock::new(
        "amd64".into(),
        vec![index],
        BTreeMap::from(packages),
        excluded,
    )
}

#[test]
fn prints_one_fact_a_line() {
    let mut lock = lock();
    lock.packages.retain(|name, _| name.starts_with("lib"));
    assert_snapshot!(lock.print(), @r#"
    {
      "architecture": "amd64",
      "excluded": {
        "debconf": "no script runs"
      },
      "indexes": [
        {
          "codename": "bookworm",
          "component": "main",
          "date": "2026-07-11T10:16:37Z",
          "origin": "Debian",
          "packages_sha256": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
          "suite": "oldstable"
        }
      ],
      "packages": {
        "libc6": {
          "architecture": "amd64",
          "depends": [
            "libgcc"
          ],
          "path": "pool/main/libc6_1-1_amd64.deb",
          "sha256": "abababababababababababababababababababababababababababababababab",
          "size": 7,
          "source": "src",
          "source_version": "1-1",
          "version": "1-1+b1"
        },
        "libgcc": {
          "architecture": "amd64",
          "depends": [
            "libc6"
          ],
          "path": "pool/main/libgcc_1-1_amd64.deb",
          "sha256": "abababababababababababababababababababababababababababababababab",
          "size": 7,
          "source": "src",
          "source_version": "1-1",
          "version": "1-1+b1"
        }
      },
      "version": 1
    }
    "#);
}

#[test]
fn reads_what_it_prints() {
    let lock = lock();
    assert_eq!(lock.print().parse::<Lock>().unwrap(), lock);
    assert!(lock.print().ends_with("}\n"));
}

#[test]
fn follows_depends_from_any_roots() {
    let lock = lock();
    assert_eq!(
        lock.closure(["tini"]).unwrap(),
        BTreeSet::from(["libc6", "libgcc", "tini"])
    );
    assert_eq!(lock.closure(["zz", "zz"]).unwrap(), BTreeSet::from(["zz"]));
    assert!(lock.closure([]).unwrap().is_empty());
    assert_snapshot!(lock.closure(["tini", "curl"]).unwrap_err(), @r"
    package `curl`: it is not in the lock

    hint: refresh the lock
    ");
}

#[test]
fn tells_what_is_wrong_and_where() {
    let error = |from: &str, to: &str| {
        lock()
            .print()
            .replacen(from, to, 1)
            .parse::<Lock>()
            .unwrap_err()
    };
    assert_snapshot!(error("\"version\": 1\n", "\"version\": 2, \"news\": 1\n"), @r"
    version 2 is not known, want 1

    hint: use the release of the tool that wrote this lock, or refresh the lock with this one
    ");
    assert_snapshot!(error("abab", "ab"), @"sha256 `ababababababababababababababababababababababababababababababab`: want 64 digits, got 62 at line 23 column 80");
    assert_snapshot!(error("\"ab", "\"AB"), @"sha256 `ABababababababababababababababababababababababababababababababab`: holds a character outside `0-9a-f` at line 23 column 82");
    assert_snapshot!(error("pool/main", "pool/../main"), @"path `pool/../main/libc6_1-1_amd64.deb`: a segment is empty, `.` or `..` at line 22 column 48");
    assert_snapshot!(error("pool/main", "/main"), @"path `/main/libc6_1-1_amd64.deb`: does not start with `pool/` at line 22 column 41");
    assert_snapshot!(error("\"size\": 7", "\"size\": 0"), @"package `libc6`: size: want a number above 0");
    assert_snapshot!(error("\"size\": 7", "\"size\": \"7\""), @r#"invalid type: string "7", expected u64 at line 24 column 17"#);
    assert_snapshot!(error("\"size\": 7", "\"size\": 7, \"url\": \"x\""), @"unknown field `url`, expected one of `architecture`, `depends`, `path`, `sha256`, `size`, `source`, `source_version`, `version` at line 24 column 22");
    assert_snapshot!(error("\"size\": 7,", ""), @"missing field `size` at line 28 column 5");
    assert_snapshot!(error("\"libgcc\": {", "\"libc6\": {"), @"`libc6` is duplicated in one object at line 29 column 11");
    assert_snapshot!(error("\"tini\": {", "\"../tini\": {"), @"package name `../tini`: want two or more of `a-z0-9+.-`, the first a letter or digit");
    assert_snapshot!(error("\"libgcc\"\n", "\"gone\"\n"), @"package `libc6`: depends on `gone`, which is not in the lock");
    assert_snapshot!(error("\"debconf\"", "\"tini\""), @"package `tini`: it is locked and also excluded");
    assert_snapshot!(error("  \"architecture\": \"amd64\",\n      \"depends\"", "  \"architecture\": \"i386\",\n      \"depends\""), @"package `libc6`: architecture `i386`: want `amd64` or `all`");
    assert_snapshot!(error("2026-07-11T", "2026-07-31 "), @"date `2026-07-31 10:16:37Z`: want one like `Sat, 11 Jul 2026 10:16:37 UTC` or `2026-07-11T10:16:37Z` at line 10 column 36");
    assert_snapshot!("{".parse::<Lock>().unwrap_err(), @"EOF while parsing an object at line 1 column 1");
}

proptest! {
    #[test]
    fn any_cut_or_change_ends_in_a_result(at in 0usize..2000, byte in "[ -~\n]", cut in any::<bool>()) {
        let text = lock().print();
        let at = at.min(text.len() - 1);
        let rest = if cut { "" } else { &text[at + 1..] };
        let _ = format!("{}{byte}{rest}", &text[..at]).parse::<Lock>();
    }
}

#[test]
fn an_older_index_does_not_take_the_place_of_a_newer_one() {
    let index = |codename: &str, date: &str| LockedIndex {
        codename: codename.into(),
        component: "main".into(),
        date: date.parse().unwrap(),
        origin: "Debian".into(),
        packages_sha256: [0; 32].into(),
        suite: "stable".into(),
    };
    let locked = index("trixie", "2026-07-11T10:16:37Z");
    let older = index("trixie", "2026-07-11T10:16:36Z");
    assert_eq!(
        older.older_than(&locked).unwrap(),
        "the index of `trixie` is from 2026-07-11T10:16:36Z, but the lock has one from 2026-07-11T10:16:37Z"
    );
    assert_eq!(locked.older_than(&locked), None);
    assert_eq!(locked.older_than(&older), None);
    assert_eq!(
        index("bookworm", "2020-01-01T00:00:00Z").older_than(&locked),
        None
    );
}
