//! Every rule on a table that only it finds fault with: found with the rule, not without it, and
//! what its reader sees.

mod support;

use lint::{Severity, RULES};
use support::{findings, rendered, row, Case};

/// The case of a rule about rows; HEAD goes before it
fn case(id: &str) -> Case {
    let case = Case::default();
    let a = row("A", 5000, "");
    match id {
        "allow-expired" => case.rows(format!(
            "{}{}",
            row("A", 40000, ""),
            allow("port-ephemeral", "2026-11-23")
        )),
        "allow-unknown" => case.rows(format!("{a}{}", allow("prot-clash", "2026-12-31"))),
        "allow-unused" => case.rows(format!("{a}{}", allow("port-clash", "2026-12-31"))),
        "dependency-address" => case.rows(format!(
            "{a}{}",
            on("B", "gpu", 5001, "dependencies = [\"A\"]")
        )),
        "dependency-cycle" => case.rows(
            [("A", "C"), ("B", "A"), ("C", "B")]
                .iter()
                .zip(5000..)
                .map(|((name, on), port)| row(name, port, &format!("dependencies = [\"{on}\"]")))
                .collect::<String>(),
        ),
        "dependency-inactive" => case.rows(format!(
            "{}{}",
            row("A", 5000, "disabled = \"replaced by C\""),
            row("B", 5001, "dependencies = [\"A\"]")
        )),
        "dependency-unknown" => case.rows(row("A", 5000, "dependencies = [\"Gone\"]")),
        "family-gpu" => case.rows(a.replace("\"base\"", "\"cuda\"")),
        "family-sm" => case.rows(on("A", "gpu", 5000, "").replace("\"base\"", "\"old\"")),
        "family-unknown" => case.rows(a.replace("\"base\"", "\"family-cpu-pydeps\"")),
        "gate-missing" => case.rows(format!("{}{a}{}", feature("A"), row("New", 5001, ""))),
        "health-above" => case.rows(format!(
            "{}{}",
            row("A", 5000, "http-health = \"above\""),
            row("B", 5001, "")
        )),
        "machine-unknown" => case.rows(on("A", "cup", 5000, "")),
        "name-collision" => case.rows(format!(
            "{}{}",
            row("STTService", 5000, ""),
            row("SttService", 5001, "")
        )),
        "name-illegal" => case.rows(row("Zoë", 5000, "")),
        "port-clash" => case.rows(format!(
            "{a}{}",
            row("B", 5001, "listeners = { grpc = 5000 }")
        )),
        "port-ephemeral" => case.rows(row("A", 40000, "")),
        "port-range" => {
            case.rows(row("A", 65000, "").replace("health-port = 66000", "health-port = 80"))
        }
        "reference-unknown" => case.rows(row("A", 5000, "when = \"!OLD\"")),
        "role-doubled" => case.rows(format!(
            "{}{}",
            row("A", 5000, "role = \"observability\""),
            row("B", 5001, "role = \"observability\"")
        )),
        "variable-undefined" => case.rows(row(
            "A",
            5000,
            "env = { HUB = \"${HUB}\", OK = \"${X:-1}${PORT_OFFSET}\" }",
        )),
        _ => case_of_containers(id),
    }
}

/// The case of a rule about what containers may do
fn case_of_containers(id: &str) -> Case {
    let case = Case::default();
    let a = row("A", 5000, "");
    match id {
        "engine-proxy-missing" => case.rows(a.replace("\"CPU\"", "\"CPU\", \"Docker\"")),
        "engine-socket" => case.rows(format!(
            "{}{}[volumes.engine]\ntarget = \"/run/docker.sock\"\nshared = true\n",
            row("A", 5000, "volumes = [\"engine\"]"),
            row("Proxy", 5001, "role = \"engine-proxy\"")
        )),
        "seccomp-missing" => {
            let mut case = case.rows(a);
            let codec = "codec = \"zstd\"\n";
            let unconfined = format!("{codec}seccomp = \"unconfined\"\n");
            case.table = case.table.replace(codec, &unconfined);
            case
        }
        _ => case_of_files(id),
    }
}

