//! Nothing that happens to stdout or stderr ends a command in its middle or changes what it does.

use std::fs::File;
use std::process::{Command, Output, Stdio};

fn gen_lock(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen-lock"));
    command.args(arguments);
    command
}

/// A pipe that nobody reads
fn unread() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn full() -> Stdio {
    File::options()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}

fn errors(ended: &Output) -> String {
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

#[test]
fn nothing_is_said_when_nobody_reads_on() {
    for arguments in [&["completions", "bash"][..], &["explain"], &["--help"]] {
        let ended = gen_lock(arguments).stdout(unread()).output().unwrap();
        assert_eq!(errors(&ended), "", "{arguments:?}");
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    for arguments in [&["completions", "bash"][..], &["explain"]] {
        let ended = gen_lock(arguments).stdout(full()).output().unwrap();
        let said =
            "error: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(errors(&ended), said, "{arguments:?}");
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn messages_that_nobody_reads_change_no_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    for stderr in [unread, full] {
        let mut command = gen_lock(&["generate", "--check"]);
        let ended = command
            .current_dir(&folder)
            .stderr(stderr())
            .status()
            .unwrap();
        assert_eq!(ended.code(), Some(2));
        let mut both = gen_lock(&["explain", "no-such-rule"]);
        let ended = both.stdout(stderr()).stderr(stderr()).status().unwrap();
        assert_eq!(ended.code(), Some(1));
    }
}

/// A limit of the system's stands in for a full disk: both refuse the bytes
#[test]
fn a_layer_that_has_no_room_is_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"trap '' XFSZ; ulimit -f 0; exec "$0" layer "$1" --output "$2""#;
    let wheel = "../fuzz/seeds/a-1-py3-none-any.whl";
    let out = folder.path().join("layer.tar.zst");
    let mut sh = Command::new("sh");
    sh.args(["-c", script, env!("CARGO_BIN_EXE_gen-lock"), wheel]);
    let ended = sh.arg(&out).output().unwrap();
    assert!(
        errors(&ended).contains("File too large"),
        "{}",
        errors(&ended)
    );
    assert_eq!(ended.status.code(), Some(2), "{}", errors(&ended));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
