//! What may satisfy a dependency, and which of it to take.

use std::collections::BTreeMap;

use super::{Candidates, Request};
use crate::{Dependency, Package, Relation};

/// What may satisfy one alternative.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice<'a> {
    /// The package of that name.
    Real(&'a str),
    /// A package that provides it.
    Provider(&'a str),
    /// An exclusion.
    Excluded(&'a str),
}

impl<'a> Choice<'a> {
    pub fn name(&self) -> &'a str {
        match self {
            Self::Real(name) | Self::Provider(name) | Self::Excluded(name) => name,
        }
    }

    fn is_excluded(&self) -> bool {
        matches!(self, Self::Excluded(_))
    }
}

/// The choices of one dependency.
pub(super) struct Choices<'d, 'a> {
    dependency: &'d Dependency<'a>,
    /// For each alternative: the package of that name, who provides it, what is excluded.
    alternatives: Vec<Vec<Choice<'a>>>,
}

impl<'d, 'a> Choices<'d, 'a> {
    pub fn new(
        dependency: &'d Dependency<'a>,
        candidates: &Candidates<'a>,
        request: &'a Request,
    ) -> Self {
        let alternatives = dependency.alternatives.iter();
        let alternatives = alternatives.map(|relation| of(relation, candidates, request));
        let alternatives = alternatives.collect();
        Self {
            dependency,
            alternatives,
        }
    }

    pub fn all(&self) -> Vec<Choice<'a>> {
        self.alternatives.concat()
    }

    /// The first alternative that counts as there already.
    pub fn there(&self, selected: &BTreeMap<&str, &Package<'_>>) -> Option<Choice<'a>> {
        let is_there =
            |choice: &Choice<'_>| choice.is_excluded() || selected.contains_key(choice.name());
        self.all().into_iter().find(is_there)
    }

    /// What a preference picks, and the preference's name.
    pub fn preferred(&self, request: &Request) -> Option<(&'a str, Choice<'a>)> {
        let all = self.all();
        self.dependency.alternatives.iter().find_map(|relation| {
            let wanted = request.preferences.get(relation.name)?;
            let choice = all.iter().find(|choice| choice.name() == wanted)?;
            Some((relation.name, *choice))
        })
    }

    /// The first alternative that is a package or has one provider.
    pub fn first(&self) -> Option<Choice<'a>> {
        let plain = |choices: &Vec<Choice<'a>>| match choices.as_slice() {
            [choice @ Choice::Real(_), ..] | [choice] => Some(*choice),
            _ => None,
        };
        self.alternatives.iter().find_map(plain)
    }

    /// The first alternative that several packages provide, with their names.
    pub fn ambiguous(&self) -> Option<(&'a str, Vec<String>)> {
        let mut pairs = self.dependency.alternatives.iter().zip(&self.alternatives);
        let (relation, choices) = pairs.find(|(_, choices)| choices.len() > 1)?;
        let names = choices.iter().map(|choice| choice.name().into());
        Some((relation.name, names.collect()))
    }
}

fn of<'a>(
    relation: &Relation<'a>,
    candidates: &Candidates<'a>,
    request: &Request,
) -> Vec<Choice<'a>> {
    let is_excluded = |name: &str| request.excluded.contains_key(name);
    if is_excluded(relation.name) {
        return vec![Choice::Excluded(relation.name)];
    }
    let real = candidates.real(relation);
    let (out, providers): (Vec<_>, Vec<_>) = candidates
        .standing_for(relation)
        .into_iter()
        .partition(|name| is_excluded(name));
    // What is left out stands for nothing that can be had.
    let out = out.into_iter().filter(|_| real.is_none());
    let real = real.map(Choice::Real).into_iter();
    let had = real.chain(providers.into_iter().map(Choice::Provider));
    had.chain(out.map(Choice::Excluded)).collect()
}
