//! Which layers and images a fleet has, from small locks.

use fleet::plan::{plan, Locks, Plan, Wheel, Winner};
use fleet::{resolve, DebianPolicy, FamilyFile, Source, Table};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = r#"version = 1
[fleet]
python = "3.11.2"
codec = "zstd"
[machines.one]
gpu = "RTX"
sm = "8.9"
profile = { N = 1 }
[machines.two]
gpu = "RTX"
sm = "8.6"
profile = { N = 2 }
[needs.Audio]
debs = ["libsound"]
[[services]]
name = "EarService"
machines = ["one", "two"]
needs = ["Audio"]
family = "child"
port = 5000
health-port = 6000
required = true
[[services]]
name = "OddService"
machines = ["one"]
needs = []
family = "child"
port = 5001
health-port = 6001
required = true
"#;

const POLICY: &str = r#"
architecture = "amd64"
suites = ["s"]
component = "main"
[toolchain]
seed = "seed"
program = "bin/seed"
packages = []
"#;

fn wheel(name: &str, version: &str, size: u64) -> Wheel {
    Wheel {
        name: name.into(),
        version: version.into(),
        file: format!("{name}-{version}-py3-none-any.whl"),
        sha256: "00".into(),
        size,
        admit: Vec::new(),
        omit: Vec::new(),
    }
}

fn debian() -> debian::Lock {
    let package = |depends: &str, name: &str| {
        let path = format!("pool/main/x/{name}_1_all.deb");
        format!(
            r#""{name}": {{"architecture": "all", "depends": [{depends}], "path": "{path}",
            "sha256": "{}", "size": 1, "source": "{name}", "source_version": "1", "version": "1"}}"#,
            "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
        )
    };
    let packages = [
        package("", "libbase"),
        package("\"libbase\"", "libsound"),
        package("\"libbase\"", "root"),
        package("", "seed"),
    ];
    let text = format!(
        r#"{{"architecture": "amd64", "excluded": {{}}, "indexes": [], "packages": {{{}}}, "version": 1}}"#,
        packages.join(", ")
    );
    text.parse().unwrap()
}

fn planned(wheels: &[(&str, Vec<Wheel>)]) -> Plan {
    planned_with(wheels, BTreeMap::new())
}

fn planned_with(wheels: &[(&str, Vec<Wheel>)], winners: BTreeMap<String, Vec<Winner>>) -> Plan {
    planned_under(POLICY, wheels, winners).unwrap()
}

