//! A specification of nothing but files, for layers outside of any family.

use std::path::PathBuf;

use crate::spec::{Deb, DebPolicy, LayerSpec, Wheel};
use crate::{Codec, Error};

const SCRIPTS: [&str; 5] = ["config", "postinst", "postrm", "preinst", "prerm"];

/// The layer of `files`, wheels and packages by their extension.
///
/// Nobody declares the effects of maintainer scripts here, so all are admitted: such a layer is for
/// looking at and measuring, not for a fleet.
pub fn spec_of_files(files: &[PathBuf], codec: Codec, python: &str) -> Result<LayerSpec, Error> {
    let mut spec = LayerSpec {
        version: 1,
        name: "files".to_owned(),
        description: String::new(),
        codec,
        python: python.to_owned(),
        wheels: Vec::new(),
        winners: Vec::new(),
        prefix: String::new(),
        debs: Vec::new(),
        deb_policy: DebPolicy::default(),
        certificates: false,
        tree: Vec::new(),
        copies: Vec::new(),
        files: Vec::new(),
        links: Vec::new(),
        dirs: Vec::new(),
    };
    for file in files {
        let filename = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let file = file.clone();
        match filename.rsplit('.').next() {
            Some("whl") => spec.wheels.push(Wheel {
                file,
                filename,
                admit: Vec::new(),
                omit: Vec::new(),
            }),
            Some("deb") => {
                let scripts = SCRIPTS.map(str::to_owned).to_vec();
                spec.debs.push(Deb {
                    file,
                    filename,
                    package: String::new(),
                    version: String::new(),
                    architecture: String::new(),
                    scripts,
                    omit: Vec::new(),
                    admit: Vec::new(),
                });
            }
            _ => {
                let value = format!("`{filename}` is neither a `.whl` nor a `.deb`");
                return Err(Error::SpecValue {
                    what: "file",
                    value,
                });
            }
        }
    }
    Ok(spec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_decide() {
        let files = ["a-1-py3-none-any.whl", "b_1_all.deb"].map(PathBuf::from);
        let spec = spec_of_files(&files, Codec::Zstd, "3.11").unwrap();
        assert_eq!((spec.wheels.len(), spec.debs.len()), (1, 1));
        let error = spec_of_files(&["x/c.tar".into()], Codec::Zstd, "3.11").unwrap_err();
        assert_eq!(
            error.to_string(),
            "specification, file: `c.tar` is neither a `.whl` nor a `.deb`"
        );
    }
}
