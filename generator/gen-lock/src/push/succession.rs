//! Which release of a machine comes after which, where several are pushed at once.
//!
//! A registry has no "write if it is still that": between the last look and the write another push may
//! write, too. Whoever finds afterwards that its note is gone comes after who wrote over it.

use super::release::Last;
use crate::commit::ReleaseTag;
use crate::failure::finding;
use anyhow::Result;

/// As many pushes do not end at one moment
const TRIES: usize = 8;

/// A release that becomes the last of a machine
pub struct Succession<'a> {
    /// The name of the machine's note
    pub note: &'a str,
    /// The release
    pub tag: &'a ReleaseTag,
    /// Gives the last one that is noted
    pub read: &'a dyn Fn() -> Result<Option<Last>>,
    /// Keeps the images of the one before
    pub keep: &'a dyn Fn(&ReleaseTag) -> Result<()>,
    /// Notes the last one
    pub write: &'a dyn Fn(&Last) -> Result<()>,
}

impl Succession<'_> {
    /// Notes the release, and gives the one before it
    ///
    /// # Errors
    /// When the registry does not do its part, or others write without end.
    pub fn run(&self) -> Result<Option<ReleaseTag>> {
        for _ in 0..TRIES {
            let was = (self.read)()?;
            let last = self.after(was.as_ref());
            if let Some(before) = &last.before {
                (self.keep)(before)?;
            }
            // That took its time.
            let is_noted = was.as_ref() == Some(&last);
            if !is_noted && (self.read)()? != was {
                continue;
            }
            (self.write)(&last)?;
            if is_noted || self.stands((self.read)()?, was) {
                return Ok(last.before);
            }
        }
        Err(finding(format!(
            "other pushes keep writing `{}`, so the release before `{}` is unknown\n\n\
             hint: push again when they have finished",
            self.note, self.tag
        )))
    }

    /// The note of the release, after another or itself
    fn after(&self, was: Option<&Last>) -> Last {
        let before = match was {
            Some(again) if again.tag == *self.tag => again.before.clone(),
            other => other.map(|last| last.tag.clone()),
        };
        Last {
            tag: self.tag.clone(),
            before,
        }
    }

    /// Whether the release is noted: as the last, or as the one before. A registry that still gives what
    /// it gave before lags behind.
    fn stands(&self, now: Option<Last>, was: Option<Last>) -> bool {
        let is_before = |now: &Last| now.before.as_ref() == Some(self.tag);
        now == was || now.is_some_and(|now| now.tag == *self.tag || is_before(&now))
    }
}

#[cfg(test)]
mod tests {
    use super::{Last, Succession};
    use crate::commit::ReleaseTag;
    use std::cell::{Cell, RefCell};

    fn tag(day: u32) -> ReleaseTag {
        format!("202601{day:02}-0123456789ab").parse().unwrap()
    }

    fn last(day: u32, before: u32) -> Last {
        Last {
            tag: tag(day),
            before: Some(tag(before)),
        }
    }

    /// Pushes the release of a day. `other` is what another push writes once that many reads and writes
    /// were made; gives the note, what was kept, and the tag before.
    fn pushed(day: u32, other: Option<(usize, Last)>) -> (Last, Vec<ReleaseTag>, ReleaseTag) {
        let (note, kept) = (RefCell::new(last(2, 1)), RefCell::new(Vec::new()));
        let steps = Cell::new(0);
        let step = || {
            if let Some((at, other)) = &other {
                if steps.get() == *at {
                    note.replace(other.clone());
                }
            }
            steps.set(steps.get() + 1);
        };
        let succession = Succession {
            note: "pc2",
            tag: &tag(day),
            read: &|| {
                step();
                Ok(Some(note.borrow().clone()))
            },
            keep: &|before| {
                kept.borrow_mut().push(before.clone());
                Ok(())
            },
            write: &|last| {
                step();
                note.replace(last.clone());
                Ok(())
            },
        };
        let before = succession.run().unwrap().unwrap();
        (note.into_inner(), kept.into_inner(), before)
    }

    #[test]
    fn a_release_comes_after_the_last_one() {
        let (note, kept, before) = pushed(3, None);
        assert_eq!((note, kept, before), (last(3, 2), vec![tag(2)], tag(2)));
        // Once more: it is not before itself.
        let (note, kept, before) = pushed(2, None);
        assert_eq!((note, kept, before), (last(2, 1), vec![tag(1)], tag(1)));
    }

    #[test]
    fn a_push_that_ends_at_the_same_time_is_the_one_before() {
        // It wrote while the images of the one before were kept: seen before the write
        let (note, kept, before) = pushed(3, Some((1, last(4, 2))));
        assert_eq!((note, before), (last(3, 4), tag(4)));
        assert_eq!(kept, [tag(2), tag(4)]);
        // It wrote over ours: seen after the write
        let (note, _, before) = pushed(3, Some((3, last(4, 2))));
        assert_eq!((note, before), (last(3, 4), tag(4)));
        // It came after ours, and says so
        let (note, _, before) = pushed(3, Some((3, last(4, 3))));
        assert_eq!((note, before), (last(4, 3), tag(2)));
    }

    #[test]
    fn a_registry_that_lags_behind_is_believed_once_it_took_the_note() {
        let (note, _, before) = pushed(3, Some((3, last(2, 1))));
        assert_eq!((note, before), (last(2, 1), tag(2)));
    }

    #[test]
    fn who_writes_without_end_is_told() {
        let count = Cell::new(10);
        let succession = Succession {
            note: "pc2",
            tag: &tag(3),
            read: &|| {
                count.set(count.get() + 1);
                Ok(Some(last(count.get() % 28 + 1, 1)))
            },
            keep: &|_| Ok(()),
            write: &|_| Ok(()),
        };
        let error = succession.run().unwrap_err().to_string();
        assert!(
            error.starts_with("other pushes keep writing `pc2`"),
            "{error}"
        );
    }
}
