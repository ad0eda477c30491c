use super::Variables;
use crate::Problem;
use std::fmt;
use std::str::FromStr;

/// A text with variables in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// In order.
    pub parts: Vec<Part>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it is.
    Text(String),
    /// Replaced.
    Variable(Variable),
}

/// `${NAME}` or `${NAME:-default}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Letters, digits and `_`; no digit first.
    pub name: String,
    /// Taken where the variable is unset or empty.
    pub default: Option<String>,
    /// Where its `$` stands in the text that was read, in bytes; of a port, in its term.
    pub offset: usize,
}

/// A variable without a default and without a value.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("variable `{0}` has no value and no default")]
pub struct Unset(
    /// Its name.
    pub String,
);

impl Template {
    /// The text with every variable replaced.
    ///
    /// # Errors
    /// When a variable has neither a value nor a default.
    pub fn evaluate(&self, values: &Variables) -> Result<String, Unset> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Variable(variable) => text.push_str(variable.evaluate(values)?),
            }
        }
        Ok(text)
    }

    /// Its variables in order.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(variable) => Some(variable),
            Part::Text(_) => None,
        })
    }
}

impl Variable {
    /// Its value, or its default where that is unset or empty.
    ///
    /// # Errors
    /// When there is neither.
    pub fn evaluate<'a>(&'a self, values: &'a Variables) -> Result<&'a str, Unset> {
        let value = values.get(&self.name).filter(|value| !value.is_empty());
        value
            .or(self.default.as_ref())
            .map(String::as_str)
            .ok_or_else(|| Unset(self.name.clone()))
    }

    /// The variable between `${` and `}`
    fn parse(inner: &str, offset: usize) -> Option<Self> {
        let (name, default) = match inner.split_once(":-") {
            Some((name, default)) => (name, Some(default.to_owned())),
            None => (inner, None),
        };
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let sound = !name.is_empty()
            && name.chars().all(letter)
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && !inner.contains("${");
        sound.then(|| Self {
            name: name.to_owned(),
            default,
            offset,
        })
    }
}

impl FromStr for Template {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let (mut parts, mut at) = (vec![], 0);
        while let Some(found) = text[at..].find("${") {
            let start = at + found;
            let inner = &text[start + 2..];
            let end = inner
                .find('}')
                .ok_or_else(|| Problem::OpenVariable(text.to_owned()))?;
            let inner = &inner[..end];
            let variable = Variable::parse(inner, start)
                .ok_or_else(|| Problem::VariableForm(inner.to_owned()))?;
            parts.extend(part(&text[at..start]));
            parts.push(Part::Variable(variable));
            at = start + 2 + end + 1;
        }
        parts.extend(part(&text[at..]));
        Ok(Self { parts })
    }
}

fn part(text: &str) -> Option<Part> {
    (!text.is_empty()).then(|| Part::Text(text.to_owned()))
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Variable(variable) => variable.fmt(f),
        })
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.default {
            Some(default) => write!(f, "${{{}:-{default}}}", self.name),
            None => write!(f, "${{{}}}", self.name),
        }
    }
}
