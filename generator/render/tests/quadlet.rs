//! What quadlets say.

mod support;

use support::{Case, SMALL};

#[test]
fn a_small_fleet() {
    let case = Case::new(SMALL);
    let machine = case.machine("big");
    let files = case.rollout(None, |rollout| render::quadlet(&machine, rollout).unwrap());
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "big-supervision.network",
            "big.network",
            "center.container",
            "llm-agent.container",
            "proxy.container",
            "registry.container",
            "seccomp-ca3d163bab05.json",
            "store.container",
            "watcher.container"
        ]
    );
    insta::assert_snapshot!("container", files["llm-agent.container"]);
    insta::assert_snapshot!("proxy", files["proxy.container"]);
    insta::assert_snapshot!("network", files["big.network"]);
    assert!(files["center.container"].contains("Environment=\"FLEET_EXPECTED=registry=sha256:"));
    assert!(files["center.container"].contains("Environment=\"FLEET_MACHINES=big"));
}

#[test]
fn the_repository_s_fleet() {
    let case = Case::repository();
    for (machine, count) in [("mainpc", 44), ("pc2", 25)] {
        let view = case.machine(machine);
        let render = || case.rollout(None, |rollout| render::quadlet(&view, rollout).unwrap());
        let files = render();
        let networks_and_profile = 3;
        assert_eq!(files.len(), count + networks_and_profile);
        assert_eq!(files, render());
        for (name, text) in files
            .iter()
            .filter(|(name, _)| name.ends_with(".container"))
        {
            assert!(text.contains("\nHealthCmd=[\"/usr/bin/curl\""), "{name}");
            let required = text
                .lines()
                .filter_map(|line| line.strip_prefix("Requires="));
            for unit in required {
                let file = unit.replace(".service", ".container");
                assert!(files.contains_key(&file), "{name}: {unit}");
            }
        }
    }
}
