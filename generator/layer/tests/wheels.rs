//! What wheels become, and which are refused.

mod support;

use support::zip::{archive, record, wheel, write_wheel, Member};
use support::{build, file_in, folder, listed};

const LIBRARY: &str = "usr/local/lib/python3.11/dist-packages";

/// The message that the wheel `a` of `members` is refused with.
fn refusal(test: &str, members: &[Member]) -> String {
    let folder = folder(test);
    let entry = write_wheel(&folder, "a", &wheel("a", members));
    let error = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap_err();
    let prefix = "wheel `a-1.0-py3-none-any.whl`: ";
    error
        .strip_prefix(prefix)
        .unwrap_or_else(|| panic!("{error}"))
        .to_owned()
}

fn members() -> Vec<Member> {
    vec![
        Member::new("a/__init__.py", b"x = 1\n"),
        Member::new("a/lib.so", &[7; 3000]).stored().executable(),
        Member::new("a/__pycache__/b.cpython-311.pyc", b"pyc"),
        Member::new("a-1.0.data/scripts/run", b"#!python -u\nprint()\n").executable(),
        // The entry says nothing of a mode, and it is a script all the same.
        Member::new("a-1.0.data/scripts/tool", b"#!/bin/sh\n"),
        Member::new("a-1.0.data/scripts/cmd-script.py", b"old wrapper"),
        Member::new("a-1.0.data/purelib/a/pure.py", b""),
        Member::new("a-1.0.data/data/share/man/a.1", b"man"),
        Member::new("a-1.0.data/headers/a.h", b"/**/"),
        Member::new("a-1.0.dist-info/INSTALLER", b"uv"),
        Member::new(
            "a-1.0.dist-info/entry_points.txt",
            b"[console_scripts]\ncmd = a.m:go\n",
        ),
    ]
}

#[test]
fn every_scheme_has_its_place() {
    let folder = folder("schemes");
    let entry = write_wheel(&folder, "a", &wheel("a", &members()));
    let (built, tar) = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
    let files: Vec<String> = listed(&built)
        .into_iter()
        .filter(|l| l.starts_with('f'))
        .collect();
    assert_eq!(
        files,
        [
            "f 0644 usr/include/python3.11/a/a.h",
            "f 0755 usr/local/bin/cmd",
            "f 0755 usr/local/bin/run",
            "f 0755 usr/local/bin/tool",
            &format!("f 0644 {LIBRARY}/a-1.0.dist-info/METADATA"),
            &format!("f 0644 {LIBRARY}/a-1.0.dist-info/RECORD"),
            &format!("f 0644 {LIBRARY}/a-1.0.dist-info/WHEEL"),
            &format!("f 0644 {LIBRARY}/a-1.0.dist-info/entry_points.txt"),
            &format!("f 0644 {LIBRARY}/a/__init__.py"),
            &format!("f 0755 {LIBRARY}/a/lib.so"),
            &format!("f 0644 {LIBRARY}/a/pure.py"),
            "f 0644 usr/local/share/man/a.1",
        ]
    );
    assert_eq!(
        file_in(&tar, "usr/local/bin/run"),
        b"#!/usr/bin/python3.11\nprint()\n"
    );
    let record = file_in(&tar, &format!("{LIBRARY}/a-1.0.dist-info/RECORD"));
    let record = String::from_utf8(record).unwrap();
    assert!(
        record.starts_with("../../../../include/python3.11/a/a.h,sha256="),
        "{record}"
    );
    assert!(record.contains("\r\n../../../bin/cmd,sha256="), "{record}");
    assert!(
        !record.contains("INSTALLER") && !record.contains(".pyc"),
        "{record}"
    );
    assert!(record.contains("a-1.0.dist-info/RECORD,,\r\n"), "{record}");
}

