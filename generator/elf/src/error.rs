/// What is wrong with a file that starts as ELF; printed, it stands behind the file's name and a
/// colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ElfError {
    /// Cannot be read at all.
    #[error("ELF: cannot read the {part} at byte {offset}: {reason}")]
    Read {
        /// What was to be read.
        part: &'static str,
        /// Where in the file.
        offset: u64,
        /// The reader's words.
        reason: String,
    },
    /// Shorter than it says.
    #[error(
        "ELF: the {part} at byte {offset} has {size} bytes, but the file has only {held} of them"
    )]
    Truncated {
        /// What was to be read.
        part: &'static str,
        /// Where in the file.
        offset: u64,
        /// Its size, in bytes.
        size: u64,
        /// How many of them there are.
        held: u64,
    },
    /// Larger than in any file of this world.
    #[error("ELF: {count} {what} are too many: want at most {most}")]
    TooMany {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        count: u64,
        /// How many there may be.
        most: u64,
    },
    /// Neither of the classes, byte orders or versions that there are.
    #[error("ELF: the file header is malformed: {0}")]
    Header(String),
    /// Program headers of another size than their class has.
    #[error("ELF: a program header has {found} bytes, want {want}")]
    HeaderSize {
        /// As the file says.
        found: u64,
        /// As its class says.
        want: u64,
    },
    /// The dynamic section names strings and no table of them.
    #[error("ELF: the dynamic section has strings but no `{0}`")]
    NoTable(&'static str),
    /// The table of strings is at no place of the file.
    #[error("ELF: no segment contains the string table's address {0:#x}")]
    Unmapped(u64),
    /// A string that starts behind its table.
    #[error("ELF: `{tag}` is at byte {offset} of a string table of {size} bytes")]
    Outside {
        /// The entry of the dynamic section.
        tag: &'static str,
        /// Where in the table.
        offset: u64,
        /// Of the table, in bytes.
        size: u64,
    },
    /// A string without its end.
    #[error("ELF: `{tag}` does not end within {longest} bytes")]
    Endless {
        /// The entry of the dynamic section.
        tag: &'static str,
        /// How far its end was looked for.
        longest: u64,
    },
    /// Not UTF-8, or with control characters.
    #[error("ELF: `{tag}` is not printable text")]
    NotText {
        /// The entry of the dynamic section.
        tag: &'static str,
    },
}
