use super::read;
use crate::printer::Printer;
use advisory::Wanted;
use std::io::Write as _;
use std::path::Path;
use zip::write::SimpleFileOptions;

fn record(id: &str, ecosystem: &str, name: &str) -> String {
    format!(
        r#"{{"id": "{id}", "modified": "2026-01-02T03:04:05Z", "affected": [{{"package":
            {{"ecosystem": "{ecosystem}", "name": "{name}"}}, "versions": ["1"]}}]}}"#
    )
}

fn wanted() -> Wanted {
    Wanted {
        release: "12".to_owned(),
        sources: ["openssl".to_owned()].into(),
        distributions: ["torch".to_owned()].into(),
    }
}

fn error(folder: &Path) -> String {
    let error = read(folder, wanted(), &Printer::new()).err().unwrap();
    let place = folder.display().to_string();
    format!("{error:#}").replace(&place, "DIR")
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder with files; its own is removed with it
fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn packed_and_unpacked_records_are_the_same_database() {
    let (a, b) = (
        record("GHSA-a", "PyPI", "torch"),
        record("DSA-1", "Debian:12", "openssl"),
    );
    let packed = archive(&[("GHSA-a.json", a.as_bytes()), ("README", b"no record")]);
    let one = folder(&[
        ("PyPI/all.zip", packed),
        (
            "Debian:12/all.zip",
            archive(&[("DSA-1.json", b.as_bytes())]),
        ),
    ]);
    let other = folder(&[
        ("records/b/DSA-1.json", b.clone().into_bytes()),
        ("again.json", b.into_bytes()),
        ("a.json", a.into_bytes()),
        ("too/deep/for/this/c.json", b"nonsense".to_vec()),
    ]);
    let read = |folder: &tempfile::TempDir| read(folder.path(), wanted(), &Printer::new()).unwrap();
    let (one, other) = (read(&one), read(&other));
    assert_eq!(one.sha256, other.sha256);
    assert_eq!((one.database.records, other.database.records), (2, 2));
    assert_eq!(one.database.of_distribution("torch", "1").unwrap().len(), 1);
}

#[test]
fn a_bad_record_is_named_down_to_the_member_and_the_rest_is_read() {
    let good = record("GHSA-a", "PyPI", "torch");
    let debian = record("DSA-1", "Debian:12", "openssl");
    let zeros = vec![b' '; advisory::MAX_BYTES * 3];
    let packed = archive(&[
        ("GHSA-a.json", good.as_bytes()),
        ("GHSA-b.json", b"[1]"),
        ("GHSA-c.json", &zeros),
        ("again/GHSA-b.json", b"[1]"),
    ]);
    assert!(packed.len() < 200_000);
    let one = folder(&[
        ("PyPI/all.zip", packed),
        ("Debian:12/DSA-1.json", debian.into_bytes()),
        ("Debian:12/DSA-2.json", b"{\"id\": \"DSA".to_vec()),
    ]);
    let read = read(one.path(), wanted(), &Printer::new()).unwrap();
    assert_eq!(
        read.database.of_distribution("torch", "1").unwrap().len(),
        1
    );
    let counts = (read.database.records, read.database.left_out);
    assert_eq!(counts, (5, 3));
    let place = one.path().display().to_string();
    let lines = read.malformed.iter();
    let lines: Vec<String> = lines
        .map(|one| format!("{}: {}", one.file.replace(&place, "DIR"), one.message))
        .collect();
    assert_eq!(
        lines,
        [
            "DIR/Debian:12/DSA-2.json: `DSA-2`: malformed: EOF while parsing a string at line 1 \
             column 11: not evaluated",
            "DIR/PyPI/all.zip: member `GHSA-b.json`: `GHSA-b`: malformed: not a JSON object: not evaluated",
            "DIR/PyPI/all.zip: member `GHSA-c.json`: `GHSA-c`: a record of 33554433 bytes: the \
             limit is 33554432: not evaluated",
        ]
    );
}

#[test]
fn an_archive_that_is_cut_off_is_refused() {
    let one = |name: &str, bytes: &[u8]| error(folder(&[(name, bytes.to_vec())]).path());
    let whole = archive(&[("fine.txt", b""), ("GHSA-b.json", b"[1]")]);
    let said = one("PyPI/all.zip", &whole[..whole.len() / 2]);
    assert!(said.starts_with("`DIR/PyPI/all.zip`: "), "{said}");
    let said = one("PyPI/all.zip", b"PK\x05\x06");
    assert!(said.starts_with("`DIR/PyPI/all.zip`: "), "{said}");
}

#[test]
fn a_directory_that_claims_more_than_there_is_is_refused() {
    // The end of an archive whose directory is said to hold four thousand million members.
    let mut zip64 = Vec::new();
    zip64.extend(b"PK\x06\x06");
    zip64.extend(44u64.to_le_bytes());
    zip64.extend([45, 0, 45, 0]);
    zip64.extend([0; 8]);
    zip64.extend((1u64 << 32).to_le_bytes());
    zip64.extend((1u64 << 32).to_le_bytes());
    zip64.extend((46u64 << 32).to_le_bytes());
    zip64.extend(0u64.to_le_bytes());
    zip64.extend(b"PK\x06\x07\0\0\0\0");
    zip64.extend(0u64.to_le_bytes());
    zip64.extend(1u32.to_le_bytes());
    zip64.extend(b"PK\x05\x06\0\0\0\0");
    zip64.extend([0xff; 12]);
    zip64.extend([0; 2]);
    let said = error(folder(&[("PyPI/all.zip", zip64)]).path());
    assert!(said.starts_with("`DIR/PyPI/all.zip`: "), "{said}");
}

#[test]
fn a_database_that_is_not_all_there_is_refused() {
    let half = folder(&[("a.json", record("GHSA-a", "PyPI", "torch").into_bytes())]);
    assert_eq!(
        error(half.path()),
        "`DIR` has no record for `Debian:12`, but the images have 1 packages of it\n\nhint: put OSV's \
         `Debian:12/all.zip` there"
    );
    let empty = folder(&[("README", Vec::new())]);
    assert!(error(empty.path()).starts_with("`DIR` has no records\n"));
    assert!(error(&empty.path().join("gone")).starts_with("cannot read `DIR`"));
}
