//! Two tars, by another writer than the layer builder.

use compare::{layers, Differences, Field};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tar::{Builder, EntryType, Header};

/// A member as it is written
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    path: String,
    kind: EntryType,
    mode: u32,
    uid: u64,
    gid: u64,
    mtime: u64,
    owner: String,
    group: String,
    target: String,
    content: Vec<u8>,
}

fn file(path: &str, content: &str) -> Entry {
    Entry {
        path: path.to_owned(),
        kind: EntryType::Regular,
        mode: 0o644,
        uid: 0,
        gid: 0,
        mtime: 0,
        owner: String::new(),
        group: String::new(),
        target: String::new(),
        content: content.as_bytes().to_vec(),
    }
}

fn link(path: &str, target: &str) -> Entry {
    Entry {
        kind: EntryType::Symlink,
        mode: 0o777,
        target: target.to_owned(),
        ..file(path, "")
    }
}

fn archive(entries: &[Entry]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for entry in entries {
        let mut header = Header::new_ustar();
        header.set_entry_type(entry.kind);
        header.set_mode(entry.mode);
        header.set_uid(entry.uid);
        header.set_gid(entry.gid);
        header.set_mtime(entry.mtime);
        header.set_username(&entry.owner).unwrap();
        header.set_groupname(&entry.group).unwrap();
        header.set_size(entry.content.len() as u64);
        if entry.kind == EntryType::Symlink {
            builder
                .append_link(&mut header, &entry.path, &entry.target)
                .unwrap();
        } else {
            builder
                .append_data(&mut header, &entry.path, &entry.content[..])
                .unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn told(found: &Differences) -> String {
    let mut lines = String::new();
    for one in &found.kept {
        lines += &format!("{one}\n{}", one.text.clone().unwrap_or_default());
    }
    if let Some(stopped) = &found.stopped {
        lines += &format!("{stopped}\n");
    }
    lines
}

fn fields(found: &Differences) -> BTreeSet<(String, Field)> {
    let of = |one: &compare::Difference| (one.path.clone(), one.field.clone());
    found.kept.iter().map(of).collect()
}

#[test]
fn names_and_targets_stay_on_their_line() {
    let want = [link("usr/a\nb", "c"), file("usr/x", "")];
    let got = [
        link("usr/a\nb", "c\n`etc`: mode\u{1b}[2J"),
        file("usr/x\u{1b}[2J", ""),
    ];
    let told = told(&layers(&archive(&want)[..], &archive(&got)[..]));
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(
        told.contains("`usr/a\\nb`: link target: want `c`, got `c\\n`etc`: mode\\u{1b}[2J`"),
        "{told}"
    );
    assert!(!told.contains('\u{1b}'), "{told}");
}

#[test]
fn every_field_with_both_sides() {
    let want = [
        file("etc/issue", "one\ntwo\nthree\n"),
        file("usr/bin/a", "\0binary"),
        file("usr/bin/b", ""),
        link("usr/bin/c", "a"),
        file("usr/bin/d", "gone"),
        file("usr/bin/e", "was a file"),
    ];
    let mut got = want.clone();
    got[0].content = b"one\n2\nthree\n".to_vec();
    got[1].content = b"\0binarx".to_vec();
    (got[1].mode, got[1].uid, got[1].gid) = (0o4755, 10001, 10002);
    (got[2].mtime, got[2].owner, got[2].group) = (1, "root".to_owned(), "wheel".to_owned());
    got[3].target = "b".to_owned();
    got[4] = file("usr/bin/dd", "new");
    got[5] = link("usr/bin/e", "/bin/sh");
    insta::assert_snapshot!(told(&layers(&archive(&want)[..], &archive(&got)[..])), @"
    `etc/issue`: size: want 14, got 12
    `etc/issue`: content: want sha256:b6285c57e8797db5d4c51c80d6f11938afda9b11c6a003549709189e9b4b92a2, got sha256:bc85caa9b61bcf3a54ccfc800e2b0eda6c11fa5df4e0481c896d31cda2462eb2
    --- want etc/issue
    +++ got  etc/issue
    @@ -1,3 +1,3 @@
     one
    -two
    +2
     three
    `usr/bin/a`: mode: want 0644, got 4755
    `usr/bin/a`: uid: want 0, got 10001
    `usr/bin/a`: gid: want 0, got 10002
    `usr/bin/a`: content: want sha256:268576d50a742ae1cd715dd6a92d811c5b04f1a66a7e13ae15f75f315a3ebe5c, got sha256:25bffd8a460c1ca92dd7f6e85abd8f9d99bf788c3ba5dd11cb9497d721e06961 (they differ from byte 6 onwards)
    `usr/bin/b`: mtime: want 0, got 1
    `usr/bin/b`: owner name: want ``, got `root`
    `usr/bin/b`: group name: want ``, got `wheel`
    `usr/bin/c`: link target: want `a`, got `b`
    `usr/bin/d`: member: want file 0644 0:0 of 4 bytes, sha256:283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247, got none
    `usr/bin/dd`: member: want none, got file 0644 0:0 of 3 bytes, sha256:11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437
    `usr/bin/e`: type: want file 0644 0:0 of 10 bytes, got symbolic link 0777 0:0 to `/bin/sh`
    ");
}

#[test]
fn the_same_and_nothing() {
    let entries = archive(&[file("a", "x"), link("b", "a")]);
    assert!(layers(&entries[..], &entries[..]).none());
    assert!(layers(&b""[..], &b""[..]).none());
    insta::assert_snapshot!(told(&layers(&b""[..], &entries[..])), @"
    end of the archive: want 0 zero bytes, got 1024 zero bytes
    `a`: member: want none, got file 0644 0:0 of 1 bytes, sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
    `b`: member: want none, got symbolic link 0777 0:0 to `a`
    ");
}

#[test]
fn a_member_that_was_moved() {
    let want = ["a", "b", "c", "d", "e"].map(|path| file(path, path));
    let mut got = want.clone().to_vec();
    let moved = got.remove(1);
    got.insert(3, moved);
    insta::assert_snapshot!(told(&layers(&archive(&want)[..], &archive(&got)[..])), @"`b`: order: want after `a`, got after `d`");
    // And one that was moved and altered
    got[3].mode = 0o600;
    insta::assert_snapshot!(told(&layers(&archive(&want)[..], &archive(&got)[..])), @"
    `b`: mode: want 0644, got 0600
    `b`: order: want after `a`, got after `d`
    ");
}

#[test]
fn two_of_one_path() {
    let want = archive(&[file("a", "1"), file("b", "")]);
    let got = archive(&[file("a", "1"), file("a", "2"), file("b", "")]);
    insta::assert_snapshot!(told(&layers(&want[..], &got[..])), @"`a`: member: want none, got file 0644 0:0 of 1 bytes, sha256:d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35");
}

#[test]
fn what_is_cut_off_or_no_tar() {
    let whole = archive(&[file("a", "1"), file("b", "2")]);
    insta::assert_snapshot!(told(&layers(&whole[..], &whole[..1030])), @"the actual file cannot be read: truncated or damaged after `a`: unexpected end of file");
    insta::assert_snapshot!(told(&layers(&whole[..], &whole[..1600])), @"the actual file cannot be read: truncated or damaged after `b`: unexpected end of file");
    insta::assert_snapshot!(told(&layers(&[b'x'; 1024][..], &whole[..])), @"the expected file cannot be read: malformed header after its start: checksum");
    let short = &whole[..whole.len() - 512];
    insta::assert_snapshot!(told(&layers(&whole[..], short)), @"end of the archive: want 1024 zero bytes, got 512 zero bytes");
}

#[test]
fn how_a_path_is_written_and_what_pads() {
    let want = archive(&[file("a", "1")]);
    let mut padded = want.clone();
    padded[512 + 100] = 1;
    insta::assert_snapshot!(told(&layers(&want[..], &padded[..])), @"`a`: padding: want zero bytes, got sha256:090079b3c1268ab37bbd1f43d0777c3ccbbdce7d0a5115da6a8eb78fc3cc238b");
    let mut dotted = want.clone();
    dotted[..3].copy_from_slice(b"./a");
    resum(&mut dotted);
    insta::assert_snapshot!(told(&layers(&want[..], &dotted[..])), @"`a`: spelling of the path: want `a`, got `./a`");
    // A version that no reader looks at
    let mut other = want.clone();
    other[264] = b'1';
    resum(&mut other);
    insta::assert_snapshot!(told(&layers(&want[..], &other[..])), @r"`a`: header bytes: want `0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0` at byte 264, got `1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0` at byte 264");
}

/// Writes the checksum of the first header anew
fn resum(tar: &mut [u8]) {
    tar[148..156].fill(b' ');
    let sum: u32 = tar[..512].iter().map(|byte| u32::from(*byte)).sum();
    tar[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

#[test]
fn records_of_pax() {
    let with = |records: &[(&str, &[u8])]| {
        let mut builder = Builder::new(Vec::new());
        builder
            .append_pax_extensions(records.iter().copied())
            .unwrap();
        let mut header = Header::new_ustar();
        header.set_mode(0o644);
        builder.append_data(&mut header, "a", &b""[..]).unwrap();
        builder.into_inner().unwrap()
    };
    let want = with(&[("SCHILY.xattr.user.a", b"1"), ("mtime", b"1.5")]);
    let got = with(&[
        ("SCHILY.xattr.user.a", b"\xff"),
        ("mtime", b"1.6"),
        ("comment", b"x"),
    ]);
    insta::assert_snapshot!(told(&layers(&want[..], &got[..])), @"
    `a`: mtime: want 1.5, got 1.6
    `a`: PAX `SCHILY.xattr.user.a`: want `1`, got `�`
    `a`: PAX `comment`: want none, got `x`
    ");
    let other = with(&[("path", b"b"), ("size", b"99999999999")]);
    insta::assert_snapshot!(told(&layers(&want[..], &other[..])), @"the actual file cannot be read: truncated or damaged after `b`: unexpected end of file");
}

#[test]
fn a_record_without_end_is_not_read() {
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::XHeader);
    let long = vec![b'x'; 2 << 20];
    header.set_size(long.len() as u64);
    builder.append_data(&mut header, "x", &long[..]).unwrap();
    let got = builder.into_inner().unwrap();
    insta::assert_snapshot!(told(&layers(&b""[..], &got[..])), @"the actual file cannot be read: malformed header after its start: extensions longer than 1 MiB");
}

/// Members without end, each with a path of its own: what differs has a bound
#[test]
fn nothing_in_common_is_told_so_far() {
    let name = |first: char, at: usize| format!("{first}/{at:06}/{}", "x".repeat(80));
    let many = |first| {
        archive(
            &(0..60_000)
                .map(|at| file(&name(first, at), ""))
                .collect::<Vec<_>>(),
        )
    };
    let found = layers(&many('a')[..], &many('b')[..]);
    assert!(found.stopped.is_none(), "{:?}", found.stopped);
    assert_eq!((found.kept.len(), found.more), (10_000, 110_000));
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let content = prop_oneof![
        "[a-c\n]{0,40}",
        Just("\0".to_owned()),
        Just("x".repeat(1500))
    ];
    let path = prop_oneof!["[a-d]/[a-d]{1,3}", "[a-c]{101,120}", "é[a-c]"];
    let entry = (
        path,
        content,
        0..0o7777_u32,
        0..2_000_000_u64,
        "[a-c]{1,120}",
        any::<bool>(),
    );
    let entry = entry.prop_map(|(path, content, mode, uid, target, is_link)| {
        let kind = if is_link {
            link(&path, &target)
        } else {
            file(&path, &content)
        };
        Entry { mode, uid, ..kind }
    });
    prop::collection::btree_map("[a-f]{1,6}", entry, 1..8).prop_map(|entries| {
        // Sorted by path, each once, as layers are
        let named = |(name, entry): (String, Entry)| Entry {
            path: format!("{name}/{}", entry.path),
            ..entry
        };
        entries.into_iter().map(named).collect()
    })
}

proptest! {
    #[test]
    fn one_altered_field_is_that_field(entries in entries(), at in any::<prop::sample::Index>(), which in 0..9) {
        let at = at.index(entries.len());
        let mut altered = entries.clone();
        let entry = &mut altered[at];
        let is_link = entry.kind == EntryType::Symlink;
        let path = entry.path.clone();
        let mut want = BTreeSet::new();
        let mut field = |field| want.insert((path.clone(), field));
        match which {
            0 => { entry.mode ^= 1; field(Field::Mode); }
            1 => { entry.uid ^= 1; field(Field::Uid); }
            2 => { entry.gid ^= 1; field(Field::Gid); }
            3 => { entry.mtime ^= 1; field(Field::Mtime); }
            4 => { entry.owner.push('x'); field(Field::OwnerName); }
            5 => { entry.group.push('x'); field(Field::GroupName); }
            6 if is_link => { entry.target.push('x'); field(Field::LinkTarget); }
            6 => { entry.content.push(b'x'); field(Field::Size); field(Field::Content); }
            7 if is_link || entry.content.is_empty() => { entry.path += "-"; field(Field::Member); }
            7 => { entry.content[0] ^= 1; field(Field::Content); }
            _ => { *entry = if is_link { file(&path, "") } else { link(&path, "x") }; field(Field::Type); }
        }
        if path != altered[at].path {
            want.insert((altered[at].path.clone(), Field::Member));
        }
        let found = layers(&archive(&entries)[..], &archive(&altered)[..]);
        prop_assert_eq!(fields(&found), want, "{}", told(&found));
        prop_assert!(found.stopped.is_none());
    }

    #[test]
    fn whatever_the_order_every_member_finds_its_like(
        (entries, shuffled) in entries().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let found = layers(&archive(&entries)[..], &archive(&shuffled)[..]);
        prop_assert!(found.kept.iter().all(|one| one.field == Field::Order), "{}", told(&found));
        prop_assert_eq!(found.none(), entries == shuffled);
    }

    #[test]
    fn other_bytes_are_a_difference(entries in entries(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let want = archive(&entries);
        let mut got = want.clone();
        let at = at.index(got.len());
        got[at] ^= 1_u8 << bit;
        let found = layers(&want[..], &got[..]);
        prop_assert!(!found.none(), "byte {at}");
        // Where it is a header, its sum shows it
        let again = layers(&got[..], &got[..]);
        prop_assert!(again.count() == 0, "{}", told(&again));
    }

    #[test]
    fn anything_is_input(want in prop::collection::vec(any::<u8>(), 0..2000), cut in any::<prop::sample::Index>()) {
        let _ = layers(&want[..], &want[..cut.index(want.len() + 1)]);
    }
}

#[test]
fn a_whiteout_is_told_as_a_deletion_and_not_as_a_file() {
    let want = archive(&[file("etc/a", "a")]);
    let got = archive(&[
        file("etc/.wh.a", ""),
        file("usr/lib/.wh..wh..opq", ""),
        file("usr/.wh.lib/x", "x"),
    ]);
    let lines = told(&layers(&want[..], &got[..]));
    for line in [
        "`etc/.wh.a`: member: want none, got whiteout of `etc/a` (file 0644 0:0 of 0 bytes)",
        "`usr/lib/.wh..wh..opq`: member: want none, got whiteout of all that the layers below have in `usr/lib`",
        "`usr/.wh.lib/x`: member: want none, got entry below the whiteout `.wh.lib` (file",
    ] {
        assert!(lines.contains(line), "{lines}");
    }
}
