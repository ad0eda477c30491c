use report::visible;
use std::fmt::Write as _;

/// A page as it grows. Markup is what the source code spells; whatever is only known at run time is
/// escaped.
pub(super) struct Page(String);

impl Page {
    pub(super) fn new() -> Self {
        Self(String::new())
    }

    /// Markup
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, in an element or between the quotes of an attribute
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// A name that somebody else wrote, as text
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.text(&visible(name))
    }

    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// A length, to a tenth
    pub(super) fn length(&mut self, length: f64) -> &mut Self {
        let _ = write!(self.0, "{length:.1}");
        self
    }

    pub(super) fn print(self) -> String {
        self.0
    }
}
