use crate::{Finding, Place, Rule};
use report::visible_lines;
use serde_spanned::Spanned;

/// Where a rule puts what it finds
pub struct Report<'a> {
    rule: &'a Rule,
    table: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    pub fn new(rule: &'a Rule, table: &'a str, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            rule,
            table,
            findings,
        }
    }

    /// A finding at a value of the table
    pub fn at<T>(&mut self, value: &Spanned<T>, message: impl Into<String>) -> &mut Finding {
        let at = self.place(value);
        self.in_file(at, message)
    }

    /// A finding at a place of any file
    pub fn in_file(&mut self, at: Place, message: impl Into<String>) -> &mut Finding {
        self.findings.push(Finding {
            rule: self.rule.id,
            severity: self.rule.severity,
            message: visible_lines(&message.into()),
            at,
            also: Vec::new(),
            hint: None,
            service: None,
            machine: None,
        });
        self.findings.last_mut().expect("one was just pushed")
    }

    /// The place of a value of the table
    pub fn place<T>(&self, value: &Spanned<T>) -> Place {
        Place {
            file: self.table.to_owned(),
            span: value.span(),
        }
    }
}

impl Finding {
    /// Adds the row that it is about
    pub(crate) fn of(&mut self, service: &str) -> &mut Self {
        self.service = Some(service.to_owned());
        self
    }

    /// Adds the machine that it is about
    pub(crate) fn on(&mut self, machine: &str) -> &mut Self {
        self.machine = Some(machine.to_owned());
        self
    }

    /// Adds something that has to do with it
    pub(crate) fn also(&mut self, place: Place, why: impl Into<String>) -> &mut Self {
        self.also.push((place, visible_lines(&why.into())));
        self
    }

    /// Adds the remedy
    pub(crate) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(visible_lines(&hint.into()));
        self
    }
}
