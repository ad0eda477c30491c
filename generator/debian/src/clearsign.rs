//! OpenPGP's clear-signed text (RFC 9580, section 7), the form of `InRelease`.
//!
//! A document is taken only when it is one signed text and nothing else: what stands before,
//! between or after is not covered by the signature, and readers have been fooled by it.

/// Bytes that a line may have: GnuPG hashes the first 19995 of one, and passes over the others
const LONGEST_LINE: usize = 16 << 10;

const BEGIN_TEXT: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const BEGIN_SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const END_SIGNATURE: &str = "-----END PGP SIGNATURE-----";

/// A clear-signed document taken apart. Nothing is verified here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClearSigned<'a> {
    /// The text that the signature covers: dashes unescaped, blanks at line ends removed, lines
    /// ended by `\n`. The signature leaves the last line's end out: see [`Self::signed_bytes`].
    pub text: String,
    /// The armored signature, its two marker lines included.
    pub signature: &'a str,
}

/// A text that is no clear-signed document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ClearSignError {
    /// Something else comes first.
    #[error("line 1: want `{BEGIN_TEXT}`, got: {0}")]
    Begin(String),
    /// RFC 9580 allows `Hash` alone.
    #[error("line {line}: want a `Hash: …` header or the empty line before the text, got: {got}")]
    Header {
        /// Counted from 1.
        line: usize,
        /// The line, shortened.
        got: String,
    },
    /// A dash that is not escaped.
    #[error("line {line}: a signed line that starts with a dash must start with `- `, got: {got}")]
    Dash {
        /// Counted from 1.
        line: usize,
        /// The line, shortened.
        got: String,
    },
    /// GnuPG would cut it: what it covers isn't what we read.
    #[error("line {line} has more than {LONGEST_LINE} bytes: a signature may not cover the rest")]
    Long {
        /// Counted from 1.
        line: usize,
    },
    /// Cut off.
    #[error("the document ends without `{0}`")]
    End(&'static str),
    /// Something follows.
    #[error("line {line}: unsigned text after the signature: {got}")]
    Trailing {
        /// Counted from 1.
        line: usize,
        /// The line, shortened.
        got: String,
    },
}

impl<'a> ClearSigned<'a> {
    /// Takes a document apart.
    ///
    /// # Errors
    /// When it is anything but one signed text of lines that every reader sees whole.
    pub fn parse(document: &'a str) -> Result<Self, ClearSignError> {
        if let Some(at) = document.lines().position(|line| line.len() > LONGEST_LINE) {
            return Err(ClearSignError::Long { line: at + 1 });
        }
        let mut lines = (1..).zip(document.split_inclusive('\n'));
        let (_, first) = lines.next().unwrap_or((1, ""));
        if first.trim_end() != BEGIN_TEXT {
            return Err(ClearSignError::Begin(shorten(first)));
        }
        skip_headers(&mut lines)?;
        let (text, begin) = signed_text(&mut lines)?;
        let start = offset(document, begin);
        let end = offset(document, signature_end(&mut lines)?) + END_SIGNATURE.len();
        match lines.find(|(_, line)| !line.trim().is_empty()) {
            Some((line, got)) => Err(ClearSignError::Trailing {
                line,
                got: shorten(got),
            }),
            None => Ok(Self {
                text,
                signature: &document[start..end],
            }),
        }
    }

    /// The bytes that the signature is made over: lines joined by `\r\n`.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let text = self.text.strip_suffix('\n').unwrap_or(&self.text);
        text.replace('\n', "\r\n").into_bytes()
    }
}

fn skip_headers<'a>(
    lines: &mut impl Iterator<Item = (usize, &'a str)>,
) -> Result<(), ClearSignError> {
    for (line, text) in lines {
        if text.trim_end().is_empty() {
            return Ok(());
        }
        if !text.starts_with("Hash: ") {
            return Err(ClearSignError::Header {
                line,
                got: shorten(text),
            });
        }
    }
    Err(ClearSignError::End(BEGIN_SIGNATURE))
}

