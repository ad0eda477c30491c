use fleet::table::{HttpHealth, Machine, Network, Service};
use std::collections::BTreeMap;

/// A listener of a service
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The row
    pub service: String,
    /// Its image, which labels its container
    pub image: String,
    /// `service`, `health`, `http health`, or the listener's name
    pub kind: String,
}

/// The ports of services with the machine's offset; the first claimant has a port, lint finds the
/// second. On a bridge infrastructure is not published: its ports are none of the machine's.
pub fn of(machine: &Machine, name: &str, services: &[&Service]) -> BTreeMap<u16, Port> {
    let mut ports = BTreeMap::new();
    let inside = |row: &Service| machine.network == Network::Bridge && row.infrastructure.is_some();
    for service in services.iter().filter(|row| !inside(row)) {
        for (kind, port) in listeners(machine, name, service) {
            let Some(port) = port.checked_add(machine.port_offset) else {
                continue;
            };
            ports.entry(port).or_insert_with(|| Port {
                service: service.name.get_ref().clone(),
                image: fleet::kebab(service.name.get_ref()),
                kind,
            });
        }
    }
    ports
}

fn listeners(machine: &Machine, name: &str, service: &Service) -> Vec<(String, u16)> {
    let health = *service.health_port.get_ref();
    let mut listeners = vec![
        ("service".to_owned(), *service.port.get_ref()),
        ("health".to_owned(), health),
    ];
    let more = service.listeners(name);
    listeners.extend(more.map(|(kind, port)| (kind.clone(), *port.get_ref())));
    let above = service.http_health.as_ref().map(|above| *above.get_ref());
    // On a bridge it stays inside the container.
    if above == Some(HttpHealth::Above) && machine.network == Network::Host {
        listeners.extend(
            health
                .checked_add(1)
                .map(|port| ("http health".to_owned(), port)),
        );
    }
    listeners
}
