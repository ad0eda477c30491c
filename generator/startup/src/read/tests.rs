use crate::{Shape, StartupConfig};
use insta::assert_snapshot;
use proptest::prelude::*;

/// Two groups, a docker group in each place where one can stand
const GROUPED: &str = "\
global_settings:
  environment:
    PATH: ${HOME}/bin
  features:
    FAST: ${FAST:-true}
agent_groups:
  first:
    # Old:
    #   script_path: old.py
    Alpha:
      script_path: alpha.py
      port: ${PORT_OFFSET}+7000
      health_check_port: \"${PORT_OFFSET}+8000\"
      required: true
      dependencies: []
    Beta:
      script_path: beta.py
      port: 7001
      config:
        zmq_port: ${PORT_OFFSET}+7001
        grpc_port: 7002
        redis:
          host: cache
          port: 6379
        redis_port: 6379
        peer_host: other
        peer_port: 9999
        hub_host: 0.0.0.0
        hub_port: 7003
        pub_address: tcp://*:7004
        inputs:
        - tcp://localhost:5555
        - tcp://0.0.0.0:${PORT_OFFSET}+7005
        - tcp://*:7015
        web_url: http://[::]:7006/x
        free_address: tcp://*:*
        url: ${URL}
  second:
    Gamma:
      script_path: gamma.py
      port: 7010
      required: no
      dependencies: [Alpha, Beta]
  docker_groups:
    one:
      description: The first
      agents:
      - Alpha
  two:
    description: The second
    agents: [Beta, Gamma]
docker_groups:
  three:
    agents: []
";

const LIST: &str = "\
small_services:
- name: Alpha
  script_path: alpha.py
  host: 0.0.0.0
  port: ${PORT_OFFSET}+7000
  health_check_port: ${PORT_OFFSET}+8000
  dependencies:
  - Beta
  required: true
  config:
    hub: ${HUB}
- {name: Beta, script_path: beta.py, port: 7001}
docker_groups:
  one: {description: All, agents: [Alpha, Beta]}
";

fn parse(text: &str) -> StartupConfig {
    StartupConfig::parse(text).unwrap()
}

fn error(text: &str) -> String {
    StartupConfig::parse(text).unwrap_err().to_string()
}

/// The config on a few lines, places included
fn summary(text: &str) -> String {
    let config = parse(text);
    let mut lines = vec![format!("{}", config.shape)];
    for service in &config.services {
        let group = service.group.as_ref().map_or("-", |group| &group.value);
        let name = &service.name;
        lines.push(format!(
            "{} {} in {group}: {}",
            name.place, name.value, service.port.value
        ));
        for listener in &service.listeners {
            let port = &listener.port;
            lines.push(format!("  {} {} {}", port.place, listener.name, port.value));
        }
        for name in service.dependencies.iter().flat_map(|names| &names.value) {
            lines.push(format!("  {} needs {}", name.place, name.value));
        }
    }
    for group in &config.groups {
        let names: Vec<_> = group
            .services
            .iter()
            .map(|name| name.value.as_str())
            .collect();
        lines.push(format!(
            "{} group {}: {}",
            group.name.place,
            group.name.value,
            names.join(" ")
        ));
    }
    for feature in &config.features {
        lines.push(format!(
            "{} {} = {}",
            feature.name.place, feature.name.value, feature.value.value
        ));
    }
    for variable in &config.variables {
        let service = variable.service.as_deref().unwrap_or("-");
        lines.push(format!(
            "{} ${} of {service}: {:?}",
            variable.place, variable.name, variable.default
        ));
    }
    lines.extend(config.warnings.iter().map(ToString::to_string));
    lines.join("\n")
}

