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
            "big.network",
            "llm-agent.container",
            "registry.container",
            "watcher.container"
        ]
    );
    insta::assert_snapshot!("container", files["llm-agent.container"]);
    insta::assert_snapshot!("network", files["big.network"]);
}

#[test]
fn the_repository_s_fleet() {
    let case = Case::repository();
    for (machine, count) in [("mainpc", 43), ("pc2", 24)] {
        let view = case.machine(machine);
        let render = || case.rollout(None, |rollout| render::quadlet(&view, rollout).unwrap());
        let files = render();
        assert_eq!(files.len(), count);
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
