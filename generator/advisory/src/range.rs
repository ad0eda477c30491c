//! Ranges of versions, read as the format's specification evaluates them.

use crate::record;
use crate::RangeError;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

/// A version of an ecosystem
pub(crate) trait Version: Ord + Clone + Display + FromStr<Err: Display> {}

impl<V: Ord + Clone + Display + FromStr<Err: Display>> Version for V {}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Event<V> {
    /// None: with the first version
    Introduced(Option<V>),
    Fixed(V),
    LastAffected(V),
}

/// A range of versions, its events in order
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Range<V> {
    events: Vec<Event<V>>,
    /// None: no limit
    limits: Vec<Option<V>>,
}

impl<V: Version> Event<V> {
    fn version(&self) -> Option<&V> {
        match self {
            Self::Introduced(version) => version.as_ref(),
            Self::Fixed(version) | Self::LastAffected(version) => Some(version),
        }
    }
}

impl<V: Version> Range<V> {
    /// Reads a range; none where its type says nothing of the ecosystem's versions. What is odd and
    /// takes nothing away is added to `odd`.
    pub fn read(
        range: &record::Range,
        odd: &mut Vec<RangeError>,
    ) -> Result<Option<Self>, RangeError> {
        match range.kind.as_str() {
            "ECOSYSTEM" => {}
            "SEMVER" | "GIT" => return Ok(None),
            other => return Err(RangeError::Kind(other.chars().take(60).collect())),
        }
        if range.events.is_empty() {
            return Err(RangeError::Empty);
        }
        let (mut events, mut limits) = (Vec::new(), Vec::new());
        for event in &range.events {
            if event.count() != 1 {
                odd.push(RangeError::Event(event.count()));
            }
            read_event(event, &mut events, &mut limits)?;
        }
        let introduced = |event: &Event<V>| matches!(event, Event::Introduced(_));
        if !events.iter().any(introduced) {
            return Err(RangeError::NoIntroduced);
        }
        Ok(Some(Self {
            events: ordered(events),
            limits,
        }))
    }

    /// Whether a version is in it: the last event that counts for the version says so
    pub fn holds(&self, version: &V) -> bool {
        let within = |limit: &Option<V>| limit.as_ref().is_none_or(|limit| version < limit);
        if !self.limits.is_empty() && !self.limits.iter().any(within) {
            return false;
        }
        let mut inside = false;
        for event in &self.events {
            match event {
                Event::Introduced(None) => inside = true,
                Event::Introduced(Some(from)) if version >= from => inside = true,
                Event::Fixed(fixed) if version >= fixed => inside = false,
                Event::LastAffected(last) if version > last => inside = false,
                _ => {}
            }
        }
        inside
    }

    /// The first fix after a version
    pub fn fixed_after(&self, version: &V) -> Option<&V> {
        let fixes = self.events.iter().filter_map(|event| match event {
            Event::Fixed(fixed) if fixed > version => Some(fixed),
            _ => None,
        });
        fixes.min()
    }
}

/// By version, however they are written. Fixed and introduced by one version is no change: what was
/// affected stays so, and what begins and ends with it is empty. The last affected version is one.
fn ordered<V: Version>(mut events: Vec<Event<V>>) -> Vec<Event<V>> {
    let of = |kind: fn(&Event<V>) -> bool| -> BTreeSet<V> {
        let those = events.iter().filter(|event| kind(event));
        those.filter_map(|event| event.version().cloned()).collect()
    };
    let introduced = of(|event| matches!(event, Event::Introduced(_)));
    let fixed = of(|event| matches!(event, Event::Fixed(_)));
    events.retain(|event| match event {
        Event::Introduced(Some(version)) => !fixed.contains(version),
        Event::Fixed(version) => !introduced.contains(version),
        _ => true,
    });
    let last = |event: &Event<V>| matches!(event, Event::LastAffected(_));
    events.sort_by(|one, other| {
        let order = one.version().cmp(&other.version());
        order.then(last(one).cmp(&last(other)))
    });
    events
}

/// An event is one thing. An older form of the format has several in one, which mean the same; one
/// without any says nothing.
fn read_event<V: Version>(
    event: &record::Event,
    events: &mut Vec<Event<V>>,
    limits: &mut Vec<Option<V>>,
) -> Result<(), RangeError> {
    if let Some(text) = &event.introduced {
        events.push(Event::Introduced(unless(text, "0")?));
    }
    if let Some(text) = &event.fixed {
        events.push(Event::Fixed(parse(text)?));
    }
    if let Some(text) = &event.last_affected {
        events.push(Event::LastAffected(parse(text)?));
    }
    if let Some(text) = &event.limit {
        limits.push(unless(text, "*")?);
    }
    Ok(())
}

fn unless<V: Version>(text: &str, word: &str) -> Result<Option<V>, RangeError> {
    if text == word {
        Ok(None)
    } else {
        parse(text).map(Some)
    }
}

fn parse<V: Version>(text: &str) -> Result<V, RangeError> {
    text.parse().map_err(|error: V::Err| RangeError::Version {
        text: text.chars().take(100).collect(),
        reason: error.to_string().chars().take(300).collect(),
    })
}

impl record::Event {
    fn count(&self) -> usize {
        let all = [
            &self.introduced,
            &self.fixed,
            &self.last_affected,
            &self.limit,
        ];
        all.iter().filter(|one| one.is_some()).count()
    }
}

#[cfg(test)]
mod tests;
