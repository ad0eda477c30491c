//! Runs a program while a person watches and may interrupt.

use crate::interrupt::Interrupt;
use anyhow::{Context as _, Result};
use rustix::process::{kill_process_group, test_kill_process_group, Pid, Signal};
use std::io::{BufRead as _, BufReader, Read};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{channel, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of an answer that are read; what a hundred containers are inspected to fits
const LIMIT: u64 = 16 << 20;
/// Bytes of a program's words that are read
const STDERR_LIMIT: u64 = 64 << 10;
/// Lines of its words that are kept
const KEPT: usize = 20;
const TIMED_OUT: &str = "it did not end in time";
const TICK: Duration = Duration::from_millis(200);
/// What is asked to end may want to say something
const GRACE: Duration = Duration::from_secs(3);

/// Called with every line of data, and with nothing now and then
pub type Tick<'a> = &'a mut dyn FnMut(Option<&str>) -> Result<()>;

/// What may end a program before it ends
pub struct Watch<'a> {
    pub interrupt: &'a Interrupt,
    pub until: Option<Instant>,
    pub tick: Tick<'a>,
}

/// How a program ended
#[derive(Debug)]
pub struct Ended {
    /// Whether it exited with code 0 in time
    pub success: bool,
    /// Whether it was stopped because it took too long
    pub timed_out: bool,
    /// Its stdout
    pub stdout: String,
    /// The last lines of its stderr; never empty if it failed
    pub stderr: String,
}

/// Runs a program to its end
///
/// # Errors
/// When it cannot be run, or somebody interrupts.
pub fn run(command: &mut Command, watch: &mut Watch<'_>) -> Result<Ended> {
    let program = command.get_program().to_string_lossy().into_owned();
    watch.interrupt.check()?;
    // A group of its own, so that what it started in turn ends with it
    command.stdin(Stdio::null()).process_group(0);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn();
    let mut child = child.with_context(|| format!("cannot run `{program}`"))?;
    let (out, stderr) = (lines(child.stdout.take()), stderr(child.stderr.take()));
    let watched = watched(&mut child, &out, watch);
    if watched.is_err() || matches!(watched, Ok((_, Some(_)))) {
        let interrupted = watched.is_err();
        end(
            &mut child,
            if interrupted {
                Signal::INT
            } else {
                Signal::TERM
            },
        );
    }
    let (out, why) = watched?;
    let status = child.wait()?;
    let stderr = stderr.recv_timeout(GRACE).unwrap_or_default();
    let mut stderr = rollout::shown(&String::from_utf8_lossy(&stderr), KEPT);
    let success = status.success() && why.is_none();
    stderr.extend(why.map(str::to_owned));
    if !success && stderr.is_empty() {
        stderr.push(status.to_string());
    }
    Ok(Ended {
        success,
        timed_out: why == Some(TIMED_OUT),
        stdout: out,
        stderr: stderr.join("\n"),
    })
}

/// Runs a program whose data is not for lines: `take` reads it, as much as it wants
///
/// # Errors
/// With the program's words when it fails, else with what `take` says.
pub fn piped<T>(command: &mut Command, take: impl FnOnce(&mut dyn Read) -> Result<T>) -> Result<T> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn();
    let mut child = child.with_context(|| format!("cannot run `{program}`"))?;
    let (out, stderr) = (child.stdout.take(), stderr(child.stderr.take()));
    let mut out = out.context("a pipe is missing")?;
    let taken = take(&mut out);
    // What nobody reads would keep it waiting.
    let rest = std::io::copy(&mut (&mut out).take(1 << 16), &mut std::io::sink());
    if rest.is_ok_and(|rest| rest == 1 << 16) {
        let _ = child.kill();
        child.wait()?;
        return taken;
    }
    let status = child.wait()?;
    let stderr = stderr.recv_timeout(GRACE).unwrap_or_default();
    if status.success() {
        return taken;
    }
    let stderr = rollout::shown(&String::from_utf8_lossy(&stderr), KEPT).join("\n");
    Err(crate::failure::finding(format!(
        "`{program}` failed: {stderr}"
    )))
}

/// Its data, and why it was not waited for
fn watched(
    child: &mut Child,
    lines: &Receiver<Vec<u8>>,
    watch: &mut Watch<'_>,
) -> Result<(String, Option<&'static str>)> {
    let mut out = String::new();
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => {
                let line = String::from_utf8_lossy(&line);
                out.push_str(&line);
                (watch.tick)(Some(line.trim_end()))?;
            }
            Err(RecvTimeoutError::Timeout) => (watch.tick)(None)?,
            // It closes what it prints to when it ends, or a little before.
            Err(RecvTimeoutError::Disconnected) if child.try_wait()?.is_some() => break,
            Err(RecvTimeoutError::Disconnected) => thread::sleep(TICK / 20),
        }
        watch.interrupt.check()?;
        if out.len() as u64 > LIMIT {
            return Ok((out, Some("it prints without stopping")));
        }
        if watch.until.is_some_and(|until| Instant::now() >= until) {
            return Ok((out, Some(TIMED_OUT)));
        }
    }
    Ok((out, None))
}

