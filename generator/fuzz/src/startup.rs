//! The reader of startup configs.

use startup::expression::{Template, Variables};
use startup::{Place, StartupConfig};
use std::collections::BTreeSet;

/// Every place is in the text, no service is there twice, every port has a value or an error, and
/// a template prints as it was read.
pub fn startup_config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(template) = text.parse::<Template>() {
        assert_eq!(template.to_string(), text);
    }
    let config = match StartupConfig::parse(text) {
        Ok(config) => config,
        Err(error) => return within(text, error.place),
    };
    let mut names = BTreeSet::new();
    for service in &config.services {
        within(text, service.name.place);
        assert!(names.insert(&service.name.value), "{:?}", service.name);
        let listeners = service.listeners.iter().map(|listener| &listener.port);
        for port in listeners.chain([&service.port]) {
            within(text, port.place);
            assert_ne!(port.value.evaluate(&Variables::new()), Ok(0));
        }
    }
    for variable in &config.variables {
        within(text, variable.place);
        assert!(!variable.name.is_empty());
    }
    for warning in &config.warnings {
        within(text, warning.place);
    }
}

/// A place is on a line of the text, or just behind it
fn within(text: &str, place: Place) {
    let ends = text.chars().filter(|c| matches!(c, '\n' | '\r')).count();
    let longest = text.split(['\n', '\r']).map(|line| line.chars().count());
    let longest = longest.max().unwrap_or(0);
    assert!((1..=ends + 2).contains(&place.line), "{place}");
    assert!((1..=longest + 2).contains(&place.column), "{place}");
}
