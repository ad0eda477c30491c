//! `control.tar`: who the package is, which scripts it has, the MD5 sums of its files.

use std::io::Read;

use super::fault::DebError;
use crate::archive::bounded::{decompress, Bounded};
use crate::archive::tar_reader::{MemberKind, TarError, TarReader};

/// Control archives are small; the largest in Debian 12 unpacks to a few MiB.
const LIMIT: u64 = 64 << 20;

const SCRIPTS: [&str; 5] = ["config", "postinst", "postrm", "preinst", "prerm"];

/// What `control.tar` says.
#[derive(Debug, Default)]
pub struct Control {
    /// The stanza, as it is.
    pub stanza: String,
    /// `md5sums`, as it is.
    pub md5sums: Option<String>,
    /// The maintainer scripts, sorted.
    pub scripts: Vec<String>,
}

impl Control {
    /// Reads the archive called `part`.
    pub fn read(part: &str, input: impl Read) -> Result<Self, DebError> {
        let wrong = |source: TarError| DebError::Tar {
            part: part.to_owned(),
            source,
        };
        let mut tar = TarReader::new(Bounded::new(decompress(part, input)?, LIMIT));
        let mut control = Self::default();
        while let Some(member) = tar.next().map_err(wrong)? {
            if member.kind != MemberKind::File {
                continue;
            }
            let mut bytes = Vec::new();
            let take = |piece: &[u8]| {
                bytes.extend_from_slice(piece);
                Ok(())
            };
            tar.content(take).map_err(wrong)?;
            let name = member.path.trim_start_matches("./");
            let text = || {
                let not = |_| DebError::member(name, "is not UTF-8");
                String::from_utf8(bytes.clone()).map_err(not)
            };
            match name {
                "control" => control.stanza = text()?,
                "md5sums" => control.md5sums = Some(text()?),
                name if SCRIPTS.contains(&name) => control.scripts.push(name.to_owned()),
                // Triggers, conffiles, shlibs, symbols, templates: nothing that an image needs.
                _ => {}
            }
        }
        tar.finish().map_err(wrong)?;
        control.scripts.sort_unstable();
        Ok(control)
    }

    /// The value of a one-line field.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut lines = self.stanza.lines();
        lines
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map(str::trim)
    }

    /// The package's name, checked to be a plain file name.
    pub fn package(&self) -> Result<&str, DebError> {
        let name = self.field("Package").unwrap_or_default();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-.".contains(c);
        match name.len() > 1 && name.chars().all(plain) && !name.starts_with(['.', '-', '+']) {
            true => Ok(name),
            false => Err(DebError::Control(format!(
                "field `Package` is no package name: `{name}`"
            ))),
        }
    }

    /// The bytes that the package says its files take, as a bound on what is unpacked.
    ///
    /// `Installed-Size` is an estimate in KiB, so four times as much is admitted, and 64 MiB always.
    pub fn size_bound(&self) -> u64 {
        let kib: u64 = self
            .field("Installed-Size")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        kib.saturating_mul(4 << 10).max(64 << 20)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(stanza: &str) -> Control {
        Control {
            stanza: stanza.to_owned(),
            ..Control::default()
        }
    }

    #[test]
    fn reads_fields() {
        let control =
            control("Package: tini\nInstalled-Size: 100000\nDescription: x\n Package: y\n");
        assert_eq!(control.package().unwrap(), "tini");
        assert_eq!(control.size_bound(), 400_000 << 10);
        assert_eq!(control.field("Version"), None);
    }

    #[test]
    fn refuses_names_that_are_paths() {
        let error = control("Package: ../x\n")
            .package()
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "control file: field `Package` is no package name: `../x`"
        );
        assert!(control("").package().is_err());
    }
}
