//! Two tars, member by member. Layers are sorted by path, so that two heads with one path are the
//! rule; what one side has and the other has not yet waits, and is matched when it comes.

use crate::content;
use crate::difference::{Differences, Stopped};
use crate::fields;
use crate::order::{moved, Run};
use crate::side::{Held, Side};
use crate::{shown, Field};
use std::io::Read;

/// Bytes that all that waits takes, about
const MOST_HELD: usize = 256 << 20;

/// Compares two uncompressed layers
pub fn layers(want: impl Read, got: impl Read) -> Differences {
    let mut comparison = Comparison {
        found: Differences::default(),
        runs: Vec::new(),
        weight: 0,
    };
    if let Err(stopped) = comparison.run(want, got) {
        comparison.found.stopped = Some(stopped);
    }
    comparison.found.kept.sort();
    comparison.found
}

struct Comparison {
    found: Differences,
    runs: Vec<Run>,
    /// Of all that was ever held
    weight: usize,
}

impl Comparison {
    fn run(&mut self, want: impl Read, got: impl Read) -> Result<(), Stopped> {
        let mut want = Side::new(want).map_err(Stopped::Want)?;
        let mut got = Side::new(got).map_err(Stopped::Got)?;
        loop {
            match (&want.head, &got.head) {
                (Some(one), Some(other)) if one.path == other.path => {
                    self.heads(&mut want, &mut got)?;
                }
                (Some(one), other) if other.as_ref().is_none_or(|other| one.path < other.path) => {
                    self.wanted(&mut want, &mut got)?;
                }
                (_, Some(_)) => self.there(&mut want, &mut got)?,
                (_, None) => break,
            }
        }
        for held in want.rest() {
            fields::missing(&held, &mut self.found);
        }
        for held in got.rest() {
            fields::unexpected(&held, &mut self.found);
        }
        self.ends(&mut want, &mut got)?;
        self.order();
        Ok(())
    }

    /// Two heads with one path
    fn heads(
        &mut self,
        want: &mut Side<impl Read>,
        got: &mut Side<impl Read>,
    ) -> Result<(), Stopped> {
        let (Some(one), Some(other)) = (want.head.take(), got.head.take()) else {
            return Ok(());
        };
        let tars = (&mut want.tar, &mut got.tar);
        let (one_content, other_content, at) = content::pair(tars, (one.size, other.size))?;
        let both = ((&one, &one_content), (&other, &other_content));
        fields::differ(both.0, both.1, at, &mut self.found);
        self.matched(
            &one.path,
            (want.place, &want.after),
            (got.place, &got.after),
        )?;
        want.advance(one.path).map_err(Stopped::Want)?;
        got.advance(other.path).map_err(Stopped::Got)
    }

    /// A head of `want` whose path `got` has not now
    fn wanted(
        &mut self,
        want: &mut Side<impl Read>,
        got: &mut Side<impl Read>,
    ) -> Result<(), Stopped> {
        let Some(held) = want.take().map_err(Stopped::Want)? else {
            return Ok(());
        };
        match got.release(&held.member.path) {
            Some(other) => self.pair(&held, &other),
            None if got.head.is_none() => {
                fields::missing(&held, &mut self.found);
                Ok(())
            }
            None => {
                want.hold(self.weighed(held)?);
                Ok(())
            }
        }
    }

    /// A head of `got` whose path `want` has not now
    fn there(
        &mut self,
        want: &mut Side<impl Read>,
        got: &mut Side<impl Read>,
    ) -> Result<(), Stopped> {
        let Some(held) = got.take().map_err(Stopped::Got)? else {
            return Ok(());
        };
        match want.release(&held.member.path) {
            Some(one) => self.pair(&one, &held),
            None if want.head.is_none() => {
                fields::unexpected(&held, &mut self.found);
                Ok(())
            }
            None => {
                got.hold(self.weighed(held)?);
                Ok(())
            }
        }
    }

    fn pair(&mut self, want: &Held, got: &Held) -> Result<(), Stopped> {
        let both = ((&want.member, &want.content), (&got.member, &got.content));
        fields::differ(both.0, both.1, None, &mut self.found);
        let places = ((want.place, &want.after[..]), (got.place, &got.after[..]));
        self.matched(&want.member.path, places.0, places.1)
    }

    /// What is held, so long as there is room; texts where there is plenty
    fn weighed(&mut self, mut held: Held) -> Result<Held, Stopped> {
        if self.weight > MOST_HELD / 2 {
            held.content.bytes = None;
        }
        let text = held.content.bytes.as_ref().map_or(0, Vec::len);
        self.weigh(held.member.weight() + held.after.len() + text)?;
        Ok(held)
    }

    fn weigh(&mut self, weight: usize) -> Result<(), Stopped> {
        self.weight += weight;
        if self.weight > MOST_HELD {
            return Err(Stopped::TooMuch);
        }
        Ok(())
    }

    /// Notes where a member is in both
    fn matched(
        &mut self,
        path: &[u8],
        want: (u64, &[u8]),
        got: (u64, &[u8]),
    ) -> Result<(), Stopped> {
        if let Some(last) = self.runs.last_mut() {
            if last.is_followed_by(want.0, got.0) {
                last.length += 1;
                return Ok(());
            }
        }
        let run = Run {
            want: want.0,
            got: got.0,
            length: 1,
            path: shown::path(path),
            want_after: shown::path(want.1),
            got_after: shown::path(got.1),
        };
        self.weigh(run.path.len() + run.want_after.len() + run.got_after.len() + 128)?;
        self.runs.push(run);
        Ok(())
    }

    fn ends(
        &mut self,
        want: &mut Side<impl Read>,
        got: &mut Side<impl Read>,
    ) -> Result<(), Stopped> {
        let want = want.tar.end().map_err(Stopped::Want)?;
        let got = got.tar.end().map_err(Stopped::Got)?;
        if want != got {
            self.found.field("", Field::End, &want, &got);
        }
        Ok(())
    }

    fn order(&mut self) {
        for run in moved(std::mem::take(&mut self.runs)) {
            let more = match run.length {
                1 => String::new(),
                length => format!(", and the {} entries after it", length - 1),
            };
            let after = |path: &str| match path {
                "" => "first".to_owned(),
                path => format!("after `{path}`"),
            };
            let (want, got) = (after(&run.want_after), after(&run.got_after));
            self.found
                .field(&run.path, Field::Order, &want, &format!("{got}{more}"));
        }
    }
}
