//! The readers of wheels and debs, through the layer that is built from them: whatever the bytes,
//! a layer or an error, never a panic, and nothing in the list or the message that a terminal obeys.

use layer::{build_layer, spec_of_files, Codec, Line};
use std::io::Write as _;
use std::path::Path;

const WHEEL: &str = "a-1-py3-none-any.whl";
const DEB: &str = "aa_1_all.deb";
const METADATA: &[u8] = b"Metadata-Version: 2.1\nName: a\nVersion: 1\n";
const TAG: &[u8] = b"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

/// A wheel as a whole
pub fn wheel(bytes: &[u8]) {
    build(WHEEL, bytes);
}

/// A wheel's RECORD
pub fn record(bytes: &[u8]) {
    build(
        WHEEL,
        &archive(&[("a.py", b"x"), ("a-1.dist-info/RECORD", bytes)]),
    );
}

/// A wheel's entry points, without a RECORD that would refuse them first
pub fn entry_points(bytes: &[u8]) {
    let sum = |bytes: &[u8]| {
        use base64::prelude::{Engine as _, BASE64_URL_SAFE_NO_PAD};
        use sha2::Digest as _;
        BASE64_URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(bytes))
    };
    let mut lines = String::from("a-1.dist-info/RECORD,,\n");
    for (name, bytes) in [
        ("METADATA", METADATA),
        ("WHEEL", TAG),
        ("entry_points.txt", bytes),
    ] {
        lines += &format!(
            "a-1.dist-info/{name},sha256={},{}\n",
            sum(bytes),
            bytes.len()
        );
    }
    build(
        WHEEL,
        &archive(&[
            ("a-1.dist-info/entry_points.txt", bytes),
            ("a-1.dist-info/RECORD", lines.as_bytes()),
        ]),
    );
}

/// A deb as a whole
pub fn deb(bytes: &[u8]) {
    build(DEB, bytes);
}

/// A deb's control file
pub fn deb_control(bytes: &[u8]) {
    let mut control = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    if control
        .append_data(&mut header, "./control", bytes)
        .is_err()
    {
        return;
    }
    let Ok(control) = control.into_inner() else {
        return;
    };
    build(
        DEB,
        &ar(&[
            ("debian-binary", b"2.0\n"),
            ("control.tar", &control),
            ("data.tar", &[0; 1024]),
        ]),
    );
}

fn build(name: &str, bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let file = folder.path().join(name);
    if std::fs::write(&file, bytes).is_err() {
        return;
    }
    let Ok(spec) = spec_of_files(&[file], Codec::None, "3.11") else {
        return;
    };
    let scratch: &Path = folder.path();
    match build_layer(&spec, 1, scratch, &mut std::io::sink()) {
        Ok(built) => {
            let is_line =
                |line: &str| Line::parse(line).is_some_and(|read| read.to_string() == line);
            assert!(built.contents.lines().all(is_line), "{}", built.contents);
        }
        Err(error) => {
            let text = error.to_string();
            assert!(
                !text.contains(|c: char| c != '\n' && c.is_control()),
                "{text:?}"
            );
        }
    }
}

/// A wheel of METADATA, WHEEL and more
fn archive(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let fixed = [
        ("a-1.dist-info/METADATA", METADATA),
        ("a-1.dist-info/WHEEL", TAG),
    ];
    for (name, bytes) in fixed.iter().chain(more) {
        if zip.start_file(*name, stored).is_err() || zip.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    zip.finish()
        .map(std::io::Cursor::into_inner)
        .unwrap_or_default()
}

/// An `ar` archive (ar(5), the common format)
fn ar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = b"!<arch>\n".to_vec();
    for (name, bytes) in members {
        let size = bytes.len();
        out.extend(
            format!(
                "{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n",
                0, 0, 0, 100_644
            )
            .bytes(),
        );
        out.extend(*bytes);
        out.extend(std::iter::repeat_n(b'\n', size % 2));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seeds reach the readers: a sound one is a layer, so a mutation fails where it lies.
    #[test]
    fn sound_archives_are_layers() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(DEB);
        let mut control = tar::Builder::new(Vec::new());
        let text = include_bytes!("../seeds/control");
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        control
            .append_data(&mut header, "./control", &text[..])
            .unwrap();
        let control = control.into_inner().unwrap();
        let parts: [(&str, &[u8]); 3] = [
            ("debian-binary", b"2.0\n"),
            ("control.tar", &control),
            ("data.tar", &[0; 1024]),
        ];
        std::fs::write(&file, ar(&parts)).unwrap();
        let wheel = folder.path().join(WHEEL);
        std::fs::write(&wheel, include_bytes!("../seeds/a-1-py3-none-any.whl")).unwrap();
        for file in [file, wheel] {
            let spec = spec_of_files(&[file], Codec::None, "3.11").unwrap();
            build_layer(&spec, 1, folder.path(), &mut std::io::sink()).unwrap();
        }
    }
}