/// The text, and the line that begins the signature.
fn signed_text<'a>(
    lines: &mut impl Iterator<Item = (usize, &'a str)>,
) -> Result<(String, &'a str), ClearSignError> {
    let mut text = String::new();
    for (number, line) in lines {
        let content = line.trim_end_matches([' ', '\t', '\r', '\n']);
        if content == BEGIN_SIGNATURE {
            return Ok((text, line));
        }
        let plain = match content.strip_prefix('-') {
            Some("") if line.starts_with("- ") => "",
            Some(escaped) => escaped
                .strip_prefix(' ')
                .ok_or_else(|| ClearSignError::Dash {
                    line: number,
                    got: shorten(line),
                })?,
            None => content,
        };
        text.push_str(plain);
        text.push('\n');
    }
    Err(ClearSignError::End(BEGIN_SIGNATURE))
}

fn signature_end<'a>(
    lines: &mut impl Iterator<Item = (usize, &'a str)>,
) -> Result<&'a str, ClearSignError> {
    let end = lines.find(|(_, line)| line.trim_end() == END_SIGNATURE);
    end.map(|(_, line)| line)
        .ok_or(ClearSignError::End(END_SIGNATURE))
}

/// Where a line of the document starts.
fn offset(document: &str, line: &str) -> usize {
    line.as_ptr() as usize - document.as_ptr() as usize
}

fn shorten(line: &str) -> String {
    line.trim_end().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    fn document(body: &str) -> String {
        format!("{BEGIN_TEXT}\nHash: SHA256\n\n{body}\n{BEGIN_SIGNATURE}\n\nabcd\n=1234\n{END_SIGNATURE}\n")
    }

    #[test]
    fn gives_back_what_is_signed() {
        let document = document("Origin: Debian  \n- -----BEGIN x\n- \n\nlast");
        let signed = ClearSigned::parse(&document).unwrap();
        assert_eq!(signed.text, "Origin: Debian\n-----BEGIN x\n\n\nlast\n");
        assert_eq!(
            signed.signed_bytes(),
            b"Origin: Debian\r\n-----BEGIN x\r\n\r\n\r\nlast"
        );
        assert_eq!(
            signed.signature,
            format!("{BEGIN_SIGNATURE}\n\nabcd\n=1234\n{END_SIGNATURE}")
        );
    }

    #[test]
    fn refuses_what_is_not_signed() {
        let error = |text: &str| ClearSigned::parse(text).unwrap_err();
        assert_snapshot!(error("Origin: x\n"), @"line 1: want `-----BEGIN PGP SIGNED MESSAGE-----`, got: Origin: x");
        assert_snapshot!(
            error(&format!("{BEGIN_TEXT}\nOrigin: x\n\n")),
            @"line 2: want a `Hash: …` header or the empty line before the text, got: Origin: x"
        );
        assert_snapshot!(
            error(&document("-----BEGIN PGP SIGNED MESSAGE-----")),
            @"line 4: a signed line that starts with a dash must start with `- `, got: -----BEGIN PGP SIGNED MESSAGE-----"
        );
        assert_snapshot!(error(&format!("{BEGIN_TEXT}\n\nx\n")), @"the document ends without `-----BEGIN PGP SIGNATURE-----`");
        assert_snapshot!(
            error(&format!("{BEGIN_TEXT}\n\nx\n{BEGIN_SIGNATURE}\nabcd")),
            @"the document ends without `-----END PGP SIGNATURE-----`"
        );
        assert_snapshot!(error(&(document("x") + "\nSuite: y\n")), @"line 11: unsigned text after the signature: Suite: y");
    }

    #[test]
    fn refuses_a_line_that_a_reader_of_signatures_cuts() {
        let line = |blanks: usize| document(&format!("SHA256:{}x", " ".repeat(blanks)));
        let longest = LONGEST_LINE - "SHA256:x".len();
        assert!(ClearSigned::parse(&line(longest)).is_ok());
        assert_eq!(
            ClearSigned::parse(&line(longest + 1)).unwrap_err(),
            ClearSignError::Long { line: 4 }
        );
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_result(text in "\\PC{0,40}") {
            let _ = ClearSigned::parse(&text);
            let _ = ClearSigned::parse(&document(&text));
        }

        #[test]
        fn escaping_is_undone(lines in proptest::collection::vec("[ -~]{0,12}[!-~]|", 0..6)) {
            let escaped: Vec<_> = lines.iter().map(|l| if l.starts_with('-') { format!("- {l}") } else { l.clone() }).collect();
            let document = document(&escaped.join("\n"));
            prop_assert_eq!(ClearSigned::parse(&document).unwrap().text, lines.join("\n") + "\n");
        }
    }
}