#[test]
fn a_prefix_takes_libraries_alone() {
    let folder = folder("prefix");
    let entry = write_wheel(&folder, "a", &wheel("a", &members()));
    let attributes = format!(r#""wheels":[{entry}],"prefix":"opt/gen-lock/lib""#);
    let (built, _) = build(&folder, &attributes).unwrap();
    let lines = listed(&built);
    assert!(lines.contains(&"f 0644 opt/gen-lock/lib/a/pure.py".to_owned()));
    assert!(lines
        .iter()
        .all(|line| line.starts_with('d') || line.contains("opt/gen-lock/lib/a")));
}

#[test]
fn record_is_checked_unless_admitted() {
    let mut wrong = Member::new("a/x.py", b"one");
    wrong.recorded = Some(b"two".to_vec());
    let message = refusal("record-hash", std::slice::from_ref(&wrong));
    assert!(
        message.starts_with("member `a/x.py`: hash differs from RECORD, want sha256=P8"),
        "{message}"
    );
    wrong.recorded = Some(b"three".to_vec());
    assert_eq!(
        refusal("record-size", std::slice::from_ref(&wrong)),
        "member `a/x.py`: size differs from RECORD, want 5, got 3"
    );
    let folder = folder("admitted");
    let entry = write_wheel(&folder, "a", &wheel("a", &[wrong.clone()]));
    let entry = entry.replace("}", r#","admit":["a/x.py"]}"#);
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
    wrong.recorded = None;
    assert_eq!(
        refusal("record-row", &[wrong]),
        "member `a/x.py` is not listed in RECORD"
    );
}

#[test]
fn a_file_that_record_lists_must_be_there() {
    let folder = folder("missing");
    let mut bytes = wheel("a", &[Member::new("a/x.py", b"one")]);
    // The same length, so that the archive stays intact.
    for at in 0..bytes.len() - 6 {
        if &bytes[at..at + 6] == b"a/x.py" {
            bytes[at + 2] = b'y';
        }
    }
    let entry = write_wheel(&folder, "a", &bytes);
    let error = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap_err();
    assert!(
        error.contains("`a/y.py` is not listed in RECORD"),
        "{error}"
    );
}

#[test]
fn hostile_members_are_refused() {
    let named = |name: &str| vec![Member::new(name, b"x")];
    assert_eq!(
        refusal("climb", &named("a/../../x")),
        "member `a/../../x` has a path that climbs with `..`"
    );
    assert_eq!(
        refusal("absolute", &named("/etc/passwd")),
        "member `/etc/passwd` has an absolute path"
    );
    assert_eq!(
        refusal("backslash", &named("a\\b")),
        "member `a\\b` has a backslash in its name"
    );
    assert_eq!(
        refusal("data-climb", &named("a-1.0.data/data/../../x")),
        "member `a-1.0.data/data/../../x` has a path that climbs with `..`"
    );
    assert_eq!(
        refusal("scheme", &named("a-1.0.data/etc/x")),
        "member `a-1.0.data/etc/x` is of unknown scheme `etc`"
    );
    let twice = [named("a/x"), named("a/x")].concat();
    assert_eq!(refusal("twice", &twice), "member `a/x` is there twice");
    let changed = |test: &str, change: fn(&mut Member)| {
        let mut member = Member::new("a/x", &[b'x'; 100]);
        change(&mut member);
        refusal(test, &[member])
    };
    assert_eq!(
        changed("encrypted", |m| m.flags |= 1),
        "member `a/x` is encrypted"
    );
    assert_eq!(
        changed("link", |m| m.unix_mode = 0o120_777),
        "member `a/x` is a symbolic link"
    );
    assert_eq!(
        changed("device", |m| m.unix_mode = 0o060_644),
        "member `a/x` is neither a file nor a folder"
    );
    assert_eq!(
        changed("method", |m| m.method = 12),
        "member `a/x` uses compression method 12"
    );
    assert_eq!(
        changed("local", |m| m.local_name = "a/y".to_owned()),
        "member `a/x` differs in its local header"
    );
    assert!(changed("crc", |m| m.crc32 ^= 1).starts_with("member `a/x` has a wrong CRC-32, want "));
}

#[test]
fn bombs_and_damage_are_refused() {
    let changed = |test: &str, change: fn(&mut Member)| {
        let mut member = Member::new("a/x", &[b'x'; 5000]);
        change(&mut member);
        member.recorded = Some(vec![b'x'; member.size as usize]);
        refusal(test, &[member])
    };
    assert_eq!(
        changed("more", |m| m.size = 4000),
        "member `a/x` unpacks to more than the 4000 bytes declared"
    );
    assert!(changed("less", |m| m.size = 6000)
        .starts_with("member `a/x` declares 6000 bytes, has 5000"));
    assert!(changed("ratio", |m| m.size = 900_000_000).contains("to 900000000"));
    assert_eq!(
        changed("cut", |m| m.stored.truncate(4)),
        "member `a/x` is truncated"
    );
    assert!(changed("noise", |m| m.stored.fill(0xff)).starts_with("member `a/x` is damaged"));
}

#[test]
fn archives_cut_anywhere_are_refused() {
    let folder = folder("cut-anywhere");
    let whole = wheel("a", &members());
    for length in (0..whole.len()).step_by(97) {
        let entry = write_wheel(&folder, "a", &whole[..length]);
        let error = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap_err();
        assert!(
            error.contains("is no intact zip archive"),
            "{length}: {error}"
        );
    }
}

#[test]
fn metadata_must_belong_to_the_file() {
    let folder = folder("metadata");
    let entry = write_wheel(&folder, "b", &wheel("a", &[]));
    let error = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap_err();
    assert!(
        error.ends_with("its folder `a-1.0.dist-info` does not belong to its file name"),
        "{error}"
    );
    let entry = write_wheel(&folder, "c", &archive(&[Member::new("c.py", b"")]));
    let error = build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap_err();
    assert!(
        error.ends_with("want one `.dist-info` folder, got 0: []"),
        "{error}"
    );
}

#[test]
fn zip64_archives_are_read() {
    let folder = folder("zip64");
    let mut bytes = wheel("a", &[Member::new("a/x.py", b"one")]);
    let end = bytes.split_off(bytes.len() - 22);
    let field = |at: usize, length: usize| {
        let mut wide = [0; 8];
        wide[..length].copy_from_slice(&end[at..at + length]);
        wide
    };
    let boundary = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44u64.to_le_bytes());
    bytes.extend([45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for wide in [field(8, 2), field(10, 2), field(12, 4), field(16, 4)] {
        bytes.extend(wide);
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(boundary.to_le_bytes());
    bytes.extend(1u32.to_le_bytes());
    let mut other = end.clone();
    other[10] += 1;
    // Python's writer says there what fits, too, of archives of more than 2 GiB.
    let unsaid = [b"PK\x05\x06\0\0\0\0".as_slice(), &[0xff; 12], &[0; 2]].concat();
    for (end, is_read) in [(unsaid, true), (end.clone(), true), (other, false)] {
        let entry = write_wheel(&folder, "a", &[&bytes[..], &end].concat());
        let built = build(&folder, &format!(r#""wheels":[{entry}]"#));
        match (built, is_read) {
            (Ok((built, _)), true) => {
                assert!(listed(&built).contains(&format!("f 0644 {LIBRARY}/a/x.py")));
            }
            (Err(error), false) => assert!(error.contains("its two ends"), "{error}"),
            (built, _) => panic!("{:?}", built.map(|_| ())),
        }
    }
}

/// Readers find the directory from the end of the file, each in its own way
#[test]
fn what_could_be_read_in_two_ways_is_refused() {
    let folder = folder("two-ways");
    let built = |bytes: &[u8]| {
        let entry = write_wheel(&folder, "a", bytes);
        build(&folder, &format!(r#""wheels":[{entry}]"#)).map(|_| ())
    };
    let refused = |bytes: &[u8], words: &str| {
        let error = built(bytes).unwrap_err();
        assert!(error.contains(words), "{error}");
    };
    let whole = wheel("a", &[Member::new("a/x.py", b"one")]);
    let end = whole.len() - 22;
    let patched = |changes: &[(usize, &[u8])], at: usize, inserted: &[u8]| {
        let mut bytes = whole.clone();
        for (place, change) in changes {
            bytes[*place..place + change.len()].copy_from_slice(change);
        }
        bytes.splice(at..at, inserted.iter().copied());
        bytes
    };
    let more = |place: usize, by: u32| {
        let was = u32::from_le_bytes(whole[place..place + 4].try_into().unwrap());
        (was + by).to_le_bytes()
    };
    // A comment is one if nothing in it looks like another end.
    built(&patched(&[(end + 20, &[3, 0])], whole.len(), b"why")).unwrap();
    let second = [&whole[end..end + 20], &[5, 0]].concat();
    let length = u16::try_from(second.len()).unwrap().to_le_bytes();
    refused(
        &patched(&[(end + 20, &length)], whole.len(), &second),
        "the last end of central directory is not the end of the file",
    );
    // In the comment of the last entry
    let entry = whole
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    let locator = [&b"PK\x06\x07"[..], &[0; 16]].concat();
    refused(
        &patched(
            &[(entry + 32, &[20, 0]), (end + 12, &more(end + 12, 20))],
            end,
            &locator,
        ),
        "the zip64 end of central directory is not where it should be",
    );
    let start = end - u32::from_le_bytes(whole[end + 12..end + 16].try_into().unwrap()) as usize;
    let moved = more(end + 16, 8);
    built(&patched(&[(end + 16, &moved)], start, &[0; 8])).unwrap();
    refused(
        &patched(&[(end + 16, &moved)], start, b"PK\x03\x04more"),
        "a member that the central directory does not name",
    );
}

#[test]
fn what_a_local_header_says_is_what_the_directory_says() {
    let changed = |test: &str, at: usize, bytes: &[u8]| {
        let mut member = Member::new("a/x", &[b'x'; 100]);
        member.local = vec![(at, bytes.to_vec())];
        refusal(test, &[member])
    };
    assert_eq!(
        changed("local-flags", 6, &(1u16 << 11 | 1).to_le_bytes()),
        "member `a/x` has other flags in its local header: 2049, in the central directory 2048"
    );
    // Writers disagree with themselves about the flag of UTF-8; an ASCII name is the same with it.
    let mut ascii = Member::new("a/x", b"x");
    ascii.local = vec![(6, vec![0; 2])];
    let folder = folder("local-utf8");
    let entry = write_wheel(&folder, "a", &wheel("a", &[ascii]));
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
    assert_eq!(
        changed("local-method", 8, &0u16.to_le_bytes()),
        "member `a/x` has another method in its local header: 0, in the central directory 8"
    );
    assert!(changed("local-crc", 14, &1u32.to_le_bytes())
        .starts_with("member `a/x` has another CRC-32 in its local header: 1"));
    assert!(changed("local-compressed", 18, &0u32.to_le_bytes())
        .starts_with("member `a/x` has another compressed size in its local header: 0"));
    assert_eq!(
        changed("local-size", 22, &99u32.to_le_bytes()),
        "member `a/x` has another size in its local header: 99, in the central directory 100"
    );
}

#[test]
fn a_data_descriptor_says_what_the_directory_says() {
    let described = |signature: bool, wide: bool, size: u32| {
        let mut member = Member::new("a/x", &[b'x'; 100]);
        member.flags |= 1 << 3;
        member.local = vec![(14, vec![0; 12])];
        let mut bytes = if signature {
            b"PK\x07\x08".to_vec()
        } else {
            Vec::new()
        };
        bytes.extend(member.crc32.to_le_bytes());
        for number in [member.stored.len() as u32, size] {
            bytes.extend(number.to_le_bytes());
            bytes.extend(vec![0; if wide { 4 } else { 0 }]);
        }
        member.descriptor = bytes;
        member
    };
    for (signature, wide) in [(true, false), (true, true), (false, false), (false, true)] {
        let folder = folder(&format!("descriptor-{signature}-{wide}"));
        let member = described(signature, wide, 100);
        let entry = write_wheel(&folder, "a", &wheel("a", &[member]));
        build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
        assert_eq!(
            refusal(
                &format!("descriptor-other-{signature}-{wide}"),
                &[described(signature, wide, 99)]
            ),
            "member `a/x` has a data descriptor that differs from the central directory"
        );
    }
    let mut none = described(true, false, 100);
    none.descriptor.clear();
    assert_eq!(
        refusal("descriptor-none", &[none]),
        "member `a/x` has a data descriptor that differs from the central directory"
    );
}

#[test]
fn metadata_must_agree_with_the_file_name_unless_admitted() {
    let other = Member::new("a-1.0.dist-info/METADATA", b"Name: a\nVersion: 2.0\n");
    let message = refusal("metadata-version", std::slice::from_ref(&other));
    assert!(
        message.starts_with("its `METADATA` contradicts its file name: `Version` is `2.0`"),
        "{message}"
    );
    let folder = folder("metadata-admitted");
    let entry = write_wheel(&folder, "a", &wheel("a", &[other]));
    let entry = entry.replace("}", r#","admit":["a-1.0.dist-info/METADATA"]}"#);
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
}

#[test]
fn what_is_omitted_stays_out_and_must_be_there() {
    let members = [
        Member::new("a/x.py", b"x"),
        Member::new("a/.wh.y", b"y"),
        Member::new(
            "a-1.0.dist-info/entry_points.txt",
            b"[console_scripts]\nfoo/bar = a:b\nmy tool = a:b\nfine = a:b\n",
        ),
    ];
    let folder = folder("omitted");
    let entry = write_wheel(&folder, "a", &wheel("a", &members));
    let omit = |names: &str| entry.replace("}", &format!(r#","omit":[{names}]}}"#));
    let wheels = |names: &str| format!(r#""wheels":[{}]"#, omit(names));
    let error = build(&folder, &wheels(r#""a/.wh.y""#)).unwrap_err();
    assert!(
        error.contains("line 2: command has no plain file name: `foo/bar`"),
        "{error}"
    );
    let all = r#""a/.wh.y","foo/bar","my tool""#;
    let (built, tar) = build(&folder, &wheels(all)).unwrap();
    let lines = listed(&built).join("\n");
    assert!(lines.contains("usr/local/bin/fine"), "{lines}");
    assert!(!lines.contains("foo") && !lines.contains("tool") && !lines.contains(".wh."));
    let record = file_in(&tar, &format!("{LIBRARY}/a-1.0.dist-info/RECORD"));
    assert!(!String::from_utf8(record).unwrap().contains(".wh."));
    let error = build(&folder, &wheels(&format!(r#"{all},"a/z""#))).unwrap_err();
    assert!(
        error.ends_with("nothing of it is called `a/z`, which is to stay out"),
        "{error}"
    );
}

#[test]
fn a_folder_may_be_deflated_with_a_descriptor() {
    let mut member = Member::new("a/sub/", b"");
    member.flags |= 1 << 3;
    member.local = vec![(14, vec![0; 12])];
    member.unix_mode = 0o040_755;
    member.recorded = None;
    member.descriptor = b"PK\x07\x08".to_vec();
    for number in [0, member.stored.len() as u32, 0] {
        member.descriptor.extend(number.to_le_bytes());
    }
    let folder = folder("deflated-folder");
    let bytes = wheel("a", &[member.clone(), Member::new("a/x.py", b"x")]);
    let entry = write_wheel(&folder, "a", &bytes);
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
    // As the last member, before the directory
    let text = |path: &str, text: &str| Member::new(path, text.as_bytes());
    let mut all = vec![
        text("a-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n"),
        text("a-1.0.dist-info/METADATA", "Name: a\nVersion: 1.0\n"),
    ];
    let record = record(&all, "a-1.0.dist-info");
    all.extend([text("a-1.0.dist-info/RECORD", &record), member]);
    let entry = write_wheel(&folder, "a", &archive(&all));
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
}
