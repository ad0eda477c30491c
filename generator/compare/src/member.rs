use crate::header::{Header, Type};
use crate::pax::Records;
use crate::shown;
use crate::Field;

/// A member as its headers say
#[derive(Debug, Clone)]
pub struct Member {
    /// Without `./` before it and slashes behind it
    pub path: Vec<u8>,
    /// Its kind
    pub kind: Type,
    /// Bytes that follow
    pub size: u64,
    /// What else its headers say, each field once and in order
    pub facts: Vec<(Field, String)>,
    /// The bytes of its headers
    pub header: Vec<u8>,
}

/// What extension headers said about the member
#[derive(Default)]
pub struct Extension {
    /// GNU's long name
    pub path: Option<Vec<u8>>,
    /// GNU's long target
    pub target: Option<Vec<u8>>,
    /// PAX
    pub records: Records,
}

impl Extension {
    fn take(&mut self, key: &str) -> Option<Vec<u8>> {
        self.records.remove(key)
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.take(key).map(|value| shown::value(&value))
    }

    /// The size that counts; none where it is malformed
    pub fn size(&mut self, header: &Header<'_>) -> Option<u64> {
        let said = match self.take("size") {
            Some(said) => std::str::from_utf8(&said).ok()?.parse().ok()?,
            None => header.size()?,
        };
        Some(if header.kind().has_content() { said } else { 0 })
    }
}

impl Member {
    /// Puts together what a header and its extensions say
    pub fn of(header: &Header<'_>, size: u64, mut extension: Extension) -> Self {
        let gnu = extension.path.take();
        let written = extension.take("path").or(gnu);
        let written = written.unwrap_or_else(|| header.path());
        let path = plain(&written).to_vec();
        let gnu = extension.target.take();
        let target = extension.take("linkpath").or(gnu);
        let target = target.unwrap_or_else(|| header.target().to_vec());
        let kind = header.kind();
        let mut facts = vec![
            (Field::Mode, header.mode()),
            (
                Field::Uid,
                extension.text("uid").unwrap_or_else(|| header.uid()),
            ),
            (
                Field::Gid,
                extension.text("gid").unwrap_or_else(|| header.gid()),
            ),
            (
                Field::Mtime,
                extension.text("mtime").unwrap_or_else(|| header.mtime()),
            ),
        ];
        if kind.is_link() {
            facts.push((Field::LinkTarget, format!("`{}`", shown::path(&target))));
        }
        let name = |said: Option<String>, header: &[u8]| {
            format!("`{}`", said.unwrap_or_else(|| shown::value(header)))
        };
        facts.push((
            Field::OwnerName,
            name(extension.text("uname"), header.owner_name()),
        ));
        facts.push((
            Field::GroupName,
            name(extension.text("gname"), header.group_name()),
        ));
        if kind.is_device() {
            facts.push((Field::Device, header.device()));
        }
        facts.push((Field::PathSpelling, format!("`{}`", shown::path(&written))));
        facts.extend(extension.records.iter().map(|(key, value)| {
            (
                Field::Pax(shown::value(key.as_bytes())),
                format!("`{}`", shown::value(value)),
            )
        }));
        Self {
            path,
            kind,
            size,
            facts,
            header: Vec::new(),
        }
    }

    /// How many bytes it takes to remember it, about
    pub fn weight(&self) -> usize {
        let facts = self.facts.iter().map(|(_, value)| value.len() + 64);
        self.path.len() + self.header.len() + facts.sum::<usize>() + 256
    }

    /// In a few words
    pub fn words(&self) -> String {
        let of = |wanted: Field| {
            let found = self.facts.iter().find(|(field, _)| *field == wanted);
            found.map_or("", |(_, value)| value.as_str())
        };
        let (kind, mode) = (self.kind, of(Field::Mode));
        let owner = format!("{}:{}", of(Field::Uid), of(Field::Gid));
        let mut words = format!("{kind} {mode} {owner}");
        if kind.is_link() {
            words += &format!(" to {}", of(Field::LinkTarget));
        }
        if kind.has_content() {
            words += &format!(" of {} bytes", self.size);
        }
        match oci::Whiteout::of(&String::from_utf8_lossy(&self.path)) {
            Some(whiteout) => {
                let whiteout = shown::path(whiteout.to_string().as_bytes());
                format!("{whiteout} ({words})")
            }
            None => words,
        }
    }
}

fn plain(mut path: &[u8]) -> &[u8] {
    while let Some(rest) = path.strip_prefix(b"./") {
        path = rest;
    }
    while let Some(rest) = path.strip_suffix(b"/") {
        path = rest;
    }
    path
}
