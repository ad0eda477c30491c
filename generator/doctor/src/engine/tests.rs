use super::{Engine, Kind};
use crate::checks::support::{Case, DOCKER_20, DOCKER_24, DOCKER_27, PODMAN};
use crate::{data_root, Probe};

fn docker(text: &str) -> Option<Engine> {
    Engine::used(&Case::new().text(Probe::DockerInfo, text).0)
}

#[test]
fn reads_three_versions_of_docker() {
    let facts = |text: &str| {
        let engine = docker(text).unwrap();
        (
            engine.version,
            engine.seccomp.unwrap(),
            engine.apparmor,
            engine.root.unwrap(),
        )
    };
    let want = |version: &str, seccomp: &str, apparmor, root: &str| {
        (
            version.to_owned(),
            seccomp.to_owned(),
            apparmor,
            root.to_owned(),
        )
    };
    let root = "/var/lib/docker";
    assert_eq!(
        facts(DOCKER_20),
        want("20.10.24+dfsg1", "default", true, root)
    );
    assert_eq!(facts(DOCKER_24), want("24.0.7", "builtin", true, root));
    // with containerd's image store
    assert_eq!(
        facts(DOCKER_27),
        want("27.3.1", "builtin", false, "/var/lib/containerd")
    );
}

#[test]
fn podman_under_either_name() {
    for probe in [Probe::PodmanInfo, Probe::DockerInfo] {
        let case = Case::new().text(probe, PODMAN);
        assert_eq!(Engine::used(&case.0).unwrap().kind, Kind::Podman);
        let root = "/var/lib/containers/storage";
        assert_eq!(data_root(&case.0).as_deref(), Some(root));
    }
}

#[test]
fn what_is_no_info_is_no_engine() {
    for text in [
        "",
        "null",
        "[]",
        "{",
        r#"{"ServerVersion":""}"#,
        r#"{"ServerVersion":3}"#,
    ] {
        assert_eq!(docker(text), None, "{text}");
    }
}