/// The case of a rule about images, locks or code
fn case_of_files(id: &str) -> Case {
    let case = Case::default();
    let a = row("A", 5000, "");
    match id {
        "attribute-bytes" => case
            .rows(a)
            .entering(&["services/a/a.py", "services/a/b.py"])
            .attributes("", "*.md text\n*.py export-subst\n"),
        "image-health-label" => case.rows(a).image(|image| image.labels.clear()),
        "image-root" => case.rows(a).image(|image| image.user.clear()),
        "library-missing" => case.rows(a).image(|image| {
            image.needs.push(elf::Need {
                object: "usr/bin/ffmpeg".to_owned(),
                name: "libx264.so.164".to_owned(),
                answer: elf::Answer::Missing,
            });
        }),
        "loader-missing" => case.rows(a).image(|image| {
            image.unloadable = ["opt/tool", "usr/bin/python3.11"]
                .map(|program| elf::Unloadable {
                    loader: "/lib64/ld-linux-x86-64.so.2".to_owned(),
                    program: program.to_owned(),
                })
                .into();
        }),
        "program-hidden" => case.rows(a).image(|image| {
            let program = |path: &str, layer: &str| lint::Program {
                path: path.to_owned(),
                real: path.to_owned(),
                layer: layer.to_owned(),
            };
            image.programs = vec![
                program("usr/local/bin/python3", "a-wheels"),
                program("usr/local/bin/tini", "a-wheels"),
                program("usr/bin/python3", "base-debs"),
            ];
        }),
        "lock-unsound" => case.rows(a).lock("lock-version = \"9.0\"\n"),
        "retired-import" => case
            .rows(a)
            .code("import os\nfrom agents.request_coordinator import x\n"),
        "source-unreadable" => case.rows(a).code("import os\ndef (:\n"),
        other => panic!("rule `{other}` has no case: add one"),
    }
}

fn on(name: &str, machine: &str, port: u32, more: &str) -> String {
    row(name, port, more).replace("\"cpu\"", &format!("\"{machine}\""))
}

fn feature(replaced: &str) -> String {
    format!("[features.NEW]\nvalue = true\nservice = \"New\"\nreplaces = [\"{replaced}\"]\n")
}

fn allow(rule: &str, until: &str) -> String {
    format!(
        "[[allow]]\nrule = \"{rule}\"\nservice = \"A\"\nreason = \"known\"\nuntil = \"{until}\"\n"
    )
}

#[test]
fn each_rule_finds_its_case_and_nothing_does_without_it() {
    for rule in RULES {
        let case = case(rule.id);
        let with = findings(&case, RULES);
        assert!(
            with.iter().any(|finding| finding.rule == rule.id),
            "{} finds nothing",
            rule.id
        );
        let others: Vec<_> = RULES
            .iter()
            .filter(|other| other.id != rule.id)
            .copied()
            .collect();
        let without = findings(&case, &others);
        assert!(
            without.iter().all(|finding| finding.rule != rule.id),
            "{}",
            rule.id
        );
        // What is left is not worse: the case is the rule's own.
        let worse = without
            .iter()
            .filter(|finding| finding.severity != Severity::Note);
        assert_eq!(worse.count(), 0, "{}: {without:#?}", rule.id);
    }
}

#[test]
fn messages() {
    for rule in RULES {
        insta::assert_snapshot!(rule.id, rendered(&case(rule.id)));
    }
}

#[test]
fn a_sound_table_has_no_findings() {
    let rows = format!(
        "{}{}",
        row("A", 5000, "listeners = { zmq = 5000, grpc = 5002 }"),
        row("B", 5001, "dependencies = [\"A\"]")
    );
    assert_eq!(rendered(&Case::default().rows(rows)), "");
}

#[test]
fn what_is_allowed_is_not_found() {
    let rows = format!(
        "{}{}",
        row("A", 40000, ""),
        allow("port-ephemeral", "2026-11-24")
    );
    assert_eq!(rendered(&Case::default().rows(rows)), "");
}

