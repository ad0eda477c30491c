use crate::check::{Check, Question};
use crate::engine::{Engine, Kind};
use crate::want::Want;
use crate::{version, Probe, Readings};
use fleet::table::Codec;

const INSTALL: &str = "install Docker Engine 23 or later, or Podman 4.4 or later";
const START: &str = "start it (`systemctl start docker`), or run this as a user with access to it";

/// Which engine is used, and whether it can unpack the layers
pub fn check(want: &Want, readings: &Readings, engine: Option<&Engine>) -> Check {
    let Some(engine) = engine else {
        return absent(
            Question::new("engine", "engine", "Docker Engine or Podman"),
            readings,
        );
    };
    let (least, text) = least(engine.kind, want.codec);
    let question = Question::new("engine", "engine", text);
    let mut got = format!("{} {}", engine.kind.name(), engine.version);
    if engine.kind == Kind::Docker && readings.text(Probe::PodmanInfo).is_some() {
        got += "; Podman is also installed but not used";
    }
    if version::numbers(&engine.version).is_empty() {
        return question.unknown(got, "this version cannot be compared");
    }
    if version::at_least(&engine.version, least) {
        return question.ok(got);
    }
    let mut remedy = format!("install {}", text_of(engine.kind, least));
    if engine.kind == Kind::Docker && want.codec == Codec::Zstd {
        remedy += ", or set `codec = \"gzip\"` in services/fleet.toml and rebuild";
    }
    question.blocker(got, remedy)
}

/// The oldest version, and why
fn least(kind: Kind, codec: Codec) -> (&'static [u64], String) {
    let (least, why): (&[u64], &str) = match (kind, codec) {
        (Kind::Docker, Codec::Zstd) => (&[23], "layers are zstd"),
        (Kind::Docker, Codec::Gzip) => (&[20, 10], "the oldest tested version"),
        (Kind::Podman, _) => (&[4, 4], "the first version with quadlets"),
    };
    (least, format!("{}: {why}", text_of(kind, least)))
}

fn text_of(kind: Kind, least: &[u64]) -> String {
    let numbers: Vec<String> = least.iter().map(u64::to_string).collect();
    format!("{} {} or later", kind.name(), numbers.join("."))
}

fn absent(question: Question, readings: &Readings) -> Check {
    let seen = [
        (Probe::DockerInfo, "`docker`"),
        (Probe::PodmanInfo, "`podman`"),
    ];
    let found = seen
        .iter()
        .find_map(|(probe, name)| Some((probe, name, readings.0.get(probe)?)));
    match found {
        None => question.blocker("none: neither `docker` nor `podman`", INSTALL),
        Some((probe, name, reading)) => {
            let why = reading.error.as_deref().unwrap_or("it reports no version");
            let got = format!("{name} does not answer: {why}");
            match probe {
                Probe::DockerInfo => question.blocker(got, START),
                _ => question.blocker(got, "check the output of `podman info`"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{mainpc, said, Case, DOCKER_20, DOCKER_24, DOCKER_27, PODMAN};
    use crate::engine::Engine;
    use crate::{Probe, Verdict};
    use fleet::table::Codec;

    fn judged(case: &Case, codec: Codec) -> (Verdict, String) {
        let mut want = mainpc();
        want.codec = codec;
        said(&check(&want, &case.0, Engine::used(&case.0).as_ref()))
    }

    #[test]
    fn zstd_needs_docker_23() {
        let of = |text: &str, codec| judged(&Case::new().text(Probe::DockerInfo, text), codec);
        let old = "Docker Engine 20.10.24+dfsg1".to_owned();
        assert_eq!(of(DOCKER_20, Codec::Zstd), (Verdict::Blocker, old.clone()));
        assert_eq!(of(DOCKER_20, Codec::Gzip), (Verdict::Ok, old));
        assert_eq!(
            of(DOCKER_24, Codec::Zstd),
            (Verdict::Ok, "Docker Engine 24.0.7".to_owned())
        );
        assert_eq!(
            of(DOCKER_27, Codec::Zstd),
            (Verdict::Ok, "Docker Engine 27.3.1".to_owned())
        );
    }

    #[test]
    fn podman_stands_in() {
        let podman = Case::new().text(Probe::PodmanInfo, PODMAN);
        assert_eq!(
            judged(&podman, Codec::Zstd),
            (Verdict::Ok, "Podman 5.4.2".to_owned())
        );
        let old = PODMAN.replace("5.4.2", "4.3.1");
        let old = Case::new().text(Probe::PodmanInfo, &old);
        assert_eq!(judged(&old, Codec::Zstd).0, Verdict::Blocker);
        let both = podman.text(Probe::DockerInfo, DOCKER_27);
        let got = "Docker Engine 27.3.1; Podman is also installed but not used";
        assert_eq!(judged(&both, Codec::Zstd), (Verdict::Ok, got.to_owned()));
    }

    #[test]
    fn without_one_nothing_runs() {
        let got = "none: neither `docker` nor `podman`";
        assert_eq!(
            judged(&Case::new(), Codec::Zstd),
            (Verdict::Blocker, got.to_owned())
        );
        let mut down = Case::new().failed(Probe::DockerInfo, "Cannot connect to the Docker daemon");
        let reading = down.0 .0.get_mut(&Probe::DockerInfo).unwrap();
        reading.text = r#"{"ServerVersion":"","ClientInfo":{"Version":"28.2.2"}}"#.to_owned();
        let got = "`docker` does not answer: Cannot connect to the Docker daemon";
        assert_eq!(
            judged(&down, Codec::Zstd),
            (Verdict::Blocker, got.to_owned())
        );
    }
}
