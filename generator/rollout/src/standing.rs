//! How a release stands: each of its services with what the engine says of its container.

use crate::{Container, Record, Service, State};
use std::collections::BTreeSet;

/// Every service of a release with its container's state
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row<'a> {
    service: &'a Service,
    container: Container,
}

/// Whether the wait is over
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every required service is healthy
    Healthy,
    /// Some are not yet
    Waiting,
    /// A required one ended, or cannot become healthy
    Failed,
}

impl<'a> Standing<'a> {
    /// What the engine says, by the release's services
    pub fn of(record: &'a Record, containers: &[Container]) -> Self {
        let row = |service: &'a Service| {
            let found = containers.iter().find(|one| one.name == service.container);
            let container = found.cloned();
            let container = container.unwrap_or_else(|| Container::absent(&service.container));
            Row { service, container }
        };
        Self {
            rows: record.services.iter().map(row).collect(),
        }
    }

    /// Once everything was started
    pub fn verdict(&self) -> Verdict {
        let mut required = self.rows.iter().filter(|row| row.service.required);
        if required.clone().any(|row| row.container.state.is_final()) {
            Verdict::Failed
        } else if required.all(|row| row.container.state == State::Healthy) {
            Verdict::Healthy
        } else {
            Verdict::Waiting
        }
    }

    /// How many services are healthy
    pub fn healthy(&self) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.container.state == State::Healthy)
            .count()
    }

    /// How many services are healthy whose container is none of those that were there `before`
    pub fn healthy_anew(&self, before: &BTreeSet<String>) -> usize {
        let anew = |row: &&Row<'_>| !before.contains(&row.container.id);
        let rows = self.rows.iter().filter(anew);
        rows.filter(|row| row.container.state == State::Healthy)
            .count()
    }

    /// How many there are
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Whether all are healthy, each from the image that the release names
    pub fn is_whole(&self) -> bool {
        let rows = &mut self.rows.iter();
        rows.all(|row| {
            row.container.state == State::Healthy && row.container.image == row.service.image
        })
    }

    /// The optional services that are not healthy
    pub fn optional(&self) -> Vec<&Container> {
        self.lacking(false)
    }

    /// The required services that are not healthy: those that say why, or where none does, all
    pub fn culprits(&self) -> Vec<&Container> {
        let all = self.lacking(true);
        let tells = |one: &&Container| {
            matches!(
                one.state,
                State::Exited(_) | State::Unhealthy | State::Unchecked
            )
        };
        let telling: Vec<_> = all.iter().copied().filter(tells).collect();
        if telling.is_empty() {
            all
        } else {
            telling
        }
    }

    /// The containers that run
    pub fn running(&self) -> Vec<&Container> {
        let containers = self.rows.iter().map(|row| &row.container);
        containers.filter(|one| one.state.runs()).collect()
    }

    fn lacking(&self, required: bool) -> Vec<&Container> {
        let rows = self.rows.iter();
        rows.filter(|row| row.service.required == required)
            .map(|row| &row.container)
            .filter(|one| one.state != State::Healthy)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, Verdict};
    use crate::{Container, Record, Service, State};
    use std::collections::BTreeSet;

    fn record() -> Record {
        let service = |service: &str, required| Service {
            service: service.to_owned(),
            container: format!("box-{service}"),
            image: service.to_owned(),
            required,
            supervises: false,
        };
        Record {
            version: Record::VERSION,
            machine: "box".to_owned(),
            lock: String::new(),
            git_sha: String::new(),
            force_image_tag: None,
            services: vec![service("a", true), service("b", true), service("c", false)],
        }
    }

    fn containers(states: [State; 3]) -> Vec<Container> {
        let one = |(name, state): (&str, State)| Container {
            image: name.to_owned(),
            state,
            ..Container::absent(&format!("box-{name}"))
        };
        ["a", "b", "c"].into_iter().zip(states).map(one).collect()
    }

    fn verdict(states: [State; 3]) -> Verdict {
        Standing::of(&record(), &containers(states)).verdict()
    }

    #[test]
    fn the_required_ones_decide() {
        use State::{Absent, Exited, Healthy, Starting, Unchecked, Unhealthy};
        assert_eq!(verdict([Healthy, Healthy, Exited(1)]), Verdict::Healthy);
        assert_eq!(verdict([Healthy, Starting, Healthy]), Verdict::Waiting);
        assert_eq!(verdict([Unhealthy, Healthy, Healthy]), Verdict::Waiting);
        for ended in [Exited(0), Absent, Unchecked] {
            assert_eq!(verdict([ended, Starting, Healthy]), Verdict::Failed);
        }
    }

    #[test]
    fn who_is_told_of() {
        let record = record();
        let states = [
            State::Exited(3),
            State::Other("created".to_owned()),
            State::Starting,
        ];
        let containers = containers(states);
        let standing = Standing::of(&record, &containers);
        let names =
            |all: Vec<&Container>| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(standing.culprits()), ["box-a"]);
        assert_eq!(names(standing.optional()), ["box-c"]);
        assert_eq!(names(standing.running()), ["box-c"]);
        assert_eq!((standing.healthy(), standing.count()), (0, 3));
        let standing = Standing::of(&record, &[]);
        assert_eq!(names(standing.culprits()), ["box-a", "box-b"]);
        assert_eq!(standing.verdict(), Verdict::Failed);
    }

    #[test]
    fn what_was_there_before_is_told_apart() {
        let record = record();
        let mut containers = containers([State::Healthy, State::Healthy, State::Starting]);
        containers[0].id = "old".to_owned();
        let standing = Standing::of(&record, &containers);
        let before = BTreeSet::from(["old".to_owned()]);
        assert_eq!((standing.healthy(), standing.healthy_anew(&before)), (2, 1));
    }

    #[test]
    fn whole_with_its_own_images_alone() {
        let record = record();
        let mut containers = containers([State::Healthy, State::Healthy, State::Healthy]);
        assert!(Standing::of(&record, &containers).is_whole());
        containers[1].image = "another".to_owned();
        assert!(!Standing::of(&record, &containers).is_whole());
    }
}
