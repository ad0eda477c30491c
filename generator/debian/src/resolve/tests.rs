mod reports;

use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

/// An index from lines `name version; field: value; …`.
fn index(lines: &[&str]) -> String {
    lines.iter().map(|line| stanza(line)).collect()
}

fn stanza(line: &str) -> String {
    let mut parts = line.split("; ");
    let (name, version) = parts.next().unwrap().split_once(' ').unwrap();
    let fields: String = parts.map(|field| format!("{field}\n")).collect();
    let architecture = if fields.contains("Architecture:") {
        ""
    } else {
        "Architecture: amd64\n"
    };
    let sha256 = if fields.contains("SHA256:") {
        String::new()
    } else {
        format!("SHA256: {}\n", "0a".repeat(32))
    };
    format!("Package: {name}\nVersion: {version}\n{architecture}Filename: pool/main/{name}_{version}.deb\nSize: 1\n{sha256}{fields}\n")
}

fn request(roots: &[&str], excluded: &[&str], preferences: &[(&str, &str)]) -> Request {
    Request {
        architecture: "amd64".into(),
        roots: roots.iter().map(|name| (*name).into()).collect(),
        excluded: excluded
            .iter()
            .map(|name| ((*name).into(), "not wanted".into()))
            .collect(),
        preferences: preferences
            .iter()
            .map(|(name, package)| ((*name).into(), (*package).into()))
            .collect(),
    }
}

fn run(lines: &[&str], request: &Request) -> Result<Resolution, ResolveError> {
    let text = index(lines);
    resolve(&[Packages::parse(&text).unwrap()], request)
}

/// `name: what it depends on`, sorted.
fn found(lines: &[&str], request: &Request) -> Vec<String> {
    let resolution = run(lines, request).unwrap();
    let line = |(name, package): (&String, &LockedPackage)| {
        format!(
            "{name}:{}",
            package
                .depends
                .iter()
                .map(|name| format!(" {name}"))
                .collect::<String>()
        )
    };
    resolution.packages.iter().map(line).collect()
}

fn error(lines: &[&str], request: &Request) -> ResolveError {
    run(lines, request).unwrap_err()
}

#[test]
fn follows_depends_and_pre_depends_alone() {
    let lines = [
        "aa 1; Pre-Depends: pre; Depends: dep, aa; Recommends: rec",
        "pre 1",
        "dep 1; Depends: aa",
        "rec 1",
    ];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: dep pre", "dep: aa", "pre:"]
    );
}

#[test]
fn takes_the_highest_version_of_all_indexes() {
    let (main, security) = (
        index(&["aa 1-1", "bb 2"]),
        index(&["aa 1-1+deb12u1", "bb 1"]),
    );
    let indexes = [
        Packages::parse(&main).unwrap(),
        Packages::parse(&security).unwrap(),
    ];
    let resolution = resolve(&indexes, &request(&["aa", "bb"], &[], &[])).unwrap();
    assert_eq!(resolution.packages["aa"].version.as_str(), "1-1+deb12u1");
    assert_eq!(resolution.packages["bb"].version.as_str(), "2");
}

#[test]
fn knows_its_architecture() {
    let lines = [
        "aa 1; Depends: bb:any, cc:amd64; Architecture: all",
        "bb 1",
        "bb 2; Architecture: i386",
        "cc 1",
    ];
    assert_eq!(
        run(&lines, &request(&["aa"], &[], &[])).unwrap().packages["bb"]
            .version
            .as_str(),
        "1"
    );
    assert_snapshot!(
        error(&["aa 1; Depends: bb:i386", "bb 1"], &request(&["aa"], &[], &[])),
        @"`aa`: nothing satisfies `bb:i386`: `bb:i386` is for another architecture"
    );
}

#[test]
fn takes_the_first_alternative_unless_another_is_there() {
    let lines = [
        "aa 1; Depends: one | two",
        "one 1",
        "two 1",
        "zz 1; Depends: two",
    ];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: one", "one:"]
    );
    assert_eq!(
        found(&lines, &request(&["aa", "zz"], &[], &[])),
        ["aa: two", "two:", "zz: two"]
    );
    assert_eq!(
        found(&lines, &request(&["aa", "one", "two"], &[], &[])),
        ["aa: one", "one:", "two:"]
    );
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[("one", "two")])),
        ["aa: two", "two:"]
    );
    let lines = ["aa 1; Depends: gone | one (>= 2) | two", "one 1", "two 1"];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: two", "two:"]
    );
}

#[test]
fn settles_what_leaves_no_choice_first() {
    let lines = [
        "aa 1; Depends: one | two",
        "one 1",
        "two 1",
        "bb 1; Depends: cc",
        "cc 1; Depends: two",
    ];
    assert_eq!(
        found(&lines, &request(&["aa", "bb"], &[], &[])),
        ["aa: two", "bb: cc", "cc: two", "two:"]
    );
}

