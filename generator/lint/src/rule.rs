//! The table of rules: one concern a file.

mod allow;
mod attribute;
mod dependency;
mod engine;
mod family;
mod gate;
mod health_above;
mod image;
mod loader;
mod lock;
mod machine;
mod name;
mod port;
mod program;
mod reference;
mod retired;
mod role;
mod seccomp;
mod variable;

use crate::report::Report;
use crate::{Input, Severity};

/// A rule
#[derive(Clone, Copy)]
pub struct Rule {
    /// What `allow` and `explain` call it
    pub id: &'static str,
    /// How bad its findings are
    pub severity: Severity,
    /// What it means, why, and what to do: Markdown
    pub page: &'static str,
    pub(crate) check: fn(&Input<'_>, &mut Report<'_>),
}

impl Rule {
    /// The first line of its page
    pub fn title(&self) -> &'static str {
        let line = self.page.lines().next().unwrap_or_default();
        line.trim_start_matches("# ")
    }
}

/// A row of the table, its page from the file of its name
macro_rules! rule {
    ($id:literal, $severity:ident, $check:expr) => {
        Rule {
            id: $id,
            severity: Severity::$severity,
            page: include_str!(concat!("pages/", $id, ".md")),
            check: $check,
        }
    };
}

/// Every rule, by id
pub const RULES: &[Rule] = &[
    rule!("allow-expired", Error, allow::later),
    rule!("allow-unknown", Error, allow::unknown),
    rule!("allow-unused", Warning, allow::later),
    rule!("attribute-bytes", Error, attribute::bytes),
    rule!("dependency-address", Error, dependency::address),
    rule!("dependency-cycle", Error, dependency::cycle),
    rule!("dependency-inactive", Note, dependency::inactive),
    rule!("dependency-unknown", Error, dependency::unknown),
    rule!("engine-proxy-missing", Error, engine::proxy_missing),
    rule!("engine-socket", Error, engine::socket),
    rule!("family-gpu", Error, family::gpu),
    rule!("family-sm", Error, family::sm),
    rule!("family-unknown", Error, family::unknown),
    rule!("gate-missing", Warning, gate::missing),
    rule!("health-above", Error, health_above::check),
    rule!("image-health-label", Error, image::health_label),
    rule!("image-root", Error, image::root),
    rule!("library-missing", Error, image::library),
    rule!("loader-missing", Error, loader::missing),
    rule!("lock-unsound", Error, lock::unsound),
    rule!("machine-unknown", Error, machine::unknown),
    rule!("name-collision", Error, name::collision),
    rule!("name-illegal", Error, name::illegal),
    rule!("port-clash", Error, port::clash),
    rule!("port-ephemeral", Note, port::ephemeral),
    rule!("port-range", Error, port::range),
    rule!("program-hidden", Error, program::hidden),
    rule!("reference-unknown", Error, reference::unknown),
    rule!("retired-import", Error, retired::import),
    rule!("role-doubled", Error, role::doubled),
    rule!("seccomp-missing", Error, seccomp::missing),
    rule!("source-unreadable", Error, retired::unreadable),
    rule!("variable-undefined", Error, variable::undefined),
];
