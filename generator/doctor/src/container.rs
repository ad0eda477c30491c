use crate::{Probe, Readings};
use serde_json::Value;
use std::ops::RangeInclusive;

/// A running container, whichever engine's
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    pub name: String,
    /// `org.opencontainers.image.title`: its image's name, where it is of the fleet
    pub title: Option<String>,
    /// Published ports of the machine; none with the machine's own network
    pub ports: Vec<RangeInclusive<u16>>,
}

const TITLE: &str = "org.opencontainers.image.title";

impl Container {
    /// Those that run
    pub fn all(readings: &Readings) -> Vec<Self> {
        let docker = readings.text(Probe::DockerPs).unwrap_or_default();
        let mut all: Vec<Self> = docker.lines().filter_map(docker_line).collect();
        let podman = readings.text(Probe::PodmanPs).unwrap_or_default();
        let rows: Vec<Value> = serde_json::from_str(podman).unwrap_or_default();
        all.extend(rows.iter().map(podman_row));
        all
    }

    pub fn publishes(&self, port: u16) -> bool {
        self.ports.iter().any(|range| range.contains(&port))
    }
}

fn docker_line(line: &str) -> Option<Container> {
    let row: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let title = text("Labels").split(',').find_map(|label| {
        let (key, value) = label.split_once('=')?;
        (key == TITLE).then(|| value.to_owned())
    });
    Some(Container {
        name: text("Names").to_owned(),
        title,
        ports: text("Ports").split(',').filter_map(published).collect(),
    })
}

/// `0.0.0.0:7200->7200/tcp`, `[::]:7200-7201->7200-7201/tcp`; what is only exposed has no arrow
fn published(text: &str) -> Option<RangeInclusive<u16>> {
    let (host, inside) = text.trim().split_once("->")?;
    if !inside.ends_with("/tcp") {
        return None;
    }
    let (_, ports) = host.rsplit_once(':')?;
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

fn podman_row(row: &Value) -> Container {
    let port = |port: &Value| {
        let number = |key: &str| u16::try_from(port.get(key)?.as_u64()?).ok();
        let first = number("host_port")?;
        let more = number("range").unwrap_or(1).saturating_sub(1);
        Some(first..=first.saturating_add(more))
    };
    let ports = row.get("Ports").and_then(Value::as_array);
    let text = |at: &str| row.pointer(at).and_then(Value::as_str).map(str::to_owned);
    Container {
        name: text("/Names/0").unwrap_or_default(),
        title: row
            .get("Labels")
            .and_then(|labels| labels.get(TITLE))
            .and_then(Value::as_str)
            .map(str::to_owned),
        ports: ports.into_iter().flatten().filter_map(port).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Container, Probe, Readings};
    use crate::Reading;

    fn all(probe: Probe, text: &str) -> Vec<Container> {
        let mut readings = Readings::default();
        let text = text.to_owned();
        readings.0.insert(probe, Reading { text, error: None });
        Container::all(&readings)
    }

    #[test]
    fn reads_docker_and_podman() {
        let docker = r#"{"Names":"registry","Labels":"a=b,org.opencontainers.image.title=service-registry","Ports":"0.0.0.0:7200-7201->7200-7201/tcp, [::]:8200->8200/tcp, 9000/tcp, 0.0.0.0:53->53/udp"}"#;
        let podman = r#"[{"Names":["registry"],"Labels":{"org.opencontainers.image.title":"service-registry"},"Ports":[{"host_ip":"","container_port":7200,"host_port":7200,"range":2,"protocol":"tcp"},{"host_port":8200}]}]"#;
        for containers in [all(Probe::DockerPs, docker), all(Probe::PodmanPs, podman)] {
            let [one] = containers.as_slice() else {
                panic!("one container, got {containers:?}");
            };
            assert_eq!(one.title.as_deref(), Some("service-registry"));
            let published =
                [7199, 7200, 7201, 7202, 8200, 9000, 53].map(|port| one.publishes(port));
            assert_eq!(published, [false, true, true, false, true, false, false]);
        }
    }

    #[test]
    fn no_ports_and_no_labels_are_fine() {
        let podman = r#"[{"Names":null,"Labels":null,"Ports":null}, 3]"#;
        assert_eq!(all(Probe::PodmanPs, podman).len(), 2);
        assert!(all(Probe::DockerPs, "CONTAINER ID\n\n").is_empty());
    }
}
