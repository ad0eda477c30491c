//! What a record says of one package: which versions it concerns, and what fixes it.

use crate::range::{Range, Version};
use crate::record::Affected;
use crate::RangeError;

/// The versions of a package that a record concerns
#[derive(Debug, Clone)]
pub(crate) struct Concern<V> {
    listed: Vec<V>,
    ranges: Vec<Range<V>>,
}

/// What is wrong with an entry
pub(crate) enum Unclear {
    /// It is read in spite of it
    Odd(RangeError),
    /// It says nothing of versions
    LeftOut(RangeError),
}

impl<V: Version> Concern<V> {
    /// Reads an entry, and tells what of it cannot be judged and what is merely odd
    pub fn read(affected: &Affected) -> (Self, Vec<Unclear>) {
        let (mut ranges, mut unclear) = (Vec::new(), Vec::new());
        for range in &affected.ranges {
            let mut odd = Vec::new();
            match Range::read(range, &mut odd) {
                Ok(range) => {
                    ranges.extend(range);
                    unclear.extend(odd.into_iter().map(Unclear::Odd));
                }
                Err(error) => unclear.push(Unclear::LeftOut(error)),
            }
        }
        // Ranges of commits and of other schemes go with a list of versions.
        let silent = affected.versions.is_empty() && ranges.is_empty();
        if silent && unclear.is_empty() && affected.odd.is_empty() {
            unclear.push(Unclear::LeftOut(RangeError::NoVersions));
        }
        // What is no version equals none: such names of old releases are left out.
        let listed = affected.versions.iter();
        let listed = listed.filter_map(|text| text.parse().ok()).collect();
        (Self { listed, ranges }, unclear)
    }

    /// A version is concerned when it is listed **or** in a range
    pub fn holds(&self, version: &V) -> bool {
        self.listed.contains(version) || self.ranges.iter().any(|range| range.holds(version))
    }

    /// What fixes it: of the ranges that hold the version, or of all where it is listed alone
    pub fn fixed_after(&self, version: &V) -> Option<V> {
        let of = |ranges: &mut dyn Iterator<Item = &Range<V>>| {
            let fixes = ranges.filter_map(|range| range.fixed_after(version));
            fixes.min().cloned()
        };
        let holding = of(&mut self.ranges.iter().filter(|range| range.holds(version)));
        holding.or_else(|| of(&mut self.ranges.iter()))
    }
}
