//! Every message about a table, as its reader sees it.

use fleet::{resolve, Error, FamilyFile, Fleet, Source, Table, Work};
use std::collections::{BTreeMap, BTreeSet};

const FAMILIES: [(&str, &str); 3] = [
    ("base", "description = \"base\"\n"),
    (
        "gpu",
        "description = \"gpu\"\nparent = \"base\"\ngpu = true\n",
    ),
    (
        "old",
        "description = \"old\"\nparent = \"base\"\nunbuilt = \"no interpreter\"\n",
    ),
];

const HEAD: &str = r#"version = 1

[fleet]
python = "3.11.2"
codec = "zstd"

[machines.big]
gpu = "RTX"
sm = "8.9"
port-offset = 100

[machines.big.profile]
THREADS = 4

[machines.small]
[machines.small.profile]

[needs.GPU]
gpu = true

[needs.Audio]
debs = ["ffmpeg"]

"#;

fn row(name: &str, machines: &str, more: &str, port: u32) -> String {
    let health = port + 1000;
    format!(
        "[[services]]\nname = \"{name}\"\nmachines = [{machines}]\nrequired = true\n\
         port = {port}\nhealth-port = {health}\n{more}\n"
    )
}

fn read(table: &str) -> Result<Fleet, Error> {
    let families: BTreeMap<String, (Source<'_>, FamilyFile)> = FAMILIES
        .iter()
        .map(|(name, text)| {
            let source = Source { file: name, text };
            ((*name).to_owned(), (source, source.parse().unwrap()))
        })
        .collect();
    let source = Source {
        file: "fleet.toml",
        text: table,
    };
    let table: Table = source.parse()?;
    resolve(
        source,
        &table,
        &families,
        &BTreeSet::from(["services/a".to_owned()]),
    )
}

fn refused(rows: &str) -> String {
    read(&format!("{HEAD}{rows}")).unwrap_err().to_string()
}

#[test]
fn a_row_becomes_a_placement_on_each_machine() {
    let rows = row(
        "A",
        "\"big\", \"small\"",
        "family = \"base\"\nneeds = [\"Audio\"]",
        5000,
    );
    let fleet = read(&format!("{HEAD}{rows}")).unwrap();
    let on_big = &fleet.placements[&("big".to_owned(), "a".to_owned())];
    assert_eq!((on_big.port, on_big.health_port), (5100, 6100));
    assert_eq!(on_big.work, Work::Nothing);
    assert_eq!(on_big.code, ["services/a"]);
    assert!(on_big.needs.debs.contains("ffmpeg"));
    assert_eq!(
        fleet.placements[&("small".to_owned(), "a".to_owned())].port,
        5000
    );
    assert_eq!(
        fleet.machines["big"].profile["TORCH_CUDA_ARCH_LIST"].to_string(),
        "8.9"
    );
    assert!(!fleet.families.contains_key("old"));
}

#[test]
fn unknown_names_show_what_is_known() {
    let mut messages = Vec::new();
    let rows = row("A", "\"big\"", "family = \"bse\"\nneeds = []", 5000);
    messages.push(refused(&rows).to_string());
    let rows = row("A", "\"huge\"", "family = \"base\"\nneeds = []", 5000);
    messages.push(refused(&rows).to_string());
    let rows = row(
        "A",
        "\"big\"",
        "family = \"base\"\nneeds = [\"Sound\"]",
        5000,
    );
    messages.push(refused(&rows).to_string());
    let rows = row("A", "\"big\"", "family = \"old\"\nneeds = []", 5000);
    messages.push(refused(&rows).to_string());
    insta::assert_snapshot!(messages.join("\n---\n"));
}

#[test]
fn a_port_has_one_claimant() {
    let mut messages = Vec::new();
    let first = row("A", "\"small\"", "family = \"base\"\nneeds = []", 5000);
    let second = row("B", "\"small\"", "family = \"base\"\nneeds = []", 6000);
    messages.push(refused(&format!("{first}{second}")).to_string());
    let rows = row("A", "\"big\"", "family = \"base\"\nneeds = []", 64_500);
    messages.push(refused(&rows).to_string());
    let rows = row("A", "\"small\"", "family = \"base\"\nneeds = []", 80);
    messages.push(refused(&rows).to_string());
    insta::assert_snapshot!(messages.join("\n---\n"));
}

#[test]
fn a_gpu_family_needs_a_gpu() {
    let mut messages = Vec::new();
    let rows = row(
        "A",
        "\"small\"",
        "family = \"gpu\"\nneeds = [\"GPU\"]",
        5000,
    );
    messages.push(refused(&rows).to_string());
    let rows = row("A", "\"big\"", "family = \"base\"\nneeds = [\"GPU\"]", 5000);
    messages.push(refused(&rows).to_string());
    insta::assert_snapshot!(messages.join("\n---\n"));
}

#[test]
fn work_is_one_of_three() {
    let mut messages = Vec::new();
    let with = |more: &str| {
        refused(&row(
            "A",
            "\"big\"",
            &format!("family = \"base\"\nneeds = []\n{more}"),
            5000,
        ))
    };
    messages.push(with("app = \"module\"").to_string());
    messages.push(with("command = [\"run\"]").to_string());
    messages.push(with("probe = \"tcp://127.0.0.1:1\"").to_string());
    messages.push(with("app = \"a:b\"\ncommand = [\"run\"]").to_string());
    messages.push(with("code = [\"services/b\"]").to_string());
    insta::assert_snapshot!(messages.join("\n---\n"));
}

#[test]
fn syntax_and_unknown_keys_have_a_place() {
    let mut messages = Vec::new();
    messages.push(read("version = 1\n[fleet\n").unwrap_err().to_string());
    let rows = row(
        "A",
        "\"big\"",
        "family = \"base\"\nneeds = []\nprot = 1",
        5000,
    );
    messages.push(refused(&rows).to_string());
    messages.push(
        read(&HEAD.replace("version = 1", "version = 2\nservices = []"))
            .unwrap_err()
            .to_string(),
    );
    messages.push(
        read(
            &HEAD
                .replace("8.9", "89")
                .replace("version = 1", "version = 1\nservices = []"),
        )
        .unwrap_err()
        .to_string(),
    );
    insta::assert_snapshot!(messages.join("\n---\n"));
}

#[test]
fn variables_are_the_machines() {
    let more =
        "needs = []\nfamily = \"base\"\nenv = { U = \"ws://x:${PORT_OFFSET}\", V = \"${NONE}\" }";
    insta::assert_snapshot!(refused(&row("A", "\"big\"", more, 5000)));
    let more = more.replace("${NONE}", "${NONE:-n}");
    let fleet = read(&format!("{HEAD}{}", row("A", "\"big\"", &more, 5000))).unwrap();
    let env = &fleet.placements[&("big".to_owned(), "a".to_owned())].env;
    assert_eq!((env["U"].as_str(), env["V"].as_str()), ("ws://x:100", "n"));
}

#[test]
fn every_listener_is_claimed() {
    let more = "needs = []\nfamily = \"base\"\nlisteners = { zmq = 5000, grpc = 5001 }\n\
                on.small = { listeners = { grpc = 5002 } }";
    let rows = row("A", "\"big\", \"small\"", more, 5000);
    let fleet = read(&format!("{HEAD}{rows}")).unwrap();
    let of = |machine: &str| {
        fleet.placements[&(machine.to_owned(), "a".to_owned())]
            .listeners
            .clone()
    };
    assert_eq!(of("big")["grpc"], 5101);
    assert_eq!(of("small"), BTreeMap::from([("grpc".to_owned(), 5002)]));
    let other = row("B", "\"small\"", "needs = []\nfamily = \"base\"", 5002);
    insta::assert_snapshot!(refused(&format!("{rows}{other}")));
}
