use crate::concern::Unclear;
use crate::record::{Affected, Odd, Record};
use crate::{Fault, RecordError};

/// What of a record cannot be read, so far
pub(super) struct Faults<'a> {
    id: &'a str,
    pub all: Vec<Fault>,
}

impl<'a> Faults<'a> {
    /// With what is wrong with the record as a whole
    pub fn of(record: &'a Record) -> Self {
        let mut faults = Self {
            id: &record.id,
            all: Vec::new(),
        };
        for odd in &record.odd {
            let whole = odd.at == Odd::WHOLE || odd.at.starts_with("affected");
            faults.push(None, error(odd), whole);
        }
        faults
    }

    /// Something by which the rest is judged all the same
    pub fn add(&mut self, error: RecordError) {
        self.push(None, error, false);
    }

    /// Something of a package that was asked for
    pub fn add_about(&mut self, package: &str, error: RecordError, left_out: bool) {
        self.push(Some(package), error, left_out);
    }

    /// An entry of which nobody can say which package it is of
    pub fn unknown(&mut self, affected: &Affected) {
        if affected
            .package
            .as_ref()
            .is_some_and(|one| !one.name.is_empty())
        {
            return;
        }
        for odd in &affected.odd {
            self.push(None, error(odd), true);
        }
    }

    /// What is odd in an entry of a package that was asked for
    pub fn odd(&mut self, affected: &Affected, package: &str) {
        for odd in &affected.odd {
            self.push(Some(package), error(odd), left_out(odd));
        }
    }

    /// What is unclear of versions
    pub fn unclear(&mut self, unclear: Vec<Unclear>, package: &str) {
        for one in unclear {
            match one {
                Unclear::Odd(error) => self.add_about(package, RecordError::Range(error), false),
                Unclear::LeftOut(error) => self.add_about(package, RecordError::Range(error), true),
            }
        }
    }

    fn push(&mut self, package: Option<&str>, error: RecordError, left_out: bool) {
        self.all.push(Fault {
            id: self.id.to_owned(),
            package: package.map(str::to_owned),
            error,
            left_out,
        });
    }
}

/// Versions and ranges decide; what else an entry says does not
fn left_out(odd: &Odd) -> bool {
    odd.at.contains("].ranges") || odd.at.contains("].versions")
}

fn error(odd: &Odd) -> RecordError {
    RecordError::Odd {
        at: odd.at.clone(),
        reason: odd.reason.clone(),
    }
}
