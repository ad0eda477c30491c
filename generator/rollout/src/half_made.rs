//! What a Compose that was killed leaves behind, which none later starts or replaces.

use crate::{Container, Record, State};

/// The containers of a release's machine that are half made: never started, or under the name in
/// between that Compose gives a container while it replaces one (`0123456789ab_NAME`)
pub fn half_made<'a>(
    containers: &'a [Container],
    record: &'a Record,
) -> impl Iterator<Item = &'a Container> {
    let ours = |one: &&Container| one.machine.as_deref() == Some(record.machine.as_str());
    let half = |one: &&Container| never_started(&one.state) || is_between(&one.name, record);
    containers.iter().filter(ours).filter(half)
}

/// In the engine's words: `created`, or `dead`, which is what it calls a container whose removal it did
/// not finish. One that is `removing` goes by itself.
fn never_started(state: &State) -> bool {
    matches!(state, State::Other(word) if ["created", "dead"].contains(&word.as_str()))
}

fn is_between(name: &str, record: &Record) -> bool {
    let Some((id, of)) = name.split_once('_') else {
        return false;
    };
    let is_id = id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id && record.services.iter().any(|one| one.container == of)
}

#[cfg(test)]
mod tests {
    use super::half_made;
    use crate::{Container, Record, Service, State};

    fn record() -> Record {
        Record {
            version: Record::VERSION,
            machine: "box".to_owned(),
            lock: String::new(),
            git_sha: String::new(),
            force_image_tag: None,
            services: vec![Service {
                service: "a".to_owned(),
                container: "box-a".to_owned(),
                image: String::new(),
                required: true,
                supervises: false,
            }],
        }
    }

    #[test]
    fn what_no_compose_would_start_or_replace() {
        let of = |machine: &str, name: &str, state| Container {
            machine: Some(machine.to_owned()),
            state,
            ..Container::absent(name)
        };
        let created = || State::Other("created".to_owned());
        let all = [
            of("box", "box-a", State::Healthy),
            of("box", "0123456789ab_box-a", State::Healthy),
            of("box", "0123456789ab_box-b", State::Healthy),
            of("box", "box_a", State::Exited(0)),
            of("box", "box-c", created()),
            of("other", "0123456789ab_box-a", created()),
            of("box", "box-d", State::Other("paused".to_owned())),
            of("box", "box-e", State::Other("dead".to_owned())),
            of("box", "box-f", State::Other("removing".to_owned())),
        ];
        let record = record();
        let names: Vec<&str> = half_made(&all, &record)
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["0123456789ab_box-a", "box-c", "box-e"]);
    }
}
