//! What a startup config says, read back as the fleet's launcher would.

mod support;

use insta::assert_snapshot;
use render::Machine;
use startup::expression::Variables;
use startup::{Shape, StartupConfig};
use std::collections::BTreeMap;
use support::{Case, SMALL};

fn rendered(machine: &Machine<'_>) -> String {
    let files = render::startup_config(machine).unwrap();
    files.into_values().next().unwrap()
}

/// Everything that the reader takes from a config is what the view says
fn reads_back(machine: &Machine<'_>, shape: Shape) {
    let text = rendered(machine);
    let config = StartupConfig::parse(&text).unwrap();
    assert_eq!(config.shape, shape);
    assert_eq!(config.warnings, []);
    let services = machine.services.iter();
    let (services, beside): (Vec<_>, Vec<_>) =
        services.partition(|service| service.row.infrastructure.is_none());
    assert_eq!(config.services.len(), services.len());
    let values = Variables::from([("PORT_OFFSET".to_owned(), "0".to_owned())]);
    for service in services {
        let found = config
            .services
            .iter()
            .find(|one| one.name.value == service.name());
        let found = found.unwrap();
        assert_eq!(
            found.script_path.value,
            *service.row.script.as_ref().unwrap().get_ref()
        );
        assert_eq!(
            found.port.value.evaluate(&values).unwrap(),
            service.written.service
        );
        let health = found.health_check_port.as_ref().unwrap();
        assert_eq!(
            health.value.evaluate(&values).unwrap(),
            service.written.health
        );
        assert_eq!(found.required.unwrap().value, service.required);
        let waits = found.dependencies.as_ref().unwrap().value.iter();
        assert_eq!(
            waits.map(|one| one.value.as_str()).collect::<Vec<_>>(),
            service
                .waits_for
                .iter()
                .copied()
                .filter(|row| beside.iter().all(|other| other.name() != *row))
                .collect::<Vec<_>>()
        );
        let listeners = found.listeners.iter();
        let listeners: BTreeMap<_, _> = listeners
            .map(|one| (one.name.as_str(), one.port.value.evaluate(&values).unwrap()))
            .collect();
        assert_eq!(listeners, service.written.listeners);
        if shape == Shape::Grouped {
            let group = found.group.as_ref().map(|group| &group.value);
            assert_eq!(
                group,
                service.row.group.as_ref().map(|group| group.get_ref())
            );
        }
    }
    for (group, written) in config.groups.iter().zip(&machine.groups) {
        assert_eq!(group.name.value, written.name);
        let services = group.services.iter().map(|one| one.value.as_str());
        assert_eq!(services.collect::<Vec<_>>(), written.services);
    }
    assert_eq!(config.groups.len(), machine.groups.len());
    assert_eq!(config.features.len(), machine.features.len());
}

#[test]
fn a_small_fleet() {
    let case = Case::new(SMALL);
    let machine = case.machine("big");
    reads_back(&machine, Shape::Grouped);
    assert_snapshot!("startup-config", rendered(&machine));
}

#[test]
fn the_repository_s_fleet() {
    let case = Case::repository();
    reads_back(&case.machine("mainpc"), Shape::Grouped);
    reads_back(&case.machine("pc2"), Shape::List);
    let names = |machine| render::startup_config(&case.machine(machine)).unwrap();
    assert!(names("mainpc").contains_key("mainpc_startup_config.yaml"));
    assert!(names("pc2").contains_key("pc2_startup_config.yaml"));
}

#[test]
fn a_row_without_a_script_or_a_group_is_refused() {
    let case = Case::new(SMALL);
    let error = render::startup_config(&case.machine("small")).unwrap_err();
    assert_snapshot!(error, @r"
    services/fleet.toml:143:8: `Far` has no `script`, which a startup config needs

    hint: set `script` in its row
    ");
    let text = SMALL.replace("group = \"second\"\n", "");
    let case = Case::new(&text);
    let error = render::startup_config(&case.machine("big")).unwrap_err();
    assert_snapshot!(error, @r"
    services/fleet.toml:64:8: `LLMAgent` has no `group`, which a startup config needs

    hint: set `group` in its row
    ");
}
