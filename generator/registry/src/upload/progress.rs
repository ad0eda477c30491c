use std::cell::Cell;

/// How far a blob is, for who watches: what is told adds up to where it stands
pub(super) struct Progress<'a> {
    moved: &'a dyn Fn(i64),
    told: Cell<u64>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(moved: &'a dyn Fn(i64)) -> Self {
        Self {
            moved,
            told: Cell::new(0),
        }
    }

    /// So many bytes of the blob are there now; fewer than before where some were lost
    pub(super) fn reach(&self, bytes: u64) {
        let before = self.told.replace(bytes);
        let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        if bytes != before {
            (self.moved)(signed(bytes) - signed(before));
        }
    }
}
