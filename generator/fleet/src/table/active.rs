//! Which rows run.

use super::{Service, Table};

impl Table {
    /// Whether a row runs: neither disabled nor switched off by its `when`
    pub fn is_active(&self, service: &Service) -> bool {
        service.disabled.is_none() && self.holds(service)
    }

    /// Whether its condition holds; one that names no feature does
    fn holds(&self, service: &Service) -> bool {
        let Some(when) = &service.when else {
            return true;
        };
        let (name, want) = condition(when.get_ref());
        self.features
            .get(name)
            .is_none_or(|feature| feature.value == want)
    }
}

/// `FEATURE` or `!FEATURE`: the name, and the value that is wanted
pub fn condition(when: &str) -> (&str, bool) {
    when.strip_prefix('!')
        .map_or((when, true), |name| (name, false))
}
