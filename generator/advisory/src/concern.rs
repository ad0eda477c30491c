//! What a record says of one package: which versions it concerns, and what fixes it.

use crate::range::{Range, Version};
use crate::record::{self, Affected};
use crate::RangeError;

/// The versions of a package that a record concerns
#[derive(Debug, Clone)]
pub(crate) struct Concern<V> {
    listed: Vec<V>,
    ranges: Vec<Range<V>>,
}

impl<V: Version> Concern<V> {
    pub fn read(affected: &Affected) -> Result<Self, RangeError> {
        let read = |range: &record::Range| Range::read(range).transpose();
        let ranges = affected.ranges.iter().filter_map(read);
        Ok(Self {
            // What is no version equals none: such names of old releases are left out.
            listed: affected
                .versions
                .iter()
                .filter_map(|text| text.parse().ok())
                .collect(),
            ranges: ranges.collect::<Result<_, _>>()?,
        })
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
