//! `control.tar`: who the package is, which scripts it has, the MD5 sums of its files.

use std::io::Read;

use super::fault::DebError;
use super::stanza::{self, Fields};
use crate::archive::bounded::{decompress, Bounded};
use crate::archive::tar_reader::{MemberKind, TarError, TarReader};
use crate::spec;

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
    fields: Fields,
}

impl Control {
    /// Of a stanza alone.
    pub fn of(stanza: String) -> Result<Self, DebError> {
        let fields = stanza::parse(&stanza).map_err(DebError::Control)?;
        Ok(Self {
            stanza,
            fields,
            ..Self::default()
        })
    }

    /// Reads the archive called `part`.
    pub fn read(part: &str, input: impl Read) -> Result<Self, DebError> {
        let wrong = |source: TarError| DebError::tar(part, source);
        let mut tar = TarReader::new(Bounded::new(decompress(part, input)?, LIMIT));
        let (mut stanza, mut md5sums, mut scripts) = (None, None, Vec::new());
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
            let place = match name {
                "control" => &mut stanza,
                "md5sums" => &mut md5sums,
                name if SCRIPTS.contains(&name) => {
                    scripts.push(name.to_owned());
                    continue;
                }
                // Triggers, conffiles, shlibs, symbols, templates: nothing that an image needs.
                _ => continue,
            };
            let not = |_| DebError::member(name, "is not UTF-8");
            if place
                .replace(String::from_utf8(bytes).map_err(not)?)
                .is_some()
            {
                return Err(DebError::member(name, "is there twice"));
            }
        }
        tar.finish().map_err(wrong)?;
        scripts.sort_unstable();
        Ok(Self {
            md5sums,
            scripts,
            ..Self::of(stanza.ok_or_else(|| DebError::Parts(format!("no `control` in `{part}`")))?)?
        })
    }

    /// The value of a field, its name in any case.
    pub fn field(&self, name: &str) -> Option<&str> {
        let value = self.fields.get(&name.to_ascii_lowercase());
        value.map(String::as_str)
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

    /// Holds the package against what the lock says of it; empty says nothing.
    pub fn check(&self, want: &spec::Deb) -> Result<(), DebError> {
        let wants = [
            ("Package", &want.package),
            ("Version", &want.version),
            ("Architecture", &want.architecture),
        ];
        for (name, want) in wants.into_iter().filter(|(_, want)| !want.is_empty()) {
            let got = self.field(name).unwrap_or_default();
            if got != want {
                let text = format!("field `{name}`, want `{want}`, got `{got}`");
                return Err(DebError::Control(text));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(stanza: &str) -> Control {
        Control::of(stanza.to_owned()).unwrap()
    }

    #[test]
    fn reads_fields() {
        let control = control("package: tini\nInstalled-Size: x\nDescription: x\n Package: y\n");
        assert_eq!(control.package().unwrap(), "tini");
        assert_eq!(control.field("DESCRIPTION"), Some("x\nPackage: y"));
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
