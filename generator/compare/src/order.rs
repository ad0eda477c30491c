//! Which members are elsewhere among the others.

use std::collections::BTreeMap;

/// Members that follow each other in both, the first of them with its path
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The place of the first among those that are wanted
    pub want: u64,
    /// Its place among those that are there
    pub got: u64,
    /// How many
    pub length: u64,
    /// The path of the first
    pub path: String,
    /// The path before it among those that are wanted
    pub want_after: String,
    /// The path before it among those that are there
    pub got_after: String,
}

impl Run {
    /// Whether another one follows at once in both
    pub fn is_followed_by(&self, want: u64, got: u64) -> bool {
        (self.want + self.length, self.got + self.length) == (want, got)
    }
}

/// Those runs that were moved: the fewest members without which all others stand in the same order
pub fn moved(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| run.want);
    let stays = stays(&runs);
    let mut at = 0;
    runs.retain(|_| {
        at += 1;
        !stays[at - 1]
    });
    runs
}

/// The heaviest of the sequences that increase in both
fn stays(runs: &[Run]) -> Vec<bool> {
    // By the place of a sequence's end in `got`: its weight, and its last run. Heavier further on.
    let mut ends: BTreeMap<u64, (u64, usize)> = BTreeMap::new();
    let mut before = vec![None; runs.len()];
    for (at, run) in runs.iter().enumerate() {
        let below = ends.range(..run.got).next_back();
        let (weight, last) = below.map_or((0, None), |(_, (weight, last))| (*weight, Some(*last)));
        before[at] = last;
        let weight = weight + run.length;
        while let Some((place, (_, _))) = ends
            .range(run.got..)
            .next()
            .filter(|(_, one)| one.0 <= weight)
        {
            let place = *place;
            ends.remove(&place);
        }
        ends.insert(run.got, (weight, at));
    }
    let mut stays = vec![false; runs.len()];
    let mut next = ends.last_key_value().map(|(_, (_, last))| *last);
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::{moved, Run};
    use proptest::prelude::*;

    fn runs(got: &[u64]) -> Vec<Run> {
        let run = |(want, got): (usize, &u64)| Run {
            want: want as u64,
            got: *got,
            length: 1,
            path: String::new(),
            want_after: String::new(),
            got_after: String::new(),
        };
        got.iter().enumerate().map(run).collect()
    }

    fn places(got: &[u64]) -> Vec<u64> {
        moved(runs(got)).iter().map(|run| run.want).collect()
    }

    #[test]
    fn the_fewest_are_moved() {
        assert!(places(&[0, 1, 2]).is_empty());
        assert!(places(&[3, 5, 9]).is_empty(), "gaps are no moves");
        assert_eq!(places(&[3, 0, 1, 2]), [0]);
        assert_eq!(places(&[1, 2, 3, 0]), [3]);
        assert_eq!(places(&[0, 3, 1, 2, 4]), [1]);
    }

    #[test]
    fn a_long_run_stays() {
        let mut both = runs(&[1, 0]);
        both[1].length = 5;
        assert_eq!(moved(both)[0].want, 0);
    }

    proptest! {
        #[test]
        fn what_stays_is_in_order_and_no_more_could(order in Just((0..7_u64).collect::<Vec<_>>()).prop_shuffle()) {
            let gone = places(&order);
            let kept: Vec<u64> = (0..7).filter(|at| !gone.contains(at)).map(|at| order[at as usize]).collect();
            prop_assert!(kept.is_sorted());
            let most = (0..128_u32)
                .filter(|set| {
                    let chosen: Vec<u64> = (0..7).filter(|at| set & (1 << at) != 0).map(|at| order[at]).collect();
                    chosen.is_sorted()
                })
                .map(u32::count_ones)
                .max();
            prop_assert_eq!(Some(kept.len() as u32), most);
        }
    }
}
