//! How deep a source's tree can get at most, from its tokens alone.
//!
//! The parser grows its stack as it goes; whoever walks or drops its tree doesn't. A tree is no
//! deeper than the blocks, brackets, operators and keywords that are open at some token, and an
//! operator is open until its statement ends or a comma of its own brackets.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::lexer::lex;
use ruff_python_parser::Mode;
use ruff_text_size::TextSize;

/// CPython gives up at 200 brackets, 100 blocks and some 3,000 operators.
pub(crate) const MOST_DEPTH: usize = 4000;

/// Where a text gets deeper than [`MOST_DEPTH`], if it does.
pub(crate) fn exceeded(text: &str) -> Option<TextSize> {
    if !is_deep(text) {
        return None;
    }
    // the lexer keeps the places of its tokens to itself: find the first prefix that is too deep
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = text.floor_char_boundary(low.midpoint(high));
        if is_deep(&text[..middle]) {
            high = middle;
        } else {
            low = text.ceil_char_boundary(middle + 1);
        }
    }
    let last = text.floor_char_boundary(high.saturating_sub(1));
    u32::try_from(last).ok().map(TextSize::new)
}

fn is_deep(text: &str) -> bool {
    let mut lexer = lex(text, Mode::Module);
    let mut depth = Depth::default();
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return false,
            kind => depth.take(kind),
        }
        if depth.now > MOST_DEPTH {
            return true;
        }
    }
}

#[derive(Default)]
struct Depth {
    now: usize,
    blocks: usize,
    statement: Level,
    brackets: Vec<Level>,
}

/// What is open between two brackets, outside of the brackets within.
#[derive(Default)]
struct Level {
    open: usize,
    /// Holds a `lambda` or a `yield`, whose own commas end nothing before them.
    keeps_commas: bool,
}

impl Depth {
    fn take(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                self.open();
                self.brackets.push(Level::default());
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                self.now -= self.brackets.pop().map_or(0, |level| level.open);
            }
            TokenKind::Comma => self.comma(),
            TokenKind::Newline => self.newline(),
            TokenKind::Indent => {
                self.blocks += 1;
                self.now += 1;
            }
            TokenKind::Dedent if self.blocks > 0 => {
                self.blocks -= 1;
                self.now -= 1;
            }
            kind if opens(kind) => {
                self.open();
                self.level().keeps_commas |= matches!(kind, TokenKind::Lambda | TokenKind::Yield);
            }
            _ => {}
        }
    }

    fn level(&mut self) -> &mut Level {
        self.brackets.last_mut().unwrap_or(&mut self.statement)
    }

    fn open(&mut self) {
        self.level().open += 1;
        self.now += 1;
    }

    fn comma(&mut self) {
        match self.brackets.last_mut() {
            Some(level) if !level.keeps_commas => self.now -= std::mem::take(&mut level.open),
            _ => {}
        }
    }

    fn newline(&mut self) {
        self.brackets.clear();
        self.statement = Level::default();
        self.now = self.blocks;
    }
}

/// Whether something may hang below this token in the tree: not below names, numbers and strings.
fn opens(kind: TokenKind) -> bool {
    !matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::FStringMiddle
            | TokenKind::FStringEnd
            | TokenKind::TStringStart
            | TokenKind::TStringMiddle
            | TokenKind::TStringEnd
            | TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::Dedent
            | TokenKind::Unknown
    )
}
