//! A reader that has seen enough is no fault of anybody.

use std::process::Command;

#[test]
fn nothing_is_said_when_nobody_reads_on() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut gen_lock = Command::new(env!("CARGO_BIN_EXE_gen-lock"));
    gen_lock.args(["completions", "bash"]).stdout(writer);
    let ended = gen_lock.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(
        ended.status.code(),
        Some(128 + 13),
        "as SIGPIPE ends others"
    );
}
