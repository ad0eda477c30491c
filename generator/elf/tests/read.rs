//! What is read out of files, and the messages of those that are damaged.

mod support;

use std::io::{self, Read, Seek, SeekFrom};

use elf::{Class, Elf, Kind, Machine, Platform};
use proptest::prelude::*;
use support::{shared, Sample, NEEDED, RPATH, RUNPATH, SONAME};

const FLAGS_1: u64 = 0x6fff_fffb;
const PIE: u64 = 0x0800_0000;

fn read(sample: &Sample) -> Elf {
    Elf::parse(&sample.bytes()).unwrap().unwrap()
}

fn error(bytes: &[u8]) -> String {
    Elf::parse(bytes).unwrap_err().to_string()
}

/// A sound file with some bytes of it overwritten.
fn damaged(offset: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = shared(Some("liba.so.1"), &["libb.so.2"]).bytes();
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn every_class_and_order_is_read() {
    for (is_64, is_big) in [(true, false), (true, true), (false, false), (false, true)] {
        let mut sample = shared(Some("liba.so.1"), &["libc.so.6", "libb.so.2"]);
        (sample.is_64, sample.is_big) = (is_64, is_big);
        let sample = sample.with(RPATH, "/a:$ORIGIN").with(RUNPATH, "");
        let elf = read(&sample);
        let class = if is_64 { Class::Bits64 } else { Class::Bits32 };
        let machine = Machine(62);
        assert_eq!(elf.platform, Platform { class, machine });
        assert_eq!(elf.soname.as_deref(), Some("liba.so.1"));
        assert_eq!(elf.needed, ["libc.so.6", "libb.so.2"]);
        assert_eq!(elf.rpath.as_deref(), Some("/a:$ORIGIN"));
        assert_eq!(elf.runpath.as_deref(), Some(""));
        assert_eq!((elf.interpreter.clone(), elf.kind), (None, Kind::Shared));
        assert!(elf.is_shared_object());
    }
}

#[test]
fn programs_are_told_from_shared_objects() {
    let mut program = shared(None, &["libc.so.6"]);
    program.interpreter = Some("/lib64/ld-linux-x86-64.so.2".to_owned());
    assert_eq!(read(&program).kind, Kind::Executable);
    assert_eq!(read(&program).interpreter, program.interpreter);
    // libc.so.6 can be run
    assert_eq!(
        read(&program.clone().with(SONAME, "libc.so.6")).kind,
        Kind::Shared
    );
    let mut marked = shared(None, &[]);
    marked.numbers.push((FLAGS_1, PIE));
    assert_eq!(read(&marked).kind, Kind::Executable);
    let kinds = [(1, Kind::Other), (2, Kind::Executable), (4, Kind::Other)];
    for (number, kind) in kinds {
        let mut sample = shared(None, &[]);
        sample.kind = number;
        assert_eq!(read(&sample).kind, kind);
    }
}

#[test]
fn platforms_have_names() {
    assert_eq!(Platform::X86_64.to_string(), "64-bit x86-64");
    assert_eq!(Machine(999).to_string(), "machine 999");
}

#[test]
fn what_is_not_elf_is_none() {
    for bytes in [
        &b""[..],
        b"\x7f",
        b"\x7fEL",
        b"#!/bin/sh\n",
        b"!<arch>\n",
        b"MZ",
    ] {
        assert_eq!(Elf::parse(bytes), Ok(None));
    }
}

#[test]
fn errors_name_the_part_and_its_place() {
    insta::assert_snapshot!(error(b"\x7fELF"), @"ELF: the file header is malformed: it ends after the magic number");
    insta::assert_snapshot!(error(b"\x7fELF\x02\x01\x01"), @"ELF: the file header is malformed: Invalid ELF header size or alignment");
    insta::assert_snapshot!(error(&damaged(4, &[3])), @"ELF: the file header is malformed: unknown class 3");
    insta::assert_snapshot!(error(&damaged(5, &[9])), @"ELF: the file header is malformed: Unsupported ELF header");
    insta::assert_snapshot!(error(&damaged(32, &[0xff; 8])), @"ELF: the table of program headers at byte 18446744073709551615 has 168 bytes, but the file has only 0 of them");
    insta::assert_snapshot!(error(&damaged(33, &[0xff])), @"ELF: the table of program headers at byte 65344 has 168 bytes, but the file has only 0 of them");
    insta::assert_snapshot!(error(&damaged(54, &[7])), @"ELF: a program header has 7 bytes, want 56");
    insta::assert_snapshot!(error(&damaged(56, &[0xff, 0xff])), @"ELF: 65535 program headers are too many: want at most 65534");
    insta::assert_snapshot!(error(&damaged(56, &[0xfe, 0xff])), @"ELF: the table of program headers at byte 64 has 3669904 bytes, but the file has only 269 of them");
    let bytes = shared(Some("liba.so.1"), &["libb.so.2"]).bytes();
    insta::assert_snapshot!(error(&bytes[..bytes.len() - 1]), @"ELF: the dynamic section at byte 253 has 80 bytes, but the file has only 79 of them");
    insta::assert_snapshot!(error(&bytes[..70]), @"ELF: the table of program headers at byte 64 has 168 bytes, but the file has only 6 of them");
}

/// Of the second program header, at byte 64 + 56: offset at 8, size at 32.
#[test]
fn errors_of_the_dynamic_section() {
    let size = 64 + 56 + 32;
    insta::assert_snapshot!(error(&damaged(size, &[0xff; 8])), @"ELF: 18446744073709551615 bytes of the dynamic section are too many: want at most 65536");
    insta::assert_snapshot!(error(&damaged(64 + 56 + 8, &[0xff; 8])), @"ELF: the dynamic section at byte 18446744073709551615 has 80 bytes, but the file has only 0 of them");
    // the table's own entries are cut off
    insta::assert_snapshot!(error(&damaged(size, &[32, 0])), @"ELF: the dynamic section has strings but no `DT_STRTAB`");
    insta::assert_snapshot!(error(&damaged(size, &[48, 0])), @"ELF: the dynamic section has strings but no `DT_STRSZ`");
    // nothing is loaded
    insta::assert_snapshot!(error(&damaged(64, &[0])), @"ELF: no segment contains the string \
        table's address 0x10e8");
    let dynamic = shared(Some("liba.so.1"), &["libb.so.2"]).bytes().len() - 5 * 16;
    insta::assert_snapshot!(error(&damaged(dynamic + 8, &[200])), @"ELF: `DT_SONAME` is at byte 200 of a string table of 21 bytes");
    insta::assert_snapshot!(error(&damaged(dynamic + 8, &[0xff; 8])), @"ELF: `DT_SONAME` is at byte 18446744073709551615 of a string table of 21 bytes");
    // a table of ten bytes, and one that is the whole address space
    insta::assert_snapshot!(error(&damaged(dynamic + 3 * 16 + 8, &[10])), @"ELF: `DT_SONAME` does not end within 9 bytes");
    let endless = damaged(dynamic + 3 * 16 + 8, &[0xff; 8]);
    assert!(Elf::parse(&endless).is_ok());
}

#[test]
fn errors_of_strings() {
    let long = "a".repeat(5_000);
    insta::assert_snapshot!(error(&shared(Some(&long), &[]).bytes()), @"ELF: `DT_SONAME` does not end within 4096 bytes");
    insta::assert_snapshot!(error(&shared(Some("lib\n.so"), &[]).bytes()), @"ELF: `DT_SONAME` is not printable text");
    let many: Vec<&str> = vec!["liba.so"; 1025];
    insta::assert_snapshot!(error(&shared(None, &many).bytes()), @"ELF: 1025 needed libraries are too many: want at most 1024");
    let mut program = shared(None, &[]);
    program.interpreter = Some(long.clone());
    insta::assert_snapshot!(error(&program.bytes()), @"ELF: `PT_INTERP` does not end within 4096 bytes");
    let path = shared(None, &[]).with(RUNPATH, &long);
    assert_eq!(read(&path).runpath, Some(long));
}

/// A reader of a file of 3 TiB that counts what it gives.
struct Vast {
    head: io::Cursor<Vec<u8>>,
    given: u64,
}

impl Read for Vast {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.head.read(buffer)? {
            0 => buffer.len(),
            count => count,
        };
        self.given += count as u64;
        Ok(count)
    }
}