#[test]
fn reads_groups() {
    assert_snapshot!(summary(GROUPED), @r#"
    grouped
    10:5 Alpha in first: ${PORT_OFFSET}+7000
    16:5 Beta in first: 7001
      20:19 zmq ${PORT_OFFSET}+7001
      21:20 grpc 7002
      29:19 hub 7003
      30:28 pub 7004
      33:17 inputs ${PORT_OFFSET}+7005
      34:17 inputs_2 7015
      35:25 web 7006
    39:5 Gamma in second: 7010
      43:22 needs Alpha
      43:29 needs Beta
    45:5 group one: Alpha
    49:3 group two: Beta Gamma
    53:3 group three: 
    5:5 FAST = ${FAST:-true}
    3:11 $HOME of -: None
    5:11 $FAST of -: Some("true")
    12:13 $PORT_OFFSET of Alpha: None
    13:27 $PORT_OFFSET of Alpha: None
    20:19 $PORT_OFFSET of Beta: None
    33:25 $PORT_OFFSET of Beta: None
    37:14 $URL of Beta: None
    44:3: `docker_groups` is inside `agent_groups`

    hint: indent them below a `docker_groups` at the top level
    49:3: docker groups are among the groups of services: `two`

    hint: indent them below a `docker_groups` at the top level
    "#);
}

#[test]
fn reads_a_list() {
    assert_snapshot!(summary(LIST), @"
    list
    2:9 Alpha in -: ${PORT_OFFSET}+7000
      8:5 needs Beta
    12:10 Beta in -: 7001
    14:3 group one: Alpha Beta
    5:9 $PORT_OFFSET of Alpha: None
    6:22 $PORT_OFFSET of Alpha: None
    11:10 $HUB of Alpha: None
    ");
}

#[test]
fn the_shape_is_the_contents() {
    assert_eq!(parse(GROUPED).shape, Shape::Grouped);
    assert_eq!(parse(LIST).shape, Shape::List);
}

#[test]
fn what_is_said_is_kept() {
    let config = parse(GROUPED);
    let required: Vec<_> = config
        .services
        .iter()
        .map(|one| one.required.map(|it| it.value))
        .collect();
    assert_eq!(required, [Some(true), None, Some(false)]);
    assert!(config.services[0]
        .dependencies
        .as_ref()
        .is_some_and(|names| names.value.is_empty()));
    assert!(
        config.services[1].dependencies.is_none() && config.services[1].health_check_port.is_none()
    );
    assert_eq!(
        parse(LIST).services[0].host.as_ref().unwrap().value,
        "0.0.0.0"
    );
}

/// A list of one service, with more fields
fn one(fields: &str) -> String {
    format!("x_services:\n- name: A\n  script_path: a.py\n{fields}")
}

#[test]
fn warns_of_unknown_fields() {
    let warnings = |text: &str| {
        let warnings = parse(text).warnings;
        assert!(warnings
            .iter()
            .all(|warning| warning.service.as_deref() == Some("A")));
        warnings
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(warnings(&one("  port: 1\n  helth_check_port: 2\n  dependancies: []\n  gpu: 1\n")), @"
    5:3: service `A` has an unknown field `helth_check_port`

    hint: did you mean `health_check_port`?
    6:3: service `A` has an unknown field `dependancies`

    hint: did you mean `dependencies`?
    7:3: service `A` has an unknown field `gpu`
    ");
    let named =
        "agent_groups:\n  g:\n    A:\n      script_path: a.py\n      port: 1\n      name: B\n";
    assert_snapshot!(warnings(named), @"6:7: service `A` has an unknown field `name`");
}

#[test]
fn warns_of_entries_without_a_script() {
    let text = "agent_groups:\n  g:\n    A:\n      port: 1\n";
    assert_snapshot!(parse(text).warnings[0], @"3:5: `A` of group `g` has no `script_path`, so it \
        is not a service");
}

#[test]
fn refuses_mis_indented_groups() {
    assert_snapshot!(error("agent_groups:\n  A:\n    script_path: a.py\n    port: 1\n"), @"
    2:3: `A` has a `script_path`, but a group of services is expected here

    hint: indent it below its group
    ");
    assert_snapshot!(error("agent_groups:\n  g:\n    A:\n    script_path: a.py\n    port: 1\n"), @"
    2:3: `g` has a `script_path`, but a group of services is expected here

    hint: indent it below its group
    ");
    assert_snapshot!(error("agent_groups:\n  g:\n  A:\n    port: 1\n"), @"
    2:4: group `g` is nothing, want a map

    hint: add the value, or check that the following lines are indented below it
    ");
    assert_snapshot!(error("agent_groups:\ng:\n  A:\n    port: 1\n"), @"
    1:13: `agent_groups` is nothing, want a map

    hint: add the value, or check that the following lines are indented below it
    ");
    assert_snapshot!(error(&one("  port: 1\n dependencies: []\n")), @"
    5:2: mis-indented: the indentation of `dependencies: []` matches none of the lines above

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error(&one("  port: 1\n  dependencies:\n  - B\n    - C\n")), @"
    6:5: `B - C` is not a valid name

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error(&one("  port: 1\n  dependencies:\n  config: {}\n")), @"
    5:15: `dependencies` of service `A` is nothing, want a list

    hint: add the value, or check that the following lines are indented below it
    ");
}

#[test]
fn refuses_one_kind_where_another_belongs() {
    assert_snapshot!(error("- a\n"), @"1:1: the config is a list, want a map");
    assert_snapshot!(error("agent_groups: []\n"), @"1:15: `agent_groups` is a list, want a map");
    assert_snapshot!(error("agent_groups:\n  g:\n  - A\n"), @"3:5: group `g` is a list, want a map");
    assert_snapshot!(error("agent_groups:\n  g:\n    A: [1]\n"), @"3:8: `A` of group `g` is a list, want a map");
    assert_snapshot!(error("x_services: {}\n"), @"1:13: `x_services` is a map, want a list");
    assert_snapshot!(error("x_services:\n- A\n"), @"2:3: an item of the list of services is a text, want a map");
    assert_snapshot!(error(&one("  port: [1]\n")), @"4:9: `port` of service `A` is a list, want a text");
    assert_snapshot!(error(&one("  port: 1\n  required: 'true'\n")), @"5:13: `required` of service `A` is a text, want `true` or `false`");
    assert_snapshot!(error(&one("  port: 1\n  dependencies: B\n")), @"5:17: `dependencies` of service `A` is a text, want a list");
    assert_snapshot!(error(&one("  port: 1\n  dependencies: [{B: 1}]\n")), @"5:18: an item of `dependencies` of service `A` is a map, want a text");
    assert_snapshot!(error(&one("  port: 1\n  config: x\n")), @"5:11: `config` of service `A` is a text, want a map");
    assert_snapshot!(error("x_services: []\ndocker_groups: [a]\n"), @"2:16: `docker_groups` is a list, want a map");
    assert_snapshot!(error("x_services: []\ndocker_groups:\n  g: {description: x}\n"), @"3:3: docker group `g` has no `agents`");
    assert_snapshot!(error("x_services: []\nglobal_settings:\n  features: [a]\n"), @"3:13: `features` is a list, want a map");
}

#[test]
fn refuses_bad_ports() {
    assert_snapshot!(error(&one("  port: http\n")), @"4:9: port `http` is not a number");
    assert_snapshot!(error(&one("  port: -7200\n")), @"4:9: port `-7200` is not between 1 and 65535");
    assert_snapshot!(error(&one("  port: 0\n")), @"4:9: port `0` is not between 1 and 65535");
    assert_snapshot!(error(&one("  port: 65536\n")), @"4:9: port `65536` is not between 1 and 65535");
    assert_snapshot!(error(&one("  port: 1\n  health_check_port: '${PORT_OFFSET}+http'\n")), @"5:22: port `${PORT_OFFSET}+http`: `http` is not a number");
    assert_snapshot!(error(&one("  port: 1\n  config: {grpc_port: x}\n")), @"5:23: port `x` is not a number");
    assert_snapshot!(error(&one("  port: 1\n  config: {a_address: 'tcp://*:70000'}\n")), @"5:30: port `70000` is not between 1 and 65535");
}

#[test]
fn refuses_what_it_cannot_tell() {
    assert_snapshot!(error("a: 1\n"), @"1:1: no services: want a map `agent_groups` or a list whose key ends in `_services`");
    assert_snapshot!(error("a: 1\nagent_group: {}\n"), @"
    1:1: no services: want a map `agent_groups` or a list whose key ends in `_services`

    hint: `agent_group` at 2:1 may belong there
    ");
    assert_snapshot!(error("services: []\n"), @"
    1:1: no services: want a map `agent_groups` or a list whose key ends in `_services`

    hint: `services` at 1:1 may belong there
    ");
    assert_snapshot!(error("agent_groups: {}\nx_services: []\n"), @"2:1: services in two formats: `x_services`, and `agent_groups` at 1:1");
    assert_snapshot!(error("x_services:\n- script_path: a.py\n"), @"2:3: an item of the list of services has no `name`");
    assert_snapshot!(error("x_services:\n- {name: A, port: 1}\n"), @"2:3: service `A` has no `script_path`");
    assert_snapshot!(error(&one("")), @"2:3: service `A` has no `port`");
    assert_snapshot!(error(&one("  port: 1\n- {name: A, script_path: b, port: 2}\n")), @"
    5:10: service `A` is already defined at 2:9

    hint: keep one of the two; most readers silently use the last one
    ");
    assert_snapshot!(error(&one("  port: 1\n  host: ${A\n")), @"5:9: `${A` has a `${` without its `}`");
    assert_snapshot!(error(&one("  port: 1\n  port: 2\n")), @"
    5:3: key `port` is already set at 4:3

    hint: keep one of the two; most readers silently use the last one
    ");
}

proptest! {
    #[test]
    fn a_lost_line_ends_in_a_result(lost in 0_usize..70, indent in 0_usize..9) {
        for text in [GROUPED, LIST] {
            let without: Vec<_> = text.lines().enumerate().filter(|(n, _)| *n != lost).map(|(_, line)| line).collect();
            let _ = StartupConfig::parse(&without.join("\n"));
            let shifted = text.lines().enumerate().map(|(n, line)| {
                if n == lost { format!("{}{}\n", " ".repeat(indent), line.trim_start()) } else { format!("{line}\n") }
            });
            let _ = StartupConfig::parse(&shifted.collect::<String>());
        }
    }
}
