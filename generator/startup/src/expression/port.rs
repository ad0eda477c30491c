use super::{Part, Template, Unset, Variable, Variables};
use crate::Problem;
use std::fmt;
use std::str::FromStr;

/// A port: `7200`, `${PORT_OFFSET}+7200`, `${METRICS_PORT:-9000}`. The launcher knows sums and
/// nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    text: String,
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Number(u64),
    Variable(Variable),
}

/// Why a port has no value.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PortError {
    /// A variable without a value.
    #[error(transparent)]
    Unset(#[from] Unset),
    /// With these values it is none.
    #[error(transparent)]
    Value(#[from] Problem),
}

impl Port {
    /// The port, where every variable has a value or a default.
    ///
    /// # Errors
    /// When one has none, or is not a number, or the sum is not between 1 and 65535.
    pub fn evaluate(&self, values: &Variables) -> Result<u16, PortError> {
        let mut sum = 0_u64;
        for term in &self.terms {
            let value = match term {
                Term::Number(number) => *number,
                Term::Variable(variable) => self.number(variable.evaluate(values)?)?,
            };
            sum = sum.saturating_add(value);
        }
        Ok(self.in_range(sum)?)
    }

    /// Its variables in order.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.terms.iter().filter_map(|term| match term {
            Term::Variable(variable) => Some(variable),
            Term::Number(_) => None,
        })
    }

    fn term(&self, term: &str) -> Result<Term, Problem> {
        let mut parts = term.parse::<Template>()?.parts;
        match (parts.pop(), parts.is_empty()) {
            (Some(Part::Variable(variable)), true) => Ok(Term::Variable(variable)),
            _ => self.number(term).map(Term::Number),
        }
    }

    fn number(&self, term: &str) -> Result<u64, Problem> {
        // A leading zero makes it octal for some readers of YAML, and decimal for others.
        let octal = term.len() > 1 && term.starts_with('0');
        let digits = term.strip_prefix('-').unwrap_or(term);
        let all = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !all || octal {
            let (port, term) = (self.text.clone(), term.to_owned());
            return Err(Problem::NotANumber { port, term });
        }
        if term.starts_with('-') {
            return Err(self.out_of_range(term));
        }
        Ok(term.parse().unwrap_or(u64::MAX))
    }

    fn in_range(&self, sum: u64) -> Result<u16, Problem> {
        match u16::try_from(sum) {
            Ok(port) if port > 0 => Ok(port),
            _ => Err(self.out_of_range(&sum.to_string())),
        }
    }

    fn out_of_range(&self, value: &str) -> Problem {
        let (port, value) = (self.text.clone(), value.to_owned());
        Problem::OutOfRange { port, value }
    }

    /// Refuses what no value of a variable without a default can mend
    fn check(self) -> Result<Self, Problem> {
        let known = self.terms.iter().filter_map(|term| match term {
            Term::Number(number) => Some(Ok(*number)),
            Term::Variable(variable) => Some(self.number(variable.default.as_ref()?)),
        });
        let known = known.collect::<Result<Vec<_>, _>>()?;
        if !known.is_empty() {
            let sum = known.into_iter().fold(0, u64::saturating_add);
            self.in_range(sum)?;
        }
        Ok(self)
    }
}

impl FromStr for Port {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut port = Self {
            text: text.to_owned(),
            terms: vec![],
        };
        for term in text.split('+').map(str::trim) {
            let term = port.term(term)?;
            port.terms.push(term);
        }
        port.check()
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
