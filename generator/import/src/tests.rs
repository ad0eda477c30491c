use crate::{compare, merge, Config, Finding, Severity, Written};
use fleet::Source;
use insta::assert_snapshot;
use startup::StartupConfig;

const HEAD: &str = "\
version = 1
# The fleet
[fleet]
python = \"3.11.2\"
codec = \"zstd\"

[machines.big]
port-offset = 100

[machines.big.profile]
THREADS = 4

[machines.small]
[machines.small.profile]

[needs.CPU]

";

const ROWS: &str = "\
# The first one
[[services]]
name = \"Alpha\"
machines = [\"big\", \"small\"]
needs = [\"CPU\"] # nothing else
family = \"base\"
port = 7000
health-port = 8000

[[services]]
name = \"Beta\"
machines = [\"big\"]
needs = []
family = \"base\"
port = 7001
health-port = 8001
required = false
# the end
";

const BIG: &str = "\
global_settings:
  features:
    FAST: ${FAST:-true}
agent_groups:
  first:
    Alpha:
      script_path: alpha.py
      port: ${PORT_OFFSET}+7000
      health_check_port: ${PORT_OFFSET}+8000
      required: true
      dependencies: [Beta]
      config:
        zmq_port: ${PORT_OFFSET}+7000
        grpc_port: ${PORT_OFFSET}+7002
    Beta:
      script_path: beta.py
      port: ${PORT_OFFSET}+7001
      health_check_port: ${PORT_OFFSET}+8001
      required: false
      dependencies: []
docker_groups:
  one:
    description: All
    agents: [Alpha, Beta]
";

const SMALL: &str = "\
small_services:
- name: Alpha
  script_path: alpha.py
  port: ${PORT_OFFSET}+7000
  health_check_port: ${PORT_OFFSET}+8000
  required: false
  dependencies: [Gamma]
  config:
    grpc_port: ${PORT_OFFSET}+7002
- name: Gamma
  script_path: gamma.py
  port: ${PORT_OFFSET}+7003
  required: true
";

/// What is found, and what merging makes of the table
fn run(table: &str, configs: &[(&str, &str)]) -> (Vec<Finding>, String) {
    let source = Source {
        file: "fleet.toml",
        text: table,
    };
    let written = Written::parse(source).unwrap();
    let parsed: Vec<_> = configs
        .iter()
        .map(|(machine, text)| {
            (
                *machine,
                format!("{machine}.yaml"),
                StartupConfig::parse(text).unwrap(),
            )
        })
        .collect();
    let sides = parsed.iter().map(|(machine, file, config)| Config {
        machine,
        file,
        config,
    });
    let sides: Vec<_> = sides.collect();
    let merge = merge(&written, &sides).unwrap();
    (compare(&written, &sides), merge.text)
}

fn said(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is found of one config of the big machine
fn found(table: &str, config: &str) -> String {
    said(&run(&format!("{HEAD}{table}"), &[("big", config)]).0)
}

/// One group with one service
fn one(fields: &str) -> String {
    format!(
        "agent_groups:\n  first:\n    Beta:\n      script_path: b.py\n      port: 7101\n{fields}"
    )
}

const BETA: &str = "\
[[services]]
name = \"Beta\"
machines = [\"big\"]
needs = []
family = \"base\"
port = 7001
health-port = 8001
script = \"b.py\"
group = \"first\"
";

#[test]
fn finds_what_the_table_lacks() {
    let (findings, _) = run(&format!("{HEAD}{ROWS}"), &[("big", BIG), ("small", SMALL)]);
    assert_snapshot!(said(&findings), @"
    big.yaml:22:3: error [import/docker-group]: big: docker group `one`: only in the config
      table: fleet.toml:7:11
    big.yaml:3:11: error [import/feature]: big: feature `FAST` is `true` in the config, nothing in the table
      table: fleet.toml:7:11
    big.yaml:11:21: error [import/dependencies]: `Alpha` on big: dependencies: `Beta` only in the config
      table: fleet.toml:20:8
    small.yaml:7:17: error [import/dependencies]: `Alpha` on small: dependencies: `Gamma` only in the config
      table: fleet.toml:20:8
    big.yaml:5:3: error [import/group]: `Alpha` on big: group `first` in the config, nothing in the table
      table: fleet.toml:20:8
    big.yaml:14:20: error [import/listeners]: `Alpha` on big: listeners: `grpc` `7102` only in the config
      table: fleet.toml:20:8
    small.yaml:9:16: error [import/listeners]: `Alpha` on small: listeners: `grpc` `7002` only in the config
      table: fleet.toml:20:8
    small.yaml:6:13: error [import/required]: `Alpha` on small: required `false` in the config, `true` in the table
      table: fleet.toml:20:8
    big.yaml:7:20: error [import/script]: `Alpha` on big: script `alpha.py` in the config, nothing in the table
      table: fleet.toml:20:8
    small.yaml:3:16: error [import/script]: `Alpha` on small: script `alpha.py` in the config, nothing in the table
      table: fleet.toml:20:8
    big.yaml:5:3: error [import/group]: `Beta` on big: group `first` in the config, nothing in the table
      table: fleet.toml:28:8
    big.yaml:16:20: error [import/script]: `Beta` on big: script `beta.py` in the config, nothing in the table
      table: fleet.toml:28:8
    small.yaml:10:9: error [import/only-in-config]: `Gamma` on small: only in the config
      table: fleet.toml:13:11
    ");
}

#[test]
fn merges_what_the_table_lacks() {
    let (_, text) = run(&format!("{HEAD}{ROWS}"), &[("big", BIG), ("small", SMALL)]);
    assert_snapshot!(text, @r#"
    version = 1
    # The fleet
    [fleet]
    python = "3.11.2"
    codec = "zstd"

    [machines.big]
    port-offset = 100

    [machines.big.profile]
    THREADS = 4

    [machines.big.groups.one]
    description = "All"
    services = ["Alpha", "Beta"]

    [machines.small]
    [machines.small.profile]

    [features.FAST]
    value = true

    [needs.CPU]

    # The first one
    [[services]]
    name = "Alpha"
    machines = ["big", "small"]
    needs = ["CPU"] # nothing else
    family = "base"
    port = 7000
    health-port = 8000
    dependencies = ["Beta"]
    listeners = { grpc = 7002 }
    script = "alpha.py"
    group = "first"
    on.small = { required = false, dependencies = ["Gamma"] }

    [[services]]
    name = "Beta"
    machines = ["big"]
    needs = []
    family = "base"
    port = 7001
    health-port = 8001
    required = false
    script = "beta.py"
    group = "first"

    [[services]]
    name = "Gamma"
    machines = ["small"]
    needs = []  # no config says it: state its needs
    family = ""  # no config says it: state its family
    port = 7003
    health-port = 0  # no config says it: state its health port
    script = "gamma.py"
    # the end
    "#);
    let (findings, again) = run(&text, &[("big", BIG), ("small", SMALL)]);
    assert_snapshot!(said(&findings), @"");
    assert_eq!(again, text);
}

#[test]
fn one_config_says_nothing_of_other_machines() {
    let (_, text) = run(&format!("{HEAD}{ROWS}"), &[("small", SMALL)]);
    let alpha = text.split("[[services]]").nth(1).unwrap();
    assert_snapshot!(alpha, @r#"
    name = "Alpha"
    machines = ["big", "small"]
    needs = ["CPU"] # nothing else
    family = "base"
    port = 7000
    health-port = 8000
    on.small = { required = false, dependencies = ["Gamma"], listeners = { grpc = 7002 }, script = "alpha.py" }
    "#);
}

#[test]
fn what_the_table_says_stays() {
    let rows = BETA.replace(
        "script = \"b.py\"",
        "script = \"c.py\"\ndependencies = []\nrequired = true",
    );
    let config = one("      required: false\n      dependencies: [Alpha]\n");
    let table = format!("{HEAD}{rows}");
    let (findings, text) = run(&table, &[("big", &config)]);
    assert_eq!(text, table);
    assert_snapshot!(said(&findings), @"
    big.yaml:7:21: error [import/dependencies]: `Beta` on big: dependencies: `Alpha` only in the config
      table: fleet.toml:26:1
    big.yaml:6:17: error [import/required]: `Beta` on big: required `false` in the config, `true` in the table
      table: fleet.toml:27:1
    big.yaml:4:20: error [import/script]: `Beta` on big: script `b.py` in the config, `c.py` in the table
      table: fleet.toml:25:1
    ");
}

#[test]
fn tables_of_their_own_take_what_a_machine_says_alone() {
    let rows = ROWS.replace(
        "\n[[services]]\nname = \"Beta\"",
        "\n[services.on.big] # its own\nrequired = true\n\n[[services]]\nname = \"Beta\"",
    );
    let configs = [("big", BIG), ("small", SMALL)];
    let (_, text) = run(&format!("{HEAD}{rows}"), &configs);
    let alpha = text.split("[[services]]").nth(1).unwrap();
    assert_snapshot!(alpha, @r#"
    name = "Alpha"
    machines = ["big", "small"]
    needs = ["CPU"] # nothing else
    family = "base"
    port = 7000
    health-port = 8000
    dependencies = ["Beta"]
    listeners = { grpc = 7002 }
    script = "alpha.py"
    group = "first"

    [services.on]
    small = { required = false, dependencies = ["Gamma"] }

    [services.on.big] # its own
    required = true
    "#);
    let (findings, again) = run(&text, &configs);
    assert_eq!((said(&findings), again), (String::new(), text));
}

#[test]
fn machines_may_be_inline() {
    let head = HEAD.replace(
        "[machines.small]\n[machines.small.profile]\n",
        "[machines]\nsmall = { profile = {} }\n",
    );
    let head = head.replace("[machines.big]", "[machines.big] # the big one");
    let groups = SMALL.to_owned() + "docker_groups:\n  one: {agents: [Alpha]}\n";
    let (_, text) = run(&format!("{head}{ROWS}"), &[("small", &groups)]);
    let (findings, again) = run(&text, &[("small", &groups)]);
    assert_snapshot!(said(&findings), @"
    small.yaml:15:3: error [import/docker-group]: small: docker group `one`: only in the config
      table: fleet.toml:14:1
    ");
    assert_eq!(again, text);
}

#[test]
fn every_field_is_compared() {
    assert_snapshot!(found(BETA, &one("      health_check_port: ${PORT_OFFSET}+8002\n").replace("7101", "7001")), @"
    big.yaml:6:26: error [import/health-port]: `Beta` on big: health-port `8102` in the config, `8101` in the table
      table: fleet.toml:24:1
    big.yaml:5:13: error [import/port]: `Beta` on big: port `7001` in the config, `7101` in the table
      table: fleet.toml:23:1
    ");
    assert_snapshot!(found(&BETA.replace("first", "second"), &one("")), @"
    big.yaml:2:3: error [import/group]: `Beta` on big: group `first` in the config, `second` in the table
      table: fleet.toml:26:1
    ");
    let listeners = format!("{BETA}listeners = {{ grpc = 7002, rest = 7003 }}\n");
    assert_snapshot!(found(&listeners, &one("      config: {grpc_port: 7102, zmq_port: 7104, http_port: 7101}\n")), @"
    big.yaml:6:43: error [import/listeners]: `Beta` on big: listeners: `zmq` `7104` only in the config; `rest` `7103` only in the table
      table: fleet.toml:27:1
    ");
    assert_snapshot!(found(&listeners, &one("      config: {grpc_port: 7002, rest_port: 7103}\n")), @"
    big.yaml:6:27: error [import/listeners]: `Beta` on big: listeners: `grpc` is `7002` in the config and `7102` in the table
      table: fleet.toml:27:1
    ");
    assert_snapshot!(found(BETA, &one("      config: {hub: '${HUB}', again: '${HUB}', grpc_port: '${GRPC}'}\n")), @"
    big.yaml:6:22: error [import/variable]: `Beta` on big: `${HUB}` has no default, and the machine has no value for it
      table: fleet.toml:7:11
      hint: set `variables.HUB` of `[machines.big]`
    big.yaml:6:60: error [import/variable]: `Beta` on big: `${GRPC}` has no default, and the machine has no value for it
      table: fleet.toml:7:11
      hint: set `variables.GRPC` of `[machines.big]`
    ");
    assert_snapshot!(found(BETA, &one("      volume: /data\n      requird: true\n")), @"
    big.yaml:6:7: warning [import/unknown-field]: `Beta` on big: service `Beta` has an unknown field `volume`
      table: fleet.toml:19:8
    big.yaml:7:7: warning [import/unknown-field]: `Beta` on big: service `Beta` has an unknown field `requird`
      table: fleet.toml:19:8
      hint: did you mean `required`?
    ");
    let offset = one("").replace("7101", "${PORT_OFFSET}+65500");
    assert_snapshot!(found(BETA, &offset), @"
    big.yaml:5:13: error [import/port]: `Beta` on big: port `${PORT_OFFSET}+65500`: `65600` is not between 1 and 65535
      table: fleet.toml:23:1
    ");
}

#[test]
fn a_feature_and_a_group_are_compared() {
    let machine = "[features.FAST]\nvalue = false\n\n[machines.big.groups.one]\ndescription = \"All\"\nservices = [\"Beta\"]\n\n[machines.big.groups.two]\ndescription = \"\"\nservices = []\n\n";
    assert_snapshot!(found(&format!("{machine}{BETA}"), BIG), @"
    big.yaml:4:1: error [import/docker-group]: big: docker group `two`: only in the table
      table: fleet.toml:25:22
    big.yaml:22:3: error [import/docker-group]: big: docker group `one`: `Alpha` only in the config
      table: fleet.toml:21:22
    big.yaml:3:11: error [import/feature]: big: feature `FAST` is `true` in the config, `false` in the table
      table: fleet.toml:19:1
    big.yaml:6:5: error [import/only-in-config]: `Alpha` on big: only in the config
      table: fleet.toml:7:11
    big.yaml:19:17: error [import/required]: `Beta` on big: required `false` in the config, `true` in the table
      table: fleet.toml:30:8
    big.yaml:16:20: error [import/script]: `Beta` on big: script `beta.py` in the config, `b.py` in the table
      table: fleet.toml:36:1
    ");
}

#[test]
fn a_deviation_gives_its_reason() {
    let meant = "[[deviations]]\nconfig = \"big\"\nservice = \"Beta\"\nfinding = \"port\"\nreason = \"moved\"\n";
    let config = one("").replace("7101", "7102");
    let (findings, _) = run(&format!("{HEAD}{BETA}{meant}"), &[("big", &config)]);
    assert_snapshot!(said(&findings), @"
    big.yaml:5:13: note [import/port]: `Beta` on big: port `7102` in the config, `7101` in the table
      table: fleet.toml:23:1
      meant: moved
    ");
    assert!(findings
        .iter()
        .all(|finding| finding.severity == Severity::Note));
    assert_snapshot!(found(&format!("{BETA}{meant}"), &one("")), @"
    fleet.toml:30:11: error [import/unused-deviation]: `Beta` on big: this deviation matches no finding `port`
      hint: remove it
    ");
    let (findings, _) = run(&format!("{HEAD}{BETA}{meant}"), &[]);
    assert_eq!(findings, []);
}
