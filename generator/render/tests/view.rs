//! What a machine's view takes from a table, and what it refuses.

mod support;

use insta::assert_snapshot;
use render::{Machine, PHASES};
use std::collections::BTreeSet;
use support::{Case, SMALL};

fn images(case: &Case, machine: &str, phase: Option<u8>) -> BTreeSet<String> {
    let mut request = case.request(machine);
    request.phase = phase;
    // A machine may have no service of a phase.
    let services = Machine::of(&request).map_or_else(|_| vec![], |machine| machine.services);
    services.into_iter().map(|service| service.image).collect()
}

fn phase(case: &Case, machine: &str, image: &str) -> Vec<u8> {
    let of = |phase: &u8| images(case, machine, Some(*phase)).contains(image);
    PHASES.filter(of).collect()
}

#[test]
fn every_service_moves_in_exactly_one_phase() {
    let case = Case::repository();
    for machine in ["mainpc", "pc2"] {
        let all = images(&case, machine, None);
        let phases: Vec<_> = PHASES
            .map(|phase| images(&case, machine, Some(phase)))
            .collect();
        assert_eq!(phases.iter().map(BTreeSet::len).sum::<usize>(), all.len());
        assert_eq!(phases.into_iter().flatten().collect::<BTreeSet<_>>(), all);
    }
    for (machine, image, number) in [
        ("mainpc", "service-registry", 1),
        ("mainpc", "unified-observability-center", 1),
        ("mainpc", "model-ops-coordinator", 2),
        ("mainpc", "nlu-agent", 2),
        ("pc2", "self-healing-supervisor", 1),
        ("pc2", "cache-manager", 3),
        ("pc2", "vision-processing-agent", 3),
    ] {
        assert_eq!(phase(&case, machine, image), [number], "{machine} {image}");
    }
}

#[test]
fn a_dependency_never_moves_after_what_needs_it() {
    let case = Case::repository();
    for machine in ["mainpc", "pc2"] {
        for number in PHASES {
            let mut request = case.request(machine);
            request.phase = Some(number);
            let Ok(view) = Machine::of(&request) else {
                continue;
            };
            for dropped in view.services.iter().flat_map(|service| &service.dropped) {
                if let Some(other) = dropped.why.strip_prefix("moves in phase ") {
                    assert!(other.parse::<u8>().unwrap() < number, "{dropped}");
                }
            }
        }
    }
}

#[test]
fn a_row_s_own_phase_goes_before_all() {
    let text = SMALL.replace("name = \"Registry\"\n", "name = \"Registry\"\nphase = 3\n");
    let case = Case::new(&text);
    assert_eq!(phase(&case, "big", "registry"), [3]);
    // Without it, its group's.
    assert_eq!(phase(&Case::new(SMALL), "big", "registry"), [1]);
    // A dependency of what moves early moves early, whatever its machine says.
    let text = SMALL.replace("role = \"supervisor\"\n", "dependencies = [\"LLMAgent\"]\n");
    assert_eq!(phase(&Case::new(&text), "big", "llm-agent"), [1]);
}

#[test]
fn the_nearest_limit_holds() {
    let case = Case::new(SMALL);
    let machine = case.machine("big");
    let limits = |image: &str| {
        let mut services = machine.services.iter();
        services
            .find(|service| service.image == image)
            .unwrap()
            .limits
    };
    // The larger of two needs', and the fleet's where they say nothing.
    let agent = limits("llm-agent");
    assert_eq!(agent.memory_mb, Some(16384));
    assert_eq!(agent.cpu_quota, Some(50_000));
    assert_eq!(agent.pids, Some(256));
    assert_eq!(limits("registry").memory_mb, Some(2048));
}

#[test]
fn refuses_what_no_machine_can_do() {
    let refused = |from: &str, to: &str| Case::new(&SMALL.replace(from, to)).refused("big");
    assert_snapshot!(Case::new(SMALL).refused("pc3"), @r"
    services/fleet.toml: machine `pc3` is not known

    hint: known machines: big, small
    ");
    assert_snapshot!(refused("phase = 2", "phase = 4"), @r"
    services/fleet.toml:25:9: phase `4` is not a phase of the migration

    hint: the phases are 1, 2 and 3
    ");
    assert_snapshot!(refused("volumes = [\"data\"]", "volumes = [\"date\"]"), @r"
    services/fleet.toml:6:12: volume `date` is not known

    hint: known volumes: data, models
    ");
    assert_snapshot!(refused("\"/app/data\"", "\"app/data\""), @"services/fleet.toml:10:10: \
        `app/data` must be an absolute path of letters, digits and `._-/`");
    assert_snapshot!(refused("\"/etc/fleet/llm.env\"", "\"/etc/$HOME\""), @"services/fleet.toml:74:14: `/etc/$HOME` must be an absolute path of letters, digits and `._-/`");
    assert_snapshot!(refused("\"openai\"", "\"a b\""), @"services/fleet.toml:75:12: `a b` must \
        consist of letters, digits and `._-`");
    assert_snapshot!(refused("cpus = 0.5", "cpus = 0.001"), @"services/fleet.toml:48:38: `0.001` CPUs: want 0.01 to 1000");
    assert_snapshot!(refused("memory-mb = 2048", "memory-mb = 4"), @"services/fleet.toml:7:24: limit `4` is below 6");
    let case = Case::new(SMALL);
    let mut request = case.request("big");
    request.phase = Some(3);
    assert_snapshot!(Machine::of(&request).unwrap_err(), @r"
    services/fleet.toml: machine `big` has no service in phase 3

    hint: its services are in the phases: 1, 2
    ");
}
