use std::fmt;
use std::io::{Cursor, Read, Seek};

use crate::{header, ElfError};

/// What an ELF file says of itself to whoever loads it. Strings are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elf {
    /// What it runs on.
    pub platform: Platform,
    /// What it is.
    pub kind: Kind,
    /// The loader of a program (`PT_INTERP`).
    pub interpreter: Option<String>,
    /// What others need it as.
    pub soname: Option<String>,
    /// The libraries that it needs, in the order of the file.
    pub needed: Vec<String>,
    /// `DT_RPATH`: folders with colons between them, void beside a `runpath`.
    pub rpath: Option<String>,
    /// `DT_RUNPATH`: folders with colons between them.
    pub runpath: Option<String>,
}

/// What a file runs on: objects of two platforms never share a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platform {
    /// The size of its addresses.
    pub class: Class,
    /// The processor.
    pub machine: Machine,
}

/// The size of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `ELFCLASS32`
    Bits32,
    /// `ELFCLASS64`
    Bits64,
}

/// A processor, by its number in ELF (`e_machine`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Machine(pub u16);

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A program, at a fixed address or marked as position-independent.
    Executable,
    /// A shared object: neither marked as a program nor without a name and with an interpreter.
    Shared,
    /// `.o`, a core dump, or what else there may be.
    Other,
}

impl Elf {
    /// Reads a file that is in memory; `None` if it isn't ELF.
    ///
    /// # Errors
    /// When it starts as ELF and is damaged.
    pub fn parse(bytes: &[u8]) -> Result<Option<Self>, ElfError> {
        Self::read(Cursor::new(bytes))
    }

    /// Reads a file from a place where one can seek; `None` if it isn't ELF. Takes less than
    /// 20 MiB of memory whatever the file's size.
    ///
    /// # Errors
    /// When it starts as ELF and is damaged, or cannot be read.
    pub fn read(reader: impl Read + Seek) -> Result<Option<Self>, ElfError> {
        header::read(reader)
    }

    /// Whether others can need it.
    pub fn is_shared_object(&self) -> bool {
        self.kind == Kind::Shared
    }
}

impl Platform {
    /// `amd64`, as Debian calls it.
    pub const X86_64: Self = Self {
        class: Class::Bits64,
        machine: Machine(object::elf::EM_X86_64.0),
    };
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = match self.class {
            Class::Bits32 => 32,
            Class::Bits64 => 64,
        };
        write!(f, "{bits}-bit {}", self.machine)
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use object::elf::{Machine, EM_386, EM_AARCH64, EM_ARM, EM_CUDA, EM_X86_64};
        match Machine(self.0) {
            EM_386 => f.write_str("x86"),
            EM_X86_64 => f.write_str("x86-64"),
            EM_ARM => f.write_str("ARM"),
            EM_AARCH64 => f.write_str("AArch64"),
            EM_CUDA => f.write_str("CUDA"),
            Machine(number) => write!(f, "machine {number}"),
        }
    }
}