fn end(child: &mut Child, ask: Signal) {
    let group = Pid::from_child(child);
    let begin = Instant::now();
    let _ = kill_process_group(group, ask);
    while begin.elapsed() < GRACE && test_kill_process_group(group).is_ok() {
        let _ = child.try_wait();
        thread::sleep(TICK / 10);
    }
    let _ = kill_process_group(group, Signal::KILL);
    let _ = child.wait();
}

fn lines(from: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (to, receiver) = channel();
    thread::spawn(move || {
        let Some(from) = from else { return };
        let mut from = BufReader::new(from.take(LIMIT + 1));
        loop {
            let mut line = Vec::new();
            let read = from.read_until(b'\n', &mut line);
            // Nobody waits for it any more where the program was stopped.
            if !matches!(read, Ok(1..)) || to.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

fn stderr(from: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (to, receiver) = channel();
    thread::spawn(move || {
        let Some(mut from) = from else { return };
        let (mut stderr, mut part) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = from.read(&mut part) {
            stderr.extend_from_slice(&part[..count]);
            let over = stderr.len().saturating_sub(STDERR_LIMIT as usize);
            stderr.drain(..over);
        }
        let _ = to.send(stderr);
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::{piped, run, Ended, Watch};
    use crate::interrupt::{Interrupt, Interrupted};
    use anyhow::Result;
    use std::io::Read as _;
    use std::process::Command;
    use std::time::{Duration, Instant};

    fn shell(script: &str, seconds: u64, interrupt: &Interrupt) -> Result<(Ended, Vec<String>)> {
        let mut lines = Vec::new();
        let mut tick = |line: Option<&str>| {
            lines.extend(line.map(str::to_owned));
            Ok(())
        };
        let until = Some(Instant::now() + Duration::from_secs(seconds));
        let mut watch = Watch {
            interrupt,
            until,
            tick: &mut tick,
        };
        let ended = run(Command::new("sh").args(["-c", script]), &mut watch)?;
        Ok((ended, lines))
    }

    #[test]
    fn lines_and_words() {
        let calm = Interrupt::default();
        let (ended, lines) = shell("echo one; echo two; echo w >&2", 20, &calm).unwrap();
        assert_eq!((ended.success, ended.stdout.as_str()), (true, "one\ntwo\n"));
        assert_eq!(
            (lines, ended.stderr.as_str()),
            (vec!["one".to_owned(), "two".to_owned()], "w")
        );
        let (ended, _) = shell("exit 3", 20, &calm).unwrap();
        assert_eq!(
            (ended.success, ended.stderr.as_str()),
            (false, "exit status: 3")
        );
    }

    #[test]
    fn neither_time_nor_text_without_end() {
        let calm = Interrupt::default();
        let (ended, _) = shell("exec sleep 60", 1, &calm).unwrap();
        assert_eq!(
            (ended.success, ended.stderr.as_str()),
            (false, "it did not end in time")
        );
        let (ended, _) = shell("exec yes $(printf %01000d)", 60, &calm).unwrap();
        assert_eq!(
            (ended.success, ended.stderr.as_str()),
            (false, "it prints without stopping")
        );
        let (ended, _) =
            shell("yes | head -c 900000 >&2; echo end >&2; exit 1", 20, &calm).unwrap();
        assert!(
            !ended.success && ended.stderr.len() < 200,
            "{}",
            ended.stderr
        );
    }

    #[test]
    fn data_that_is_read_as_it_comes() {
        let read = |script: &str, most: u64| {
            piped(Command::new("sh").args(["-c", script]), |out| {
                let mut data = Vec::new();
                out.take(most).read_to_end(&mut data)?;
                Ok(data.len())
            })
        };
        assert_eq!(read("echo data", 100).unwrap(), 5);
        assert_eq!(read("exec yes", 100).unwrap(), 100, "it is ended");
        let error = read("echo data; echo no such image >&2; exit 1", 100).unwrap_err();
        assert_eq!(error.to_string(), "`sh` failed: no such image");
    }

    #[test]
    fn an_interrupt_ends_it() {
        let interrupt = Interrupt::default();
        interrupt.happen();
        let error = shell("sleep 60", 60, &interrupt).unwrap_err();
        assert!(error.is::<Interrupted>());
    }
}