#[test]
fn finds_who_provides() {
    let lines = ["aa 1; Depends: virt", "sole 1; Provides: virt"];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: sole", "sole:"]
    );
    let lines = [
        "aa 1; Depends: virt",
        "one 1; Provides: virt",
        "two 1; Provides: virt",
    ];
    assert_eq!(
        found(&lines, &request(&["aa", "two"], &[], &[])),
        ["aa: two", "two:"]
    );
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[("virt", "one")])),
        ["aa: one", "one:"]
    );
    assert_snapshot!(error(&lines, &request(&["aa"], &[], &[])), @r#"
    `aa`: virtual package `virt` has several providers: one, two

    hint: declare a preference, as in `virt = "one"`
    "#);
}

#[test]
fn checks_versions_of_what_is_provided() {
    let lines = [
        "aa 1; Depends: virt (>= 2)",
        "new 1; Provides: virt (= 2)",
        "old 1; Provides: virt (= 1)",
        "any 1; Provides: virt",
    ];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: new", "new:"]
    );
    let lines = [
        "aa 1; Depends: real (>= 2)",
        "real 1",
        "new 1; Provides: real (= 2)",
    ];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: new", "new:"]
    );
    let lines = ["aa 1; Depends: real", "real 1", "other 1; Provides: real"];
    assert_eq!(
        found(&lines, &request(&["aa"], &[], &[])),
        ["aa: real", "real:"]
    );
}

#[test]
fn counts_the_excluded_as_there() {
    let lines = [
        "aa 1; Depends: debconf (>= 9) | debconf-2.0, bb",
        "bb 1; Depends: debconf-2.0",
        "debconf 1; Provides: debconf-2.0; Depends: gone",
    ];
    let resolution = run(
        &lines,
        &request(&["aa"], &["debconf", "idle"], &[("idle-too", "aa")]),
    )
    .unwrap();
    assert_eq!(resolution.packages.keys().collect::<Vec<_>>(), ["aa", "bb"]);
    assert_eq!(
        resolution.excluded,
        BTreeMap::from([("debconf".into(), "not wanted".into())])
    );
    assert_eq!(
        resolution.unused_exclusions,
        BTreeSet::from(["idle".into()])
    );
    assert_eq!(
        resolution.unused_preferences,
        BTreeSet::from(["idle-too".into()])
    );
}

#[test]
fn takes_what_is_there_before_what_is_excluded() {
    let lines = [
        "aa 1; Depends: virt",
        "bb 1; Provides: virt",
        "zz 1; Provides: virt",
    ];
    let request = request(&["aa", "zz"], &["bb"], &[]);
    assert_eq!(found(&lines, &request), ["aa: zz", "zz:"]);
}

#[test]
fn an_excluded_provider_hides_no_real_package() {
    let lines = ["aa 1; Depends: real", "real 1", "out 1; Provides: real"];
    assert_eq!(
        found(&lines, &request(&["aa"], &["out"], &[])),
        ["aa: real", "real:"]
    );
}

#[test]
fn tells_what_cannot_be_satisfied_and_for_whom() {
    let lines = [
        "aa 1; Depends: bb",
        "bb 1; Depends: cc (>= 2) | dd | ee (= 1)",
        "cc 1",
        "ff 1; Provides: ee",
        "gg 1; Provides: ee (= 2)",
    ];
    assert_snapshot!(
        error(&lines, &request(&["aa"], &[], &[])),
        @"`aa → bb`: nothing satisfies `cc (>= 2) | dd | ee (= 1)`: `cc` is 1; no index offers or provides `dd`; `ff` provides it without a version, `gg` provides 2"
    );
}

