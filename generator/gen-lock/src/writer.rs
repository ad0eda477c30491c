//! The one writer of stdout and stderr. The standard library's `println!` panics when a stream cannot be written, and a panic
//! in the middle of a roll-out leaves a machine without its supervisor. So the macros of this crate shadow the
//! standard ones: they go on, and what was lost on stdout is told at the end, by `lost`.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::Mutex;

/// The first error of stdout; nothing is written after it, so that no reader sees a gap
static LOST: Mutex<Option<io::Error>> = Mutex::new(None);

/// As the standard library's, without a panic
macro_rules! print {
    ($($argument:tt)*) => { $crate::writer::stdout(format_args!($($argument)*)) };
}

/// As the standard library's, without a panic
macro_rules! println {
    () => { $crate::writer::stdout(format_args!("\n")) };
    ($($argument:tt)*) => { $crate::writer::stdout(format_args!("{}\n", format_args!($($argument)*))) };
}

/// As the standard library's, without a panic
macro_rules! eprintln {
    ($($argument:tt)*) => { $crate::writer::stderr(format_args!("{}\n", format_args!($($argument)*))) };
}

/// Writes data. Use `print!` or `println!`.
pub fn stdout(text: Arguments<'_>) {
    data(&mut io::stdout().lock(), text);
}

/// Writes data with colours, which are removed where stdout is no terminal or `NO_COLOR` is set
pub fn coloured(text: &str) {
    data(&mut anstream::stdout().lock(), format_args!("{text}"));
}

fn data(stream: &mut dyn Write, text: Arguments<'_>) {
    let mut lost = LOST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if lost.is_none() {
        *lost = stream.write_fmt(text).err();
    }
}

/// Writes a message. Use `eprintln!`. Whether somebody reads it changes nothing.
pub fn stderr(text: Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}

/// Flushes stdout, and gives the error for which data was lost. A reader that has read enough, such as `head`, is no error.
pub fn lost() -> Option<io::Error> {
    let mut lost = LOST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let error = lost.take().or_else(|| io::stdout().flush().err())?;
    (error.kind() != ErrorKind::BrokenPipe).then_some(error)
}
