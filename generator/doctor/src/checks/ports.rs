use crate::check::{Check, Question};
use crate::container::Container;
use crate::first_line::first_line;
use crate::listener::{listeners, Process};
use crate::want::{Port, Want};
use crate::{Probe, Readings};

/// Every port of the machine's services: free, or the fleet's own container's
pub fn check(want: &Want, readings: &Readings) -> Vec<Check> {
    let all = want.ports.len();
    let question = || Question::new("ports", "ports", format!("{all} free"));
    let Some(listeners) = listeners(readings) else {
        let why = readings
            .error(Probe::Tcp)
            .unwrap_or("`/proc/net/tcp` does not exist");
        return vec![question().unknown(why, "mount `/proc`")];
    };
    let containers = Container::all(readings);
    let (mut own, mut taken) = (0, Vec::new());
    for (port, service) in &want.ports {
        let Some(holder) = listeners.get(port) else {
            continue;
        };
        if containers.iter().any(|one| is_own(one, *port, service)) {
            own += 1;
        } else {
            taken.push(blocker(*port, service, *holder, &containers));
        }
    }
    let free = all - own - taken.len();
    let mut got = format!("{free} free");
    if own > 0 {
        got += &format!(", {own} used by the fleet's own containers");
    }
    let summary = if taken.is_empty() {
        question().ok(got)
    } else {
        question().said(format!("{got}, {} taken", taken.len()))
    };
    std::iter::once(summary).chain(taken).collect()
}

/// Whether a container is that service's, and the port may be its: with the machine's own network
/// it publishes none
fn is_own(container: &Container, port: u16, service: &Port) -> bool {
    container.title.as_deref() == Some(&service.image)
        && (container.ports.is_empty() || container.publishes(port))
}

fn blocker(
    port: u16,
    service: &Port,
    process: Option<Process<'_>>,
    containers: &[Container],
) -> Check {
    let what = format!("port {port} of {}, {}", service.service, service.kind);
    let container = containers.iter().find(|one| one.publishes(port));
    let (got, remedy) = match (container, process) {
        (Some(Container { name, .. }), _) => (
            format!("used by container `{name}`"),
            format!("stop container `{}`", first_line(name)),
        ),
        (None, Some(Process { id, name })) => (
            format!("used by `{name}`, process {id}"),
            format!("stop process {}", first_line(id)),
        ),
        (None, None) => (
            "taken".to_owned(),
            "run this as root to see which process uses it".to_owned(),
        ),
    };
    let remedy = format!("{remedy}, or move the port in services/fleet.toml");
    Question::new("ports", what, "free").blocker(got, remedy)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{mainpc, said, Case};
    use crate::{Probe, Verdict};

    /// 7200 in LISTEN (inode 1161), 8200 in TIME_WAIT
    const TCP: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 00000000:1C20 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1161 1 00000000b83886ce 100 0 0 10 0\n   1: 0100007F:2008 0100007F:BB4C 06 00000000:00000000 03:00000880 00000000     0        0 0 3 00000000ce12e049\n";

    fn case() -> Case {
        Case::new().text(Probe::Tcp, TCP)
    }

    fn judged(case: &Case) -> Vec<(Verdict, String)> {
        check(&mainpc(), &case.0).iter().map(said).collect()
    }

    #[test]
    fn nobody_listens() {
        let free = Case::new().text(Probe::Tcp, "");
        assert_eq!(judged(&free), [(Verdict::Ok, "2 free".to_owned())]);
        assert_eq!(judged(&Case::new())[0].0, Verdict::Unknown);
    }

    #[test]
    fn somebody_does() {
        let taken = |how: &str| {
            let summary = (Verdict::Note, "1 free, 1 taken".to_owned());
            [summary, (Verdict::Blocker, how.to_owned())]
        };
        assert_eq!(judged(&case()), taken("taken"));
        let named = case().text(Probe::Sockets, "1160 1 init\n1161 412 python3 x\n");
        assert_eq!(judged(&named), taken("used by `python3 x`, process 412"));
        let other = r#"{"Names":"web","Labels":"","Ports":"0.0.0.0:7200->80/tcp"}"#;
        let other = named.text(Probe::DockerPs, other);
        assert_eq!(judged(&other), taken("used by container `web`"));
    }

    #[test]
    fn over_ipv6_too() {
        let six = TCP.replace("00000000:1C20", "00000000000000000000000000000000:1C20");
        assert_eq!(judged(&Case::new().text(Probe::Tcp6, &six)).len(), 2);
    }

    #[test]
    fn the_fleets_own_container_may() {
        let got = "1 free, 1 used by the fleet's own containers";
        for ports in ["", "0.0.0.0:7200->7200/tcp"] {
            let ps = format!(
                r#"{{"Names":"r","Labels":"org.opencontainers.image.title=service-registry","Ports":"{ports}"}}"#
            );
            let judged = judged(&case().text(Probe::DockerPs, &ps));
            assert_eq!(judged, [(Verdict::Ok, got.to_owned())]);
        }
    }
}
