//! The terminal that progress is drawn on. indicatif panics when its terminal gives an error, and a terminal whose ssh
//! session broke gives one at each write; so errors end here.

use console::Term;
use indicatif::TermLike;
use std::io;

/// stderr, where it is a terminal
#[derive(Debug)]
pub struct Terminal(Term);

impl Terminal {
    pub fn stderr() -> Self {
        Self(Term::buffered_stderr())
    }
}

/// What failed to be drawn is not drawn.
fn drawn(result: io::Result<()>) -> io::Result<()> {
    result.or(Ok(()))
}

impl TermLike for Terminal {
    fn width(&self) -> u16 {
        TermLike::width(&self.0)
    }

    fn height(&self) -> u16 {
        TermLike::height(&self.0)
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        drawn(self.0.move_cursor_up(lines))
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        drawn(self.0.move_cursor_down(lines))
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        drawn(self.0.move_cursor_right(columns))
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        drawn(self.0.move_cursor_left(columns))
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        drawn(self.0.write_line(text))
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        drawn(self.0.write_str(text))
    }

    fn clear_line(&self) -> io::Result<()> {
        drawn(self.0.clear_line())
    }

    fn flush(&self) -> io::Result<()> {
        drawn(self.0.flush())
    }
}