#[test]
fn a_loader_that_nothing_needs_is_declared() {
    let lacks = |case: Case| {
        case.image(|image| {
            image.unloadable.push(elf::Unloadable {
                loader: "/lib/ld-musl-x86_64.so.1".to_owned(),
                program: "opt/tool".to_owned(),
            });
        })
    };
    let mut case = lacks(Case::default().rows(row("A", 5000, "")));
    assert_ne!(rendered(&case), "");
    let declared = "[needs.CPU]\noptional-libraries = { \"ld-musl-x86_64.so.1\" = \"unused\" }\n";
    case.table = case.table.replace("[needs.CPU]\n", declared);
    assert_eq!(rendered(&case), "");
}

#[test]
fn what_does_not_run_does_not_clash() {
    let off = row("B", 5000, "when = \"!NEW\"");
    let rows = format!(
        "{}{}{off}{}",
        feature("B"),
        row("A", 5000, ""),
        row("New", 5001, "")
    );
    assert_eq!(rendered(&Case::default().rows(rows)), "");
}

#[test]
fn bridges_keep_undeclared_ports_apart() {
    let rows = format!(
        "{}{}",
        row("A", 5000, "http-health = \"above\""),
        row("B", 5001, "")
    );
    let mut case = Case::default().rows(rows);
    case.table = case
        .table
        .replace("[machines.cpu]\n", "[machines.cpu]\nnetwork = \"bridge\"\n");
    assert_eq!(rendered(&case), "");
}

#[test]
fn each_attribute_that_changes_bytes_is_found() {
    for (line, is_found) in [
        ("a.py export-subst", true),
        ("/services/a export-ignore", true),
        ("services export-ignore", true),
        ("a.py export-ignore", true),
        ("a.py ident", true),
        ("* text=auto", true),
        ("a.py text", true),
        ("a.py crlf", true),
        ("a.py eol=lf", true),
        ("\"a.py\" filter=lfs", true),
        ("services/*/*.py working-tree-encoding=UTF-16", true),
        ("[attr]lfs filter=lfs -text\n*.py lfs", true),
        ("# a.py text", false),
        ("b.py text", false),
        ("services/a/ export-ignore", false),
        ("services/a text", false),
        ("a.py -text eol=lf", false),
        ("a.py binary", false),
        ("a.py diff=python linguist-generated", false),
        ("a.py text\n/services/a/** -text", false),
        ("a.py filter=lfs\n/services/a/** -filter", false),
        (
            "a.py working-tree-encoding=UTF-16\n/services/a/** !working-tree-encoding",
            false,
        ),
        (
            "/services/a export-ignore\n/services/a -export-ignore",
            false,
        ),
    ] {
        let case = Case::default()
            .rows(row("A", 5000, ""))
            .entering(&["services/", "services/a/", "services/a/a.py"])
            .attributes("", line);
        assert_eq!(
            rendered(&case).contains("attribute-bytes"),
            is_found,
            "{line}"
        );
    }
}

#[test]
fn the_file_of_attributes_that_lies_deeper_decides() {
    let case = |inner: &str| {
        Case::default()
            .rows(row("A", 5000, ""))
            .entering(&["services/a/a.py"])
            .attributes("", "*.py text\n")
            .attributes("services/a", inner)
    };
    assert_eq!(rendered(&case("*.py -text\n")), "");
    let found = rendered(&case("*.py -text\n\n\ta.py !text eol=crlf\n"));
    assert!(
        found.starts_with("error[attribute-bytes]: `eol=crlf`"),
        "{found}"
    );
    assert!(found.contains("services/a/.gitattributes:3:2\n"), "{found}");
    assert!(found.contains("add this line below: `** -text`"), "{found}");
}

#[test]
fn every_page_says_what_to_do() {
    let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        ids,
        RULES.iter().map(|rule| rule.id).collect::<Vec<_>>(),
        "sorted, each once"
    );
    for rule in RULES {
        assert!(
            rule.page.starts_with("# ") && rule.page.contains("## What to do"),
            "{}",
            rule.id
        );
    }
}
