use crate::check::{Check, Question};
use crate::engine::Engine;
use crate::{Probe, Readings};

const ENGINE: &str = "install an engine with seccomp support: without it, no filter applies";

/// Whether kernel and engine filter system calls
pub fn check(readings: &Readings, engine: Option<&Engine>) -> Check {
    let question = Question::new("seccomp", "seccomp", "kernel and engine");
    let kernel = readings
        .text(Probe::Status)
        .map(|text| text.lines().any(|line| line.starts_with("Seccomp:")));
    let engine = engine.map(|engine| engine.seccomp.as_deref());
    match (kernel, engine) {
        (Some(false), _) => {
            let remedy = "boot a kernel with `CONFIG_SECCOMP_FILTER`";
            question.blocker("none in the kernel", remedy)
        }
        (_, Some(None)) => question.blocker("none in the engine", ENGINE),
        (Some(true), Some(Some("unconfined"))) => {
            let remedy =
                "other containers run without a filter; the fleet's containers set their own";
            question.note("kernel and engine, whose default is `unconfined`", remedy)
        }
        (Some(true), Some(Some(profile))) => {
            question.ok(format!("kernel and engine, whose default is `{profile}`"))
        }
        (Some(true), None) => {
            question.unknown("in the kernel; there is no engine to ask", "see `engine`")
        }
        (None, _) => {
            let remedy = "make sure that `/proc/self/status` can be read";
            question.unknown("the kernel does not report it", remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case, DOCKER_24, PODMAN};
    use crate::engine::Engine;
    use crate::{Probe, Verdict};

    fn judged(case: &Case) -> Verdict {
        said(&check(&case.0, Engine::used(&case.0).as_ref())).0
    }

    #[test]
    fn kernel_and_engine() {
        let kernel = || Case::new().text(Probe::Status, "Name:\tx\nSeccomp:\t0\n");
        let docker = |text: &str| kernel().text(Probe::DockerInfo, text);
        assert_eq!(judged(&docker(DOCKER_24)), Verdict::Ok);
        assert_eq!(
            judged(&docker(&DOCKER_24.replace("builtin", "unconfined"))),
            Verdict::Note
        );
        assert_eq!(
            judged(&docker(&DOCKER_24.replace("seccomp", "x"))),
            Verdict::Blocker
        );
        assert_eq!(
            judged(&kernel().text(Probe::PodmanInfo, PODMAN)),
            Verdict::Ok
        );
        assert_eq!(judged(&kernel()), Verdict::Unknown);
        assert_eq!(judged(&Case::new()), Verdict::Unknown);
        assert_eq!(
            judged(&Case::new().text(Probe::Status, "Name:\tx\n")),
            Verdict::Blocker
        );
    }
}
