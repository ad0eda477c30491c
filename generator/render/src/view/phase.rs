//! In which phase of the migration a service moves.
//!
//! The row's `phase`; else the earliest `phase` of a group of the machine that holds it; else the
//! machine's; else the last. What a service depends on never moves after it, unless its row says so.
//! So every service that runs is of one phase.

use super::Request;
use crate::PHASES;
use fleet::table::Service;
use fleet::Error;
use serde_spanned::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// The phase of every row that runs on a machine
pub struct Phases<'a>(BTreeMap<&'a str, u8>);

impl<'a> Phases<'a> {
    pub fn of(request: &Request<'a>) -> Result<Self, Error> {
        let rows = request.rows();
        let mut phases = BTreeMap::new();
        for row in &rows {
            phases.insert(row.name.get_ref().as_str(), written(request, row)?);
        }
        while let Some((name, phase)) = earlier(&rows, &phases, request.machine) {
            phases.insert(name, phase);
        }
        Ok(Self(phases))
    }

    pub fn of_row(&self, row: &str) -> Option<u8> {
        self.0.get(row).copied()
    }

    pub fn all(&self) -> impl Iterator<Item = u8> {
        let phases: BTreeSet<u8> = self.0.values().copied().collect();
        phases.into_iter()
    }
}

/// The phase that the table says
fn written(request: &Request<'_>, row: &Service) -> Result<u8, Error> {
    let (_, machine) = request.written()?;
    let check = |phase: &Spanned<u8>| {
        let number = *phase.get_ref();
        if PHASES.contains(&number) {
            return Ok(number);
        }
        let message = format!("phase `{number}` is not a phase of the migration");
        let error = request.source.error(phase, message);
        Err(error.hint("the phases are 1, 2 and 3"))
    };
    if let Some(phase) = &row.phase {
        return check(phase);
    }
    let mut earliest = None;
    for group in machine.groups.values() {
        let holds = group
            .services
            .iter()
            .any(|name| name.get_ref() == row.name.get_ref());
        if let Some(phase) = group.phase.as_ref().filter(|_| holds) {
            let phase = check(phase)?;
            earliest = Some(earliest.map_or(phase, |other: u8| other.min(phase)));
        }
    }
    match (earliest, &machine.phase) {
        (Some(phase), _) => Ok(phase),
        (None, Some(phase)) => check(phase),
        (None, None) => Ok(*PHASES.end()),
    }
}

/// A dependency that would move after what depends on it, and the phase that it must be of
fn earlier<'a>(
    rows: &[&'a Service],
    phases: &BTreeMap<&'a str, u8>,
    machine: &str,
) -> Option<(&'a str, u8)> {
    let free = |name: &str| {
        let mut rows = rows.iter();
        rows.any(|row| row.name.get_ref() == name && row.phase.is_none())
    };
    rows.iter().find_map(|row| {
        let phase = phases[row.name.get_ref().as_str()];
        let mut names = row.dependencies(machine).iter().map(Spanned::get_ref);
        names.find_map(|name| {
            let late = phases
                .get(name.as_str())
                .is_some_and(|other| *other > phase);
            (late && free(name)).then_some((name.as_str(), phase))
        })
    })
}