fn planned_under(
    policy: &str,
    wheels: &[(&str, Vec<Wheel>)],
    winners: BTreeMap<String, Vec<Winner>>,
) -> Result<Plan, fleet::Error> {
    let files = [
        ("parent", "description = \"p\"\ndebs = [\"root\"]\n"),
        (
            "child",
            "description = \"c\"\nparent = \"parent\"\ngpu = true\n",
        ),
    ];
    let families: BTreeMap<String, (Source<'_>, FamilyFile)> = files
        .iter()
        .map(|(name, text)| {
            let source = Source { file: name, text };
            ((*name).to_owned(), (source, source.parse().unwrap()))
        })
        .collect();
    let source = Source {
        file: "fleet.toml",
        text: TABLE,
    };
    let table: Table = source.parse().unwrap();
    let fleet = resolve(source, &table, &families, &BTreeSet::new()).unwrap();
    let policy: DebianPolicy = Source {
        file: "debian.toml",
        text: policy,
    }
    .parse()
    .unwrap();
    let wheels = wheels
        .iter()
        .map(|(name, own)| ((*name).to_owned(), own.clone()))
        .collect();
    plan(
        &fleet,
        &policy,
        &Locks {
            debian: debian(),
            wheels,
            runtime: Vec::new(),
            winners,
        },
    )
}

#[test]
fn machines_differ_in_the_profile_alone() {
    let plan = planned(&[(
        "child",
        vec![wheel("big", "1", 60_000_000), wheel("small", "1", 1)],
    )]);
    let layers = |machine: &str| plan.images[machine]["ear-service"].layers.clone();
    assert_eq!(
        layers("one"),
        [
            "parent-debs",
            "wheel-big-1",
            "child-wheels",
            "audio-debs",
            "runtime",
            "one-profile"
        ]
    );
    let two: Vec<String> = layers("two")
        .iter()
        .map(|name| name.replace("two-", "one-"))
        .collect();
    assert_eq!(two, layers("one"));
}

#[test]
fn winners_and_omissions_reach_every_layer_of_their_lock() {
    let big = Wheel {
        omit: vec!["big/.wh.x".into()],
        ..wheel("big", "1", 60_000_000)
    };
    let small = wheel("small", "1", 1);
    let winner = Winner {
        wheel: small.clone(),
        path: "ns/".into(),
    };
    let winners = BTreeMap::from([("child".to_owned(), vec![winner])]);
    let plan = planned_with(&[("child", vec![big, small])], winners);
    for name in ["wheel-big-1", "child-wheels"] {
        let literal = nix::print(&plan.layers[name].literal());
        let winner = "\"winners\" = [\n    {\n      \"path\" = \"ns/\";";
        assert!(literal.contains(winner), "{literal}");
    }
    let literal = nix::print(&plan.layers["wheel-big-1"].literal());
    assert!(
        literal.contains("\"omit\" = [\n        \"big/.wh.x\"\n      ]"),
        "{literal}"
    );
    let plan = planned(&[("child", vec![wheel("small", "1", 1)])]);
    let literal = nix::print(&plan.layers["child-wheels"].literal());
    assert!(
        !literal.contains("winners") && !literal.contains("omit"),
        "{literal}"
    );
}

#[test]
fn what_is_decided_about_a_deb_reaches_its_layer() {
    let under = |section: &str| {
        let policy = POLICY.replace("[toolchain]", &format!("{section}\n[toolchain]"));
        planned_under(&policy, &[], BTreeMap::new())
    };
    let literal = |plan: &Plan, name: &str| nix::print(&plan.layers[name].literal());
    for section in ["omit", "admit"] {
        let plan = under(&format!("[{section}.libsound]\n\"etc/x\" = \"a reason\"")).unwrap();
        let decided = format!("\"{section}\" = [\n        \"etc/x\"\n      ]");
        assert!(literal(&plan, "audio-debs").contains(&decided));
        assert!(!literal(&plan, "parent-debs").contains(section));
        let error = under(&format!("[{section}.libsuond]\n\"etc/x\" = \"a slip\"")).unwrap_err();
        let want = format!("`[{section}.libsuond]` names a package that");
        assert!(error.message.starts_with(&want), "{}", error.message);
    }
}

#[test]
fn a_family_declares_what_it_decides_about_wheels() {
    let text = r#"
description = "x"
[[winners]]
wheel = "a-1-py3-none-any.whl"
sha256 = "00"
path = "ns/__init__.py"
reason = "the other is empty"
[[omit]]
wheel = "a-1-py3-none-any.whl"
sha256 = "00"
path = "foo/bar"
reason = "no file name"
"#;
    let source = Source {
        file: "family.toml",
        text,
    };
    let file: FamilyFile = source.parse().unwrap();
    let decisions = file.decisions();
    let all: Vec<_> = decisions
        .all()
        .map(|(section, file)| (section, file.path.as_str()))
        .collect();
    assert_eq!(all, [("omit", "foo/bar"), ("winners", "ns/__init__.py")]);
}

#[test]
fn a_layer_of_needs_holds_what_the_family_lacks() {
    let plan = planned(&[]);
    let debs = &plan.layers["audio-debs"].debs;
    assert_eq!(
        debs.iter()
            .map(|deb| deb.package.as_str())
            .collect::<Vec<_>>(),
        ["libsound"]
    );
}

#[test]
fn a_service_adds_to_its_family_or_stands_alone() {
    let family = ("child", vec![wheel("a", "1", 1), wheel("b", "1", 1)]);
    let adds = ("odd-service", vec![wheel("a", "1", 1), wheel("c", "1", 1)]);
    let plan = planned(&[family.clone(), adds]);
    let layers = &plan.images["one"]["odd-service"].layers;
    assert_eq!(layers[1..3], ["child-wheels", "odd-service-wheels"]);
    assert_eq!(plan.layers["odd-service-wheels"].wheels.len(), 1);

    let conflicts = ("odd-service", vec![wheel("a", "2", 1), wheel("c", "1", 1)]);
    let plan = planned(&[family, conflicts]);
    let layers = &plan.images["one"]["odd-service"].layers;
    assert_eq!(layers[1], "odd-service-wheels");
    assert!(!layers.contains(&"child-wheels".to_owned()));
    assert_eq!(plan.layers["odd-service-wheels"].wheels.len(), 2);
}

#[test]
fn two_layers_of_one_name_are_both_kept() {
    let other = Wheel {
        file: "big-1-1-py3-none-any.whl".into(),
        ..wheel("big", "1", 60_000_000)
    };
    let family = ("child", vec![wheel("big", "1", 60_000_000)]);
    let plan = planned(&[family, ("odd-service", vec![other])]);
    assert_eq!(plan.images["one"]["odd-service"].layers[1], "wheel-big-1-2");
    assert_eq!(plan.images["one"]["ear-service"].layers[1], "wheel-big-1");
}

#[test]
fn label_probe_and_environment_agree() {
    let plan = planned(&[]);
    let config = &plan.images["two"]["ear-service"].config;
    assert_eq!(config["Labels"]["health_check_port"], "6000");
    let probe = config["Healthcheck"]["Test"]
        .as_array()
        .unwrap()
        .last()
        .unwrap();
    assert_eq!(probe, "http://127.0.0.1:6000/health");
    let env: Vec<&str> = config["Env"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line.as_str())
        .collect();
    assert!(env.contains(&"HEALTH_CHECK_PORT=6000") && env.contains(&"N=2"));
    assert!(env.contains(&"NVIDIA_REQUIRE_CUDA=cuda>=12.1"));
    assert!(config["ExposedPorts"].get("6000/tcp").is_some());
}
