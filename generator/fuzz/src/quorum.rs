//! A builder's record, from anybody.

use fleet::build_lock::{BuildLock, Inputs, Outputs};
use quorum::{Agreement, Record};

/// A record prints as it was read, and one builder never makes two.
pub fn builder(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(record) = Record::parse(text) else {
        return;
    };
    assert_eq!(Record::parse(&record.print()).ok().as_ref(), Some(&record));
    let lock = BuildLock::new(Inputs::default(), Outputs::default());
    let mut record = record;
    record.inputs = quorum::inputs(&lock.inputs);
    let twice = [record.clone(), record];
    assert!(!Agreement::of(2, &lock, &twice).holds());
}
