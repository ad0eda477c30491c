//! Wheels and debs as public reports describe them; each test names its report.

mod support;

use support::deb::{self, ar, compressed, file, tar, Item};
use support::zip::{archive, record, wheel, write_wheel, Member};
use support::{build, file_in, folder, listed};

const LIBRARY: &str = "usr/local/lib/python3.11/dist-packages";

fn installed(test: &str, bytes: &[u8]) -> Result<(Vec<String>, Vec<u8>), String> {
    let folder = folder(test);
    let entry = write_wheel(&folder, "a", bytes);
    let (built, tar) = build(&folder, &format!(r#""wheels":[{entry}]"#))?;
    Ok((listed(&built), tar))
}

/// The package of these parts, behind `debian-binary`
fn unpacked(test: &str, parts: &[(&str, &[u8])]) -> Result<Vec<String>, String> {
    let folder = folder(test);
    let entry = deb::write(&folder, "aa", &ar(parts));
    let (built, _) = build(&folder, &format!(r#""debs":[{entry}]"#))?;
    Ok(listed(&built))
}

fn control() -> Vec<u8> {
    let stanza = b"Package: aa\nVersion: 1\nArchitecture: all\n";
    compressed("gz", &tar(&[file("./control", stanza)]))
}

/// A member as it is written where the archive cannot be rewound: what its local header leaves open
/// follows its bytes
fn streamed(mut member: Member) -> Member {
    member.flags |= 8;
    member.local = vec![(14, vec![0; 12])];
    let (crc32, stored) = (member.crc32, member.stored.len() as u32);
    member.descriptor = [0x0807_4b50, crc32, stored, member.size]
        .iter()
        .flat_map(|word: &u32| word.to_le_bytes())
        .collect();
    member
}

/// pypa/pip 6103, pypa/wheel 280, pypa/hatch 497: the path has a comma, and RECORD no quotes
#[test]
fn a_path_with_a_comma_is_installed_and_recorded_in_quotes() {
    let (lines, tar) = installed(
        "report-comma",
        &wheel("a", &[Member::new("a/x,y.dat", b"one")]),
    )
    .unwrap();
    assert!(lines.contains(&format!("f 0644 {LIBRARY}/a/x,y.dat")));
    let record = file_in(&tar, &format!("{LIBRARY}/a-1.0.dist-info/RECORD"));
    let record = String::from_utf8(record).unwrap();
    assert!(record.contains("\"a/x,y.dat\",sha256="), "{record}");
    // A row of another file than the archive has is refused as ever.
    let mut other = Member::new("a/x,y.dat", b"one");
    other.recorded = Some(b"two".to_vec());
    let error = installed("report-comma-other", &wheel("a", &[other])).unwrap_err();
    assert!(
        error.contains("member `a/x,y.dat`: hash differs from RECORD"),
        "{error}"
    );
}

/// astral-sh/uv 19440: a field for large sizes in a local header whose sizes are not large
#[test]
fn a_local_header_may_repeat_a_size_in_64_bits() {
    let mut member = Member::new("a/lib.so", b"bytes");
    member.extra.1 = [&[1, 0, 8, 0][..], &5u64.to_le_bytes()].concat();
    let (lines, _) = installed("report-64", &wheel("a", &[member])).unwrap();
    assert!(lines.contains(&format!("f 0644 {LIBRARY}/a/lib.so")));
}

/// astral-sh/uv 21644 and 12677: folders that are compressed, and members whose sizes follow them
#[test]
fn members_whose_sizes_follow_them_are_installed() {
    let mut empty = streamed(Member::new("a/META-INF/", b""));
    empty.recorded = None;
    assert_eq!(empty.stored.len(), 2);
    let members = [empty, streamed(Member::new("a/x.py", b"one"))];
    let (lines, tar) = installed("report-streamed", &wheel("a", &members)).unwrap();
    assert_eq!(file_in(&tar, &format!("{LIBRARY}/a/x.py")), b"one");
    assert!(
        !lines.iter().any(|line| line.contains("META-INF")),
        "{lines:?}"
    );
}

/// astral-sh/uv 15451: bytes behind the end of the archive
#[test]
fn bytes_behind_the_archive_are_refused() {
    let mut bytes = wheel("a", &[Member::new("a/x.py", b"one")]);
    bytes.push(b'\n');
    let error = installed("report-behind", &bytes).unwrap_err();
    assert!(
        error.contains("is no intact zip archive: the last end of"),
        "{error}"
    );
}

/// pypa/pip 12108, pypa/installer 134: the metadata spells the name otherwise than the file name
#[test]
fn a_name_is_compared_in_its_normal_form() {
    let metadata = b"Metadata-Version: 2.1\nName: A\nVersion: 1.0\n";
    let mut members = vec![
        Member::new("a/x.py", b"one"),
        Member::new("A-1.0.dist-info/WHEEL", b"Wheel-Version: 1.0\n"),
        Member::new("A-1.0.dist-info/METADATA", metadata),
    ];
    let rows = record(&members, "A-1.0.dist-info");
    members.push(Member::new("A-1.0.dist-info/RECORD", rows.as_bytes()));
    let (lines, _) = installed("report-name", &archive(&members)).unwrap();
    assert!(lines.contains(&format!("f 0644 {LIBRARY}/A-1.0.dist-info/METADATA")));
}

/// astral-sh/uv 11038: the metadata has a local version, the file name none
#[test]
fn another_version_in_the_metadata_is_refused_with_a_way_round() {
    let metadata = b"Metadata-Version: 2.1\nName: a\nVersion: 1.0+cpu\n";
    let bytes = wheel("a", &[Member::new("a-1.0.dist-info/METADATA", metadata)]);
    let error = installed("report-version", &bytes).unwrap_err();
    assert!(
        error.contains("`Version` is `1.0+cpu`\n\nhint: `[[admit]]` of its `METADATA`"),
        "{error}"
    );
    let folder = folder("report-version-admitted");
    let entry = write_wheel(&folder, "a", &bytes);
    let entry = entry.replace('}', r#","admit":["a-1.0.dist-info/METADATA"]}"#);
    build(&folder, &format!(r#""wheels":[{entry}]"#)).unwrap();
}

/// pypa/pip 2834, 3168 and 4771: commands whose names differ in their case alone
#[test]
fn commands_keep_the_case_of_their_names() {
    let text = b"[console_scripts]\nFlowCal = a.m:go\nflowcal = a.m:go\n";
    let member = Member::new("a-1.0.dist-info/entry_points.txt", text);
    let (lines, _) = installed("report-case", &wheel("a", &[member])).unwrap();
    for name in ["FlowCal", "flowcal"] {
        assert!(
            lines.contains(&format!("f 0755 usr/local/bin/{name}")),
            "{lines:?}"
        );
    }
}

/// go-gitea/gitea 26022, paultag/go-debian 59: names of parts end in a slash (dpkg since 1.15.6)
#[test]
fn names_of_parts_may_end_in_a_slash() {
    let data = compressed("gz", &tar(&[file("./etc/x", b"a")]));
    let (control, data): (&[u8], &[u8]) = (&control(), &data);
    let parts = [
        ("debian-binary/", &b"2.0\n"[..]),
        ("control.tar.gz/", control),
        ("data.tar.gz/", data),
        ("_gpgorigin/", b"odd"),
    ];
    let lines = unpacked("report-slash", &parts).unwrap();
    assert!(lines.contains(&"f 0644 etc/x".to_owned()), "{lines:?}");
}

/// bazelbuild/rules_pkg 397: a path of more than 100 bytes in a header of the pax format, which dpkg refuses
#[test]
fn long_paths_of_the_pax_format_are_read() {
    let long = format!("usr/share/{}/x", "y".repeat(120));
    let text = format!(" path=./{long}\n");
    let pax = format!("{}{text}", text.len() + 3);
    let header = Item("./PaxHeaders/x", b'x', 0o644, "", pax.as_bytes());
    let data = compressed("gz", &tar(&[header, file("./usr/share/short", b"a")]));
    let (control, data): (&[u8], &[u8]) = (&control(), &data);
    let parts = [
        ("debian-binary", &b"2.0\n"[..]),
        ("control.tar.gz", control),
        ("data.tar.gz", data),
    ];
    let lines = unpacked("report-pax", &parts).unwrap();
    assert!(lines.contains(&format!("f 0644 {long}")), "{lines:?}");
}