impl Seek for Vast {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.head.seek(to)
    }
}

#[test]
fn of_a_vast_file_little_is_read() {
    let head = io::Cursor::new(shared(Some("liba.so.1"), &["libb.so.2"]).bytes());
    let mut vast = Vast { head, given: 0 };
    let elf = Elf::read(&mut vast).unwrap().unwrap();
    assert_eq!(elf.needed, ["libb.so.2"]);
    assert!(vast.given < 1_000, "{}", vast.given);
}

/// A reader that fails.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is gone"))
    }
}

impl Seek for Broken {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(0)
    }
}

#[test]
fn a_reader_that_fails_is_repeated() {
    insta::assert_snapshot!(Elf::read(Broken).unwrap_err(), @"ELF: cannot read the file header at byte 0: the disk is gone");
}

fn sample() -> impl Strategy<Value = Sample> {
    let tag = prop_oneof![Just(NEEDED), Just(SONAME), Just(RPATH), Just(RUNPATH)];
    let strings = proptest::collection::vec((tag, "[!-~]{0,30}"), 0..20);
    let interpreter = proptest::option::of("/[!-~]{0,30}");
    (any::<(bool, bool, u16)>(), 1_u16..5, interpreter, strings).prop_map(
        |((is_64, is_big, machine), kind, interpreter, strings)| Sample {
            is_64,
            is_big,
            machine,
            kind,
            interpreter,
            strings,
            numbers: Vec::new(),
        },
    )
}

proptest! {
    // a failure is shown, and no file written
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(sample in sample()) {
        let elf = read(&sample);
        let all = |wanted| {
            let strings = sample.strings.iter().filter(move |(tag, _)| *tag == wanted);
            strings.map(|(_, text)| text.clone())
        };
        prop_assert_eq!(elf.needed, all(NEEDED).collect::<Vec<_>>());
        prop_assert_eq!(elf.soname, all(SONAME).next_back());
        prop_assert_eq!(elf.rpath, all(RPATH).next_back());
        prop_assert_eq!(elf.runpath, all(RUNPATH).next_back());
        prop_assert_eq!(elf.interpreter, sample.interpreter);
        prop_assert_eq!(elf.platform.machine, Machine(sample.machine));
    }

    #[test]
    fn damage_is_an_answer(
        sample in sample(),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        end in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = sample.bytes();
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = Elf::parse(&bytes);
        let _ = Elf::parse(&bytes[..end.index(bytes.len())]);
    }
}
