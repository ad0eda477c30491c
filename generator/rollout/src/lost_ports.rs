//! Ports that an engine keeps for containers that are gone.
//!
//! An engine that was killed while it made a container finds the container's network endpoint at its next
//! start, publishes its ports once more, and then forgets the endpoint and not the ports. Nothing can have
//! them until the engine is started anew.

use crate::{Container, State};
use std::collections::BTreeSet;

/// As every Docker Engine says it, behind the port
const ALLOCATED: &str = " failed: port is already allocated";

/// The ports that Compose was refused because of what is there already, and that no container publishes
pub fn lost_ports(words: &str, containers: &[Container]) -> BTreeSet<u16> {
    let mut parts = words.split(ALLOCATED).collect::<Vec<_>>();
    // What stands behind the last one is of no port.
    parts.pop();
    let port = |part: &str| part.rsplit(':').next()?.parse().ok();
    let refused = parts.into_iter().filter_map(port);
    let holding = containers.iter().filter(|one| holds(&one.state));
    let published: BTreeSet<u16> = holding.flat_map(|one| one.granted.ports()).collect();
    refused
        .filter(|port: &u16| !published.contains(port))
        .collect()
}

/// Whether a container may hold its ports: one that is paused or restarts does, too
fn holds(state: &State) -> bool {
    match state {
        State::Exited(_) | State::Absent => false,
        State::Other(word) => !["created", "dead"].contains(&word.as_str()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::lost_ports;
    use crate::Container;
    use std::collections::BTreeSet;

    const WORDS: &str = "Creating box-a ... error\n\
        ERROR: for box-a  Cannot start service a: driver failed programming external connectivity on \
        endpoint box-a (742a): Bind for 0.0.0.0:9110 failed: port is already allocated\n\
        ERROR: for b  (05a3): Bind for [::]:8102 failed: port is already allocated\n";

    fn containers(state: &str) -> Vec<Container> {
        containers_of(state, "9110")
    }

    fn containers_of(state: &str, port: &str) -> Vec<Container> {
        let bindings = format!(r#"{{"9110/tcp":[{{"HostIp":"","HostPort":"{port}"}}]}}"#);
        let text = format!(
            r#"[{{"Id":"0","Name":"/x","Image":"i","Config":{{"Image":"i"}},"State":{{"Status":"{state}"}},
                "HostConfig":{{"PortBindings":{bindings}}}}}]"#
        );
        Container::all(&text).unwrap()
    }

    #[test]
    fn a_port_that_no_container_has_is_lost() {
        assert_eq!(lost_ports(WORDS, &[]), BTreeSet::from([9110, 8102]));
        assert_eq!(
            lost_ports(WORDS, &containers("running")),
            BTreeSet::from([8102])
        );
        for state in ["paused", "restarting"] {
            assert_eq!(lost_ports(WORDS, &containers(state)).len(), 1, "{state}");
        }
        let range = containers_of("running", "9100-9120");
        assert_eq!(lost_ports(WORDS, &range), BTreeSet::from([8102]));
        // One that was made and not started has nothing yet.
        assert_eq!(lost_ports(WORDS, &containers("created")).len(), 2);
        for other in [
            "",
            "Bind for x failed: port is already allocated",
            "port is already allocated",
        ] {
            assert_eq!(lost_ports(other, &[]), BTreeSet::new(), "{other}");
        }
    }
}
