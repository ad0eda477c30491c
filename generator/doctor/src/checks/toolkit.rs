use crate::check::{Check, Question};
use crate::engine::{Engine, Kind};
use crate::{version, Probe, Readings};

const INSTALL: &str = "install `nvidia-container-toolkit`";
/// Podman knows no other way; Docker 25 and later know it too
const GENERATE: &str = "run `nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`";
const CONFIGURE: &str =
    "run `nvidia-ctk runtime configure --runtime=docker` and restart Docker Engine";

/// What brings the driver's libraries into a container
pub fn check(readings: &Readings, engine: Option<&Engine>) -> Check {
    let (podman, runtime) = engine.map_or((false, false), |engine| {
        let runtime = engine.runtimes.iter().any(|name| name == "nvidia");
        (engine.kind == Kind::Podman, runtime)
    });
    let want = if podman {
        "a CDI specification of `nvidia.com/gpu`"
    } else {
        "the `nvidia` runtime, or a CDI specification of `nvidia.com/gpu`"
    };
    let question = Question::new("toolkit", "NVIDIA container toolkit", want);
    let tool = tool(readings);
    let cdi = readings.text(Probe::Cdi).is_some_and(specified);
    let usable = if podman { cdi } else { cdi || runtime };
    let seen = [
        tool.clone(),
        runtime.then(|| "runtime `nvidia`".to_owned()),
        cdi.then(|| "CDI specification".to_owned()),
    ];
    let seen: Vec<String> = seen.into_iter().flatten().collect();
    let got = if seen.is_empty() {
        "none".to_owned()
    } else {
        seen.join(", ")
    };
    if usable {
        return question.ok(got);
    }
    let configure = if podman { GENERATE } else { CONFIGURE };
    match tool {
        Some(_) => question.blocker(got, configure),
        None => question.blocker(got, format!("{INSTALL}, then {configure}")),
    }
}

/// `NVIDIA Container Toolkit CLI version 1.14.3`
fn tool(readings: &Readings) -> Option<String> {
    let text = readings.text(Probe::NvidiaCtk)?;
    let version = version::first(text).map(|version| format!(" {version}"));
    Some(format!("`nvidia-ctk`{}", version.unwrap_or_default()))
}

/// `kind: nvidia.com/gpu` of YAML or JSON, on a line of its own or not
fn specified(text: &str) -> bool {
    text.lines()
        .any(|line| line.contains("kind") && line.contains("nvidia.com/gpu"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case, DOCKER_24, PODMAN};
    use crate::engine::Engine;
    use crate::{Probe, Verdict};

    const CTK: &str = "NVIDIA Container Toolkit CLI version 1.14.3\ncommit: 53b24618a542025b108239fe602e66e912b7d6e2\n";
    const CDI: &str =
        "==> /etc/cdi/nvidia.yaml <==\n---\ncdiVersion: 0.5.0\nkind: nvidia.com/gpu\ndevices: []\n";

    fn judged(case: Case) -> (Verdict, String) {
        let engine = Engine::used(&case.0);
        said(&check(&case.0, engine.as_ref()))
    }

    #[test]
    fn docker_has_its_runtime_or_a_specification() {
        let ctk = || Case::new().text(Probe::NvidiaCtk, CTK);
        let docker = ctk().text(Probe::DockerInfo, DOCKER_24);
        let want = (
            Verdict::Ok,
            "`nvidia-ctk` 1.14.3, runtime `nvidia`".to_owned(),
        );
        assert_eq!(judged(docker), want);
        assert_eq!(judged(ctk()).0, Verdict::Blocker);
        assert_eq!(judged(ctk().text(Probe::Cdi, CDI)).0, Verdict::Ok);
    }

    #[test]
    fn podman_has_a_specification() {
        let podman = || {
            Case::new()
                .text(Probe::PodmanInfo, PODMAN)
                .text(Probe::NvidiaCtk, CTK)
        };
        assert_eq!(
            judged(podman()),
            (Verdict::Blocker, "`nvidia-ctk` 1.14.3".to_owned())
        );
        assert_eq!(judged(podman().text(Probe::Cdi, CDI)).0, Verdict::Ok);
    }

    #[test]
    fn nothing_is_a_blocker() {
        assert_eq!(judged(Case::new()), (Verdict::Blocker, "none".to_owned()));
    }
}