#[test]
fn tells_of_roots_that_cannot_be() {
    let lines = ["mawk 1; Provides: awk", "gawk 1; Provides: awk"];
    assert_snapshot!(error(&lines, &request(&["awk", "mawk", "nowhere"], &["mawk"], &[])), @r"
    root `awk`: no index offers it; it is a virtual package: name one of its providers: gawk, mawk

    root `mawk`: it is also excluded: not wanted

    root `nowhere`: no index offers it
    ");
}

#[test]
fn refuses_what_conflicts() {
    let lines = [
        "aa 1; Depends: bb; Breaks: cc (<< 2)",
        "bb 1; Depends: cc; Conflicts: virt",
        "cc 1",
        "dd 1; Provides: virt",
    ];
    assert_snapshot!(error(&lines, &request(&["aa", "dd"], &[], &[])), @r"
    `aa` and `aa → bb → cc` conflict: `aa` has `Breaks: cc (<< 2)`, and `cc` is 1

    `aa → bb` and `dd` conflict: `bb` has `Conflicts: virt`, and `dd` provides `virt`
    ");
}

#[test]
fn lets_be_what_does_not_conflict() {
    let lines = [
        "aa 1; Provides: virt; Conflicts: virt, cc (<< 1), cc:i386, gone; Depends: cc",
        "cc 1; Breaks: versioned (<< 2)",
        "dd 1; Provides: versioned (= 2)",
    ];
    assert_eq!(
        found(&lines, &request(&["aa", "dd"], &[], &[])),
        ["aa: cc", "cc:", "dd:"]
    );
}

#[test]
fn refuses_two_contents_of_one_version() {
    let other = format!("aa 1; SHA256: {}", "0b".repeat(32));
    assert_snapshot!(
        error(&["aa 1", &other], &request(&["aa"], &[], &[])),
        @"package `aa` 1: two different files are offered: `pool/main/aa_1.deb`, sha256 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, and `pool/main/aa_1.deb`, sha256 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
    );
    assert_eq!(
        found(&["aa 1", &other, "aa 2"], &request(&["aa"], &[], &[])),
        ["aa:"]
    );
}

#[test]
fn tells_of_fields_that_do_not_parse() {
    assert_snapshot!(
        error(&["aa 1; Depends: bb", "bb 1; Depends: cc (1)", "cc 1"], &request(&["aa"], &[], &[])),
        @"`aa → bb`: dependency `cc (1)`: want one of `<<`, `<=`, `=`, `>=`, `>>` before the version"
    );
    assert_snapshot!(
        error(&["aa 1; Conflicts: cc ("], &request(&["aa"], &[], &[])),
        @"`aa`: dependency `cc (`: after the name want `(OPERATOR VERSION)`"
    );
    assert_snapshot!(
        error(&["aa 1", "bb 1; Provides: |"], &request(&["aa"], &[], &[])),
        @"`bb`: dependency `|`: an alternative is empty"
    );
}

/// Small archives in which every name may be missing, old, provided or refused.
fn archive() -> impl Strategy<Value = Vec<String>> {
    let relation = "p[a-e]( \\((>=|<<|=) [12]\\))?( \\| p[a-e])?";
    let fields = (
        proptest::collection::vec(relation, 0..3),
        proptest::option::of("p[a-e]|v[ab]( \\(= [12]\\))?"),
        proptest::option::weighted(0.2, "p[a-e] \\(<< 2\\)"),
    );
    let package = ("p[a-e] [123]", fields).prop_map(|(package, (depends, provides, conflicts))| {
        let depends = if depends.is_empty() {
            String::new()
        } else {
            format!("; Depends: {}", depends.join(", "))
        };
        let provides = provides
            .map(|text| format!("; Provides: {text}"))
            .unwrap_or_default();
        let conflicts = conflicts
            .map(|text| format!("; Conflicts: {text}"))
            .unwrap_or_default();
        format!("{package}{depends}{provides}{conflicts}")
    });
    proptest::collection::vec(package, 1..8).prop_map(|packages| {
        let unique: BTreeMap<String, String> = packages
            .into_iter()
            .map(|line| (line[..4].to_owned(), line))
            .collect();
        unique.into_values().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_input_matters(lines in archive(), shuffled in any::<u64>(), split in 0..8usize) {
        let request = request(&["pa", "pb"], &["pe"], &[("va", "pc")]);
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let once = run(&lines, &request);
        let mut other = lines.clone();
        other.sort_by_key(|line| line.bytes().fold(shuffled, |n, b| (n ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)));
        let (first, second) = other.split_at(split.min(other.len()));
        let (first, second) = (index(first), index(second));
        let indexes = [Packages::parse(&first).unwrap(), Packages::parse(&second).unwrap()];
        prop_assert_eq!(resolve(&indexes, &request), once);
    }

    #[test]
    fn what_is_found_is_closed_and_satisfied(lines in archive()) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let text = index(&lines);
        let indexes = [Packages::parse(&text).unwrap()];
        if let Ok(resolution) = resolve(&indexes, &request(&["pa", "pb"], &[], &[])) {
            let packages = &resolution.packages;
            let entry = |name: &str| indexes[0].entries.iter().find(|e| e.name == name && e.version == packages[name].version).unwrap();
            for (name, package) in packages {
                prop_assert!(package.depends.iter().all(|name| packages.contains_key(name)));
                for dependency in entry(name).dependencies().unwrap() {
                    let holds = |relation: &crate::Relation<'_>| packages.keys().any(|other| {
                        let real = other == relation.name && relation.accepts(&packages[other].version);
                        real || entry(other).provides().unwrap().iter().any(|provided| {
                            let version = provided.version.as_ref().map(|(_, version)| version);
                            provided.name == relation.name && version.map_or(relation.version.is_none(), |v| relation.accepts(v))
                        })
                    });
                    prop_assert!(dependency.alternatives.iter().any(holds), "{name}: {dependency}");
                }
            }
        }
    }
}
