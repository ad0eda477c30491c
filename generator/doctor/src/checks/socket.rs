use crate::check::{Check, Question};
use crate::engine::{Engine, Kind};
use crate::first_line::first_line;
use crate::want::{Socket, Want};
use crate::{Probe, Readings};

/// What kind of file a mode is of, a socket's, and what its group may (inode(7))
const KIND: u32 = 0o170_000;
const SOCKET: u32 = 0o140_000;
const READ_AND_WRITE: u32 = 0o060;

/// Whether the row of the role `engine-proxy` may use the engine's socket; on a machine without such a
/// row, nothing
pub fn check(want: &Want, readings: &Readings, engine: Option<&Engine>) -> Option<Check> {
    let socket = want.socket.as_ref()?;
    let path = first_line(socket.at(readings));
    let question = Question::new("socket", format!("engine's socket, {path}"), wanted(socket));
    if let Some(error) = readings.error(Probe::EngineSocket) {
        return Some(question.unknown(error, "run this as root"));
    }
    let Some(text) = readings.text(Probe::EngineSocket) else {
        return Some(question.blocker("not there", absent(want, engine)));
    };
    let Some((mode, group)) = parse(text) else {
        let remedy = format!("check the output of `stat {path}`");
        return Some(question.unknown(text, remedy));
    };
    if mode & KIND != SOCKET {
        return Some(question.blocker("no socket", place(want)));
    }
    let got = format!("mode {:04o}, group {group}", mode & 0o7777);
    let mut remedies = Vec::new();
    if socket.group != Some(group) {
        let machine = &want.machine;
        remedies.push(format!(
            "set `engine-group = {group}` in [machines.{machine}] of services/fleet.toml"
        ));
    }
    if mode & READ_AND_WRITE != READ_AND_WRITE {
        remedies.push(format!("give its group access: {}", opened(engine)));
    }
    Some(match remedies.as_slice() {
        [] => question.ok(got),
        _ => question.blocker(got, remedies.join("; ")),
    })
}

fn wanted(socket: &Socket) -> String {
    let group = socket.group.map_or_else(
        || "the table's, which sets none".to_owned(),
        |group| group.to_string(),
    );
    format!("a socket that group {group} can read and write")
}

fn absent(want: &Want, engine: Option<&Engine>) -> String {
    let service = match engine.map(|engine| engine.kind) {
        Some(Kind::Podman) => "podman.socket",
        _ => "docker",
    };
    format!(
        "start the engine's service (`systemctl start {service}`), or {}",
        place(want)
    )
}

fn place(want: &Want) -> String {
    let machine = &want.machine;
    format!("set its path: `engine-socket` in [machines.{machine}] of services/fleet.toml")
}

fn opened(engine: Option<&Engine>) -> &'static str {
    match engine.map(|engine| engine.kind) {
        Some(Kind::Podman) => "`SocketMode=0660` in podman.socket (`systemctl edit podman.socket`)",
        _ => "`SocketMode=0660` in docker.socket (`systemctl edit docker.socket`)",
    }
}

/// Mode and group of `MODE UID GID`, the mode octal and with the kind of file
fn parse(text: &str) -> Option<(u32, u32)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [mode, _, group] = words.as_slice() else {
        return None;
    };
    Some((u32::from_str_radix(mode, 8).ok()?, group.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{mainpc, said, Case, DOCKER_24, PODMAN};
    use crate::engine::Engine;
    use crate::want::{Socket, Want};
    use crate::{Check, Probe, Verdict};

    fn want(group: Option<u32>) -> Want {
        let mut want = mainpc();
        want.socket = Some(Socket { path: None, group });
        want
    }

    fn judged(want: &Want, case: &Case) -> Check {
        check(want, &case.0, Engine::used(&case.0).as_ref()).unwrap()
    }

    fn docker(text: &str) -> Case {
        let case = Case::new().text(Probe::DockerInfo, DOCKER_24);
        case.text(Probe::EngineSocket, text)
    }

    fn remedy(check: Check) -> String {
        assert_eq!(check.verdict, Verdict::Blocker);
        check.remedy.unwrap()
    }

    #[test]
    fn is_the_groups_of_the_table() {
        let judged = judged(&want(Some(996)), &docker("140660 0 996\n"));
        assert_eq!(judged.what, "engine's socket, /var/run/docker.sock");
        assert_eq!(
            said(&judged),
            (Verdict::Ok, "mode 0660, group 996".to_owned())
        );
    }

    #[test]
    fn only_where_a_row_has_it() {
        assert_eq!(check(&mainpc(), &docker("140660 0 996").0, None), None);
    }

    #[test]
    fn of_another_group() {
        let set = "set `engine-group = 996` in [machines.mainpc] of services/fleet.toml";
        for group in [Some(998), None] {
            assert_eq!(remedy(judged(&want(group), &docker("140660 0 996"))), set);
        }
        let both = remedy(judged(&want(Some(998)), &docker("140600 0 996")));
        assert_eq!(both, format!("{set}; give its group access: `SocketMode=0660` in docker.socket (`systemctl edit docker.socket`)"));
    }

    #[test]
    fn its_group_may_not() {
        for mode in ["140600", "140640", "140620", "140606"] {
            let judged = judged(&want(Some(996)), &docker(&format!("{mode} 0 996")));
            assert!(remedy(judged).starts_with("give its group access"));
        }
    }

    #[test]
    fn not_there_or_no_socket() {
        let case = Case::new().text(Probe::DockerInfo, DOCKER_24);
        assert!(remedy(judged(&want(Some(1)), &case)).contains("`systemctl start docker`"));
        let podman = judged(&want(Some(1)), &Case::new().text(Probe::PodmanInfo, PODMAN));
        assert_eq!(podman.what, "engine's socket, /run/podman/podman.sock");
        assert!(remedy(podman).contains("`systemctl start podman.socket`"));
        // What Docker makes of a bind mount's source that is not there
        let folder = judged(&want(Some(0)), &docker("40755 0 0"));
        assert_eq!(folder.got, "no socket");
        assert!(remedy(folder).starts_with("set its path: `engine-socket`"));
    }

    #[test]
    fn what_cannot_be_told() {
        let denied = Case::new().failed(Probe::EngineSocket, "Permission denied (os error 13)");
        assert_eq!(judged(&want(Some(1)), &denied).verdict, Verdict::Unknown);
        for text in ["", "140660", "srw-rw---- 0 996", "140660 0 docker", "9 0 0"] {
            assert_eq!(
                judged(&want(Some(1)), &docker(text)).verdict,
                Verdict::Unknown
            );
        }
    }
}
