use crate::report::Report;
use crate::Input;
use python::{judge_pylock, Glibc, Interpreter, MetadataOf};

/// Debian 12's libc
const GLIBC: Glibc = Glibc {
    major: 2,
    minor: 36,
};

/// A Python lock that does not install what it says, on the interpreter that the images ship
pub fn unsound(input: &Input<'_>, report: &mut Report<'_>) {
    let Ok(interpreter) = Interpreter::cpython(&input.table.fleet.python, GLIBC) else {
        return;
    };
    for lock in input.locks {
        for found in judge_pylock(&lock.text, &interpreter, &MetadataOf::new()) {
            let message = format!("{} ({})", found.problem, found.id());
            let finding = report.in_file(lock.place(found.place), message);
            finding.hint = found.hint().map(str::to_owned);
        }
    }
}
