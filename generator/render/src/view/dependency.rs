use super::phase::Phases;
use super::Request;
use fleet::table::Service;
use std::collections::BTreeSet;
use std::fmt;

/// A dependency that is not waited for
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The row
    pub row: String,
    /// Why
    pub why: String,
}

/// `not waited for: StreamingTTSAgent, which runs on mainpc`
impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not waited for: {}, which {}", self.row, self.why)
    }
}

/// The rows of `here` that a row waits for, and what it depends on elsewhere
pub fn split<'a>(
    request: &Request<'a>,
    row: &'a Service,
    here: &BTreeSet<&str>,
    phases: &Phases<'_>,
) -> (Vec<&'a str>, Vec<Dropped>) {
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    for name in row.dependencies(request.machine) {
        let name = name.get_ref().as_str();
        if here.contains(name) {
            kept.push(name);
        } else {
            let (row, why) = (name.to_owned(), why(request, name, phases));
            dropped.push(Dropped { row, why });
        }
    }
    (kept, dropped)
}

fn why(request: &Request<'_>, name: &str, phases: &Phases<'_>) -> String {
    let mut rows = request.table.services.iter();
    let Some(row) = rows.find(|row| row.name.get_ref() == name) else {
        return "is no row".to_owned();
    };
    if let Some(phase) = phases.of_row(name) {
        return format!("moves in phase {phase}");
    }
    match (&row.disabled, &row.when) {
        (Some(why), _) => format!("is disabled: {}", why.get_ref()),
        (None, Some(when)) if !request.table.is_active(row) => {
            format!("runs only when {}", when.get_ref())
        }
        _ => {
            let machines = row
                .machines
                .iter()
                .map(|machine| machine.get_ref().as_str());
            format!("runs on {}", machines.collect::<Vec<_>>().join(", "))
        }
    }
}
