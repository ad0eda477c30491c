//! Zip archives and wheels by hand, so that every field can be wrong.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::write::DeflateEncoder;
use flate2::Compression;
use sha2::{Digest, Sha256};

/// A member and what its headers claim.
#[derive(Clone)]
pub struct Member {
    pub name: String,
    pub local_name: String,
    pub bytes: Vec<u8>,
    pub stored: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub crc32: u32,
    pub size: u32,
    pub unix_mode: u32,
    /// Bytes that stand in its local header in place of what the directory says.
    pub local: Vec<(usize, Vec<u8>)>,
    /// Extra fields in the directory, and in its local header.
    pub extra: (Vec<u8>, Vec<u8>),
    /// What follows its bytes.
    pub descriptor: Vec<u8>,
    /// Listed in RECORD with these bytes; none leaves it out.
    pub recorded: Option<Vec<u8>>,
}

impl Member {
    /// A well-formed file.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        Self {
            name: name.to_owned(),
            local_name: name.to_owned(),
            bytes: bytes.to_vec(),
            stored: encoder.finish().unwrap(),
            method: 8,
            flags: 1 << 11,
            crc32: crc32fast::hash(bytes),
            size: bytes.len() as u32,
            unix_mode: 0o100_644,
            local: Vec::new(),
            extra: (Vec::new(), Vec::new()),
            descriptor: Vec::new(),
            recorded: Some(bytes.to_vec()),
        }
    }

    pub fn stored(mut self) -> Self {
        self.stored.clone_from(&self.bytes);
        self.method = 0;
        self
    }

    pub fn executable(mut self) -> Self {
        self.unix_mode = 0o100_755;
        self
    }
}

/// The archive of `members`.
pub fn archive(members: &[Member]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let offset = zip.len() as u32;
        let shared = |to: &mut Vec<u8>, name: &str, extra: &[u8]| {
            to.extend(20u16.to_le_bytes());
            to.extend(member.flags.to_le_bytes());
            to.extend(member.method.to_le_bytes());
            to.extend([0; 4]);
            to.extend(member.crc32.to_le_bytes());
            to.extend((member.stored.len() as u32).to_le_bytes());
            to.extend(member.size.to_le_bytes());
            to.extend((name.len() as u16).to_le_bytes());
            to.extend((extra.len() as u16).to_le_bytes());
        };
        let start = zip.len();
        zip.extend(b"PK\x03\x04");
        shared(&mut zip, &member.local_name, &member.extra.1);
        for (at, bytes) in &member.local {
            zip[start + at..start + at + bytes.len()].copy_from_slice(bytes);
        }
        zip.extend(member.local_name.as_bytes());
        zip.extend(&member.extra.1);
        zip.extend(&member.stored);
        zip.extend(&member.descriptor);
        directory.extend(b"PK\x01\x02\x14\x03");
        shared(&mut directory, &member.name, &member.extra.0);
        directory.extend([0; 6]);
        directory.extend((member.unix_mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(member.name.as_bytes());
        directory.extend(&member.extra.0);
    }
    let start = zip.len() as u32;
    zip.extend(&directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend((members.len() as u16).to_le_bytes());
    zip.extend((members.len() as u16).to_le_bytes());
    zip.extend((directory.len() as u32).to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0; 2]);
    zip
}

/// Adds `WHEEL`, `METADATA` and `RECORD` of the distribution `name` to `members`, where they have
/// none.
pub fn wheel(name: &str, members: &[Member]) -> Vec<u8> {
    let info = format!("{name}-1.0.dist-info");
    let mut all = members.to_vec();
    let metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
    for (file, text) in [("WHEEL", "Wheel-Version: 1.0\n"), ("METADATA", &metadata)] {
        let path = format!("{info}/{file}");
        if all.iter().all(|member| member.name != path) {
            all.push(Member::new(&path, text.as_bytes()));
        }
    }
    let record = record(&all, &info);
    all.push(Member::new(&format!("{info}/RECORD"), record.as_bytes()));
    archive(&all)
}

pub fn record(members: &[Member], info: &str) -> String {
    let mut text = String::new();
    for member in members {
        if let Some(bytes) = &member.recorded {
            let hash = base64(&Sha256::digest(bytes));
            text.push_str(&format!("{},sha256={hash},{}\n", member.name, bytes.len()));
        }
    }
    text + &format!("{info}/RECORD,,\n")
}

pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let digit = |chunk: &[u8]| {
        let chunk = format!("{:0<6}", std::str::from_utf8(chunk).unwrap());
        char::from(LETTERS[usize::from_str_radix(&chunk, 2).unwrap()])
    };
    bits.as_bytes().chunks(6).map(digit).collect()
}

/// Writes the wheel `name` and returns its entry for a specification.
pub fn write_wheel(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let filename = format!("{name}-1.0-py3-none-any.whl");
    let path = folder.join(&filename);
    fs::write(&path, bytes).unwrap();
    format!(r#"{{"file":"{}","filename":"{filename}"}}"#, path.display())
}
