//! What a compose file says, as a whole and of the repository's own fleet.

mod support;

use insta::assert_snapshot;
use startup::yaml::{Kind, Map, Node};
use support::{Case, SMALL};

fn services(text: &str) -> Map {
    let root = Node::parse(text).unwrap();
    let services = root.map(String::new).unwrap().get("services").unwrap();
    services.map(String::new).unwrap().clone()
}

fn keys(map: &Map) -> Vec<&str> {
    map.entries
        .iter()
        .map(|entry| entry.key.value.as_str())
        .collect()
}

#[test]
fn a_small_fleet() {
    assert_snapshot!("compose", Case::new(SMALL).compose("big"));
}

/// Keys of which `Rights` says what they give a container, and those that give none
#[test]
fn what_every_key_gives_a_container_is_known() {
    let rights = "env_file environment networks network_mode ports healthcheck user read_only cap_drop \
                  security_opt mem_limit cpu_period cpu_quota pids_limit deploy devices group_add tmpfs \
                  volumes secrets logging restart";
    let none = "image container_name labels depends_on";
    let known: Vec<&str> = rights.split(' ').chain(none.split(' ')).collect();
    for (case, machine) in [
        (Case::new(SMALL), "big"),
        (Case::new(SMALL), "small"),
        (Case::repository(), "mainpc"),
        (Case::repository(), "pc2"),
    ] {
        for service in services(&case.compose(machine)).entries {
            let map = service.value.map(String::new).unwrap();
            let unknown = keys(map).into_iter().find(|key| !known.contains(key));
            assert_eq!(unknown, None, "`verify --machine` has to compare it");
        }
    }
}

#[test]
fn the_machine_s_own_network_publishes_nothing() {
    let case = Case::new(SMALL);
    let text = case.compose("small");
    assert!(text.contains("    network_mode: host\n"), "{text}");
    assert!(
        !text.contains("ports:") && !text.contains("networks:"),
        "{text}"
    );
    // Nobody watches there, and the volumes are where the machine says.
    assert!(text.contains("    restart: always\n"), "{text}");
    assert!(text.contains("source: /srv/state/far/data\n"), "{text}");
    assert!(text.contains("    mem_limit: \"512m\"\n"), "{text}");
}

/// Proved with both composes, Podman's generator and systemd by `test_render.py`
#[test]
fn names_of_gpus_are_escaped_for_each_reader() {
    let case = Case::new(&SMALL.replace("\"0,1\"", r#"'GPU-$A "b" \%n,# ${X:-y}'"#));
    let text = case.compose("big");
    let ids = r##"
              device_ids:
                - "GPU-$$A \"b\" \\%n"
                - "# $${X:-y}"
"##;
    assert!(text.contains(ids), "{text}");
    let machine = case.machine("big");
    let files = case.rollout(None, |rollout| render::quadlet(&machine, rollout).unwrap());
    let unit = &files["llm-agent.container"];
    let devices = r#"
AddDevice='nvidia.com/gpu=GPU-$$A "b" \%%n'
AddDevice='nvidia.com/gpu=# $${X:-y}'
"#;
    assert!(unit.contains(devices), "{unit}");
    let case = Case::new(&SMALL.replace("\"0,1\"", r#""0,a\nb""#));
    assert_snapshot!(case.refused("big"), @r"
    services/fleet.toml:29:23: `0,a\nb` is a GPU name that a unit cannot contain

    hint: `nvidia-smi -L` lists them: use numbers, or names without line ends
    ");
}

#[test]
fn without_gpus_and_devices() {
    let case = Case::new(SMALL);
    let mut request = case.request("big");
    (request.gpu, request.devices) = (false, false);
    let machine = render::Machine::of(&request).unwrap();
    let files = case.rollout(None, |rollout| render::compose(&machine, rollout).unwrap());
    for absent in ["nvidia", "deploy", "/dev/snd", "- \"29\""] {
        assert!(!files["compose.yaml"].contains(absent), "{absent}");
    }
}

#[test]
fn a_forced_tag_takes_the_place_of_every_digest() {
    let case = Case::new(SMALL);
    let machine = case.machine("big");
    let files = case.rollout(Some("last-good"), |rollout| {
        render::compose(&machine, rollout)
    });
    let text = &files.unwrap()["compose.yaml"];
    assert!(text.contains("image: registry.example:5000/fleet/big-registry:last-good\n"));
    assert!(text.contains("IMAGE_DIGEST: \"\"\n") && text.contains("SBOM_DIGEST: \"\"\n"));
    assert!(!text.contains("sha256:00"));
}

#[test]
fn an_image_that_was_not_built_is_named() {
    let mut case = Case::new(SMALL);
    case.outputs.images.remove("big-registry");
    let machine = case.machine("big");
    let error = case.rollout(None, |rollout| render::compose(&machine, rollout));
    assert_snapshot!(error.unwrap_err(), @r"
    build-lock.json: the outputs have no image `big-registry`

    hint: build and record it: `gen-lock refresh --locked`
    ");
}

#[test]
fn the_repository_s_fleet() {
    let case = Case::repository();
    for (machine, count) in [("mainpc", 44), ("pc2", 25)] {
        let text = case.compose(machine);
        assert_eq!(text, case.compose(machine));
        let services = services(&text);
        assert_eq!(services.entries.len(), count, "{machine}");
        for entry in &services.entries {
            let service = entry.value.map(String::new).unwrap();
            for key in [
                "image",
                "healthcheck",
                "read_only",
                "cap_drop",
                "mem_limit",
                "tmpfs",
            ] {
                assert!(service.get(key).is_some(), "{}: {key}", entry.key.value);
            }
            let Some(waits) = service.get("depends_on") else {
                continue;
            };
            for name in keys(waits.map(String::new).unwrap()) {
                assert!(services.get(name).is_some(), "{name}");
            }
        }
    }
}

#[test]
fn the_engine_restarts_the_supervisor_and_its_proxy_alone() {
    let text = Case::repository().compose("pc2");
    for entry in &services(&text).entries {
        let restart = entry
            .value
            .map(String::new)
            .unwrap()
            .get("restart")
            .unwrap();
        let Kind::Scalar(restart) = &restart.kind else {
            panic!("{restart:?}");
        };
        let name = &entry.key.value;
        let of_engine = ["self-healing-supervisor", "docker-proxy"].contains(&name.as_str());
        assert_eq!(restart.text == "no", !of_engine, "{name}");
        assert_eq!(restart.plain, of_engine); // a plain `no` is a truth
    }
}

#[test]
fn the_proxy_alone_has_the_socket_and_no_port_of_the_machine() {
    let text = Case::repository().compose("mainpc");
    let (_, from) = text.split_once("  docker-proxy:\n").unwrap();
    let (proxy, _) = from.split_once("\n  redis:").unwrap();
    assert!(proxy.contains("target: /run/docker.sock"), "{proxy}");
    assert_eq!(text.matches("docker.sock").count(), 2, "source and target");
    assert!(!proxy.contains("ports:"), "{proxy}");
    let networks = "networks:\n      - mainpc-supervision\n    healthcheck:";
    assert!(proxy.contains(networks), "{proxy}");
}
