//! Runs a program that may hang, fail, or print without end.

use super::probe::{bounded, text};
use doctor::Reading;
use std::io::{ErrorKind, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{channel, Receiver};
use std::thread;
use std::time::Duration;

/// A daemon that hangs makes its client hang
const PATIENCE: Duration = Duration::from_secs(20);

/// What a program prints in the locale `C`, or `None` where it is not installed
pub fn run(name: &str, arguments: &[&str]) -> Option<Reading> {
    let mut command = Command::new(name);
    command.args(arguments).env("LC_ALL", "C");
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    match command.spawn() {
        Ok(child) => Some(said(child)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(Reading {
            text: String::new(),
            error: Some(error.to_string()),
        }),
    }
}

fn said(mut child: Child) -> Reading {
    let (out, err) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let Ok(out) = out.recv_timeout(PATIENCE) else {
        return stopped(&mut child, "no answer in time");
    };
    let reading = text(&out);
    if let Some(why) = &reading.error {
        // It may want to print more, for ever.
        return stopped(&mut child, why);
    }
    let words = text(&err.recv_timeout(PATIENCE).unwrap_or_default()).text;
    match ended(&mut child) {
        Some(status) if status.success() => reading,
        Some(status) => failed(reading, &words, &status.to_string()),
        None => stopped(&mut child, "it did not end"),
    }
}

/// Its status once it has closed what it prints to, which is when it ends
fn ended(child: &mut Child) -> Option<ExitStatus> {
    let step = Duration::from_millis(10);
    for _ in 0..PATIENCE.as_millis() / step.as_millis() {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => thread::sleep(step),
            Err(_) => return None,
        }
    }
    None
}

/// With its own words where it has any: on stderr, or as `nvidia-smi` on stdout
fn failed(mut reading: Reading, words: &str, status: &str) -> Reading {
    let words = [words.trim(), reading.text.trim(), status];
    let first = words.into_iter().find(|words| !words.is_empty());
    reading.error = first.map(str::to_owned);
    reading
}

fn stopped(child: &mut Child, why: &str) -> Reading {
    let _ = child.kill();
    let _ = child.wait();
    Reading {
        text: String::new(),
        error: Some(why.to_owned()),
    }
}

fn drain(from: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (to, receiver) = channel();
    thread::spawn(move || {
        let bytes = from.map(bounded).and_then(Result::ok);
        // Nobody waits for it any more where the program was stopped.
        let _ = to.send(bytes.unwrap_or_default());
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn what_it_prints_or_why_not() {
        assert_eq!(run("gen-lock-no-such-program", &[]), None);
        let shell = |script| run("sh", &["-c", script]).unwrap();
        let fine = shell("echo one; echo two >&2");
        assert_eq!((fine.text.as_str(), fine.error), ("one\n", None));
        let failed = shell("echo {}; echo no daemon >&2; exit 1");
        assert_eq!(failed.text, "{}\n");
        assert_eq!(failed.error.as_deref(), Some("no daemon"));
        assert_eq!(shell("echo no; exit 9").error.as_deref(), Some("no"));
        assert_eq!(shell("exit 3").error.as_deref(), Some("exit status: 3"));
    }

    #[test]
    fn printing_without_end_is_bounded() {
        let error = run("yes", &[]).unwrap().error.unwrap();
        assert!(error.starts_with("longer than"), "{error}");
    }
}
