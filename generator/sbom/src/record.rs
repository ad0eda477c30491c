//! Which files of a layer say that a package is there.

use oci::Whiteout;

/// What a file is of, by its path
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record<'a> {
    /// The stanza of an installed deb
    Status,
    /// The METADATA of a distribution, with its folder `….dist-info`
    Metadata(&'a str),
    /// The list of a distribution's files, with its folder
    Files(&'a str),
    /// What a distribution says of its parts (PEP 770), with its folder
    Parts(&'a str),
    /// The licences of the deb of that name
    Copyright(&'a str),
    /// The operating system's
    System,
}

impl<'a> Record<'a> {
    /// By a path without a slash at its start
    pub fn of(path: &'a str) -> Option<Self> {
        if Whiteout::of(path).is_some() {
            return None;
        }
        if matches!(path, "usr/lib/os-release" | "etc/os-release") {
            return Some(Self::System);
        }
        if let Some(name) = path.strip_prefix("var/lib/dpkg/status.d/") {
            let stanza = !name.is_empty() && !name.contains('/') && !name.ends_with(".md5sums");
            return stanza.then_some(Self::Status);
        }
        if let Some(rest) = path.strip_prefix("usr/share/doc/") {
            let name = rest.strip_suffix("/copyright")?;
            return (!name.contains('/')).then_some(Self::Copyright(name));
        }
        let (folder, file) = path.rsplit_once('/')?;
        if let Some((folder, inner)) = path.split_once(".dist-info/sboms/") {
            if !inner.is_empty() && !inner.contains(".dist-info/") {
                let end = folder.len() + ".dist-info".len();
                return Some(Self::Parts(&path[..end]));
            }
        }
        match file {
            // A database of debs where scanners look for one, and none of ours
            "status" if folder == "var/lib/dpkg" => Some(Self::Status),
            "METADATA" if folder.ends_with(".dist-info") => Some(Self::Metadata(folder)),
            "RECORD" if folder.ends_with(".dist-info") => Some(Self::Files(folder)),
            // An older form of the same; no wheel has it at its top
            "PKG-INFO" if folder.ends_with(".egg-info") => Some(Self::Metadata(folder)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn knows_records_by_their_place() {
        for (path, want) in [
            ("var/lib/dpkg/status.d/tini", Some(Record::Status)),
            ("var/lib/dpkg/status.d/tini.md5sums", None),
            ("var/lib/dpkg/status.d/a/b", None),
            ("var/lib/dpkg/status.d/", None),
            ("var/lib/dpkg/status", Some(Record::Status)),
            (
                "usr/share/doc/tini/copyright",
                Some(Record::Copyright("tini")),
            ),
            ("usr/share/doc/a/b/copyright", None),
            ("usr/lib/os-release", Some(Record::System)),
            (
                "lib/a-1.dist-info/METADATA",
                Some(Record::Metadata("lib/a-1.dist-info")),
            ),
            (
                "lib/a/b-1.dist-info/RECORD",
                Some(Record::Files("lib/a/b-1.dist-info")),
            ),
            (
                "lib/a.egg-info/PKG-INFO",
                Some(Record::Metadata("lib/a.egg-info")),
            ),
            (
                "lib/a-1.dist-info/sboms/x/b.cdx.json",
                Some(Record::Parts("lib/a-1.dist-info")),
            ),
            ("lib/a-1.dist-info/sboms/", None),
            ("lib/a-1.dist-info/WHEEL", None),
            ("METADATA", None),
            ("var/lib/dpkg/status.d/.wh.tini", None),
            ("lib/.wh.a-1.dist-info/METADATA", None),
        ] {
            assert_eq!(Record::of(path), want, "{path}");
        }
    }
}
