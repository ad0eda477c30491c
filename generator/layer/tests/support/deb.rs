//! Tar archives and Debian packages by hand, so that every field can be wrong.

use std::fs;
use std::path::Path;

/// A member of a tar: path, type, mode, link target, bytes.
pub struct Item<'a>(pub &'a str, pub u8, pub u32, pub &'a str, pub &'a [u8]);

pub fn file<'a>(path: &'a str, bytes: &'a [u8]) -> Item<'a> {
    Item(path, b'0', 0o644, "", bytes)
}

pub fn folder(path: &str) -> Item<'_> {
    Item(path, b'5', 0o755, "", b"")
}

pub fn link<'a>(path: &'a str, target: &'a str) -> Item<'a> {
    Item(path, b'2', 0o777, target, b"")
}

pub fn tar(items: &[Item]) -> Vec<u8> {
    let mut tar = Vec::new();
    for Item(path, kind, mode, target, bytes) in items {
        let mut block = [0; 512];
        block[..path.len()].copy_from_slice(path.as_bytes());
        block[100..107].copy_from_slice(format!("{mode:07o}").as_bytes());
        block[108..115].copy_from_slice(b"0000000");
        block[116..123].copy_from_slice(b"0000000");
        block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        block[148..156].copy_from_slice(b"        ");
        block[156] = *kind;
        block[157..157 + target.len()].copy_from_slice(target.as_bytes());
        block[257..265].copy_from_slice(b"ustar\x0000");
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        tar.extend(block);
        tar.extend(*bytes);
        tar.resize(tar.len().div_ceil(512) * 512, 0);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

pub fn ar(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut ar = b"!<arch>\n".to_vec();
    for (name, bytes) in parts {
        let size = bytes.len();
        ar.extend(
            format!(
                "{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n",
                0, 0, 0, 100644
            )
            .bytes(),
        );
        ar.extend(*bytes);
        if size % 2 == 1 {
            ar.push(b'\n');
        }
    }
    ar
}

/// Compresses as the extension says.
pub fn compressed(extension: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    match extension {
        "zst" => zstd::bulk::compress(bytes, 3).unwrap(),
        "xz" => {
            let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "lzma" => {
            let options = liblzma::stream::LzmaOptions::new_preset(1).unwrap();
            let stream = liblzma::stream::Stream::new_lzma_encoder(&options).unwrap();
            let mut encoder = liblzma::write::XzEncoder::new_stream(Vec::new(), stream);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "bz2" => {
            let level = bzip2::Compression::fast();
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "gz" => {
            let level = flate2::Compression::default();
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        _ => bytes.to_vec(),
    }
}

/// The package `name`, its parts under `extension`.
pub fn package(name: &str, extension: &str, control: &[Item], data: &[Item]) -> Vec<u8> {
    let stanza = format!("Package: {name}\nVersion: 1\nArchitecture: all\n");
    let mut items = vec![file("./control", stanza.as_bytes())];
    items.extend(
        control
            .iter()
            .map(|item| Item(item.0, item.1, item.2, item.3, item.4)),
    );
    ar(&[
        ("debian-binary", b"2.0\n"),
        (
            &format!("control.tar.{extension}"),
            &compressed(extension, &tar(&items)),
        ),
        (
            &format!("data.tar.{extension}"),
            &compressed(extension, &tar(data)),
        ),
    ])
}

/// Writes the package `name` and returns its entry for a specification.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let filename = format!("{name}_1_all.deb");
    let path = folder.join(&filename);
    fs::write(&path, bytes).unwrap();
    format!(
        r#"{{"file":"{}","filename":"{filename}","package":"{name}"}}"#,
        path.display()
    )
}
