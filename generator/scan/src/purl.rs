//! Package URLs by which scanners' files name packages: no more than the match needs.

use inventory::purl::{encode, encode_path};
use inventory::{Kind, Package};
use oci::Digest;
use std::collections::BTreeSet;

/// Every spelling that a scanner may have of a locked package
pub(crate) fn of(package: &Package) -> BTreeSet<String> {
    match package.kind {
        Kind::Deb => deb(package),
        Kind::Wheel => wheel(package),
    }
}

/// The specification keeps an epoch in the version; Trivy has it apart
fn deb(package: &Package) -> BTreeSet<String> {
    let start = format!("pkg:deb/debian/{}@", encode(&package.name));
    let mut all = BTreeSet::from([format!("{start}{}", encode(&package.version))]);
    if let Some((epoch, rest)) = package.version.split_once(':') {
        all.insert(format!("{start}{}?epoch={epoch}", encode(rest)));
    }
    all
}

/// By normalised name, and by the wheel's own, whose dots Trivy leaves alone
fn wheel(package: &Package) -> BTreeSet<String> {
    let file = package.locator.rsplit('/').next().unwrap_or_default();
    let own = file.split('-').next().unwrap_or_default();
    let own = own.to_ascii_lowercase().replace('_', "-");
    let names = [package.name.clone(), own];
    let spelled = names.iter().filter(|name| !name.is_empty());
    spelled
        .map(|name| format!("pkg:pypi/{}@{}", encode(name), encode(&package.version)))
        .collect()
}

/// An image by its manifest; with the repository that it is in, where that is known
pub(crate) fn image(name: &str, manifest: Digest, repository: Option<&str>) -> String {
    let manifest = manifest.to_string().replace(':', "%3A");
    let repository = repository.map(|url| format!("?repository_url={}", encode_path(url)));
    format!(
        "pkg:oci/{name}@{manifest}{}",
        repository.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::{image, of};
    use inventory::{Kind, Package};
    use oci::Digest;
    use std::collections::BTreeSet;

    fn package(kind: Kind, name: &str, version: &str, locator: &str) -> Package {
        Package {
            kind,
            name: name.to_owned(),
            version: version.to_owned(),
            source: None,
            locator: locator.to_owned(),
            sha256: String::new(),
            size: 0,
            requires: BTreeSet::new(),
            carried: None,
        }
    }

    #[test]
    fn spells_a_package_in_every_scanners_way() {
        let all = |package: &Package| of(package).into_iter().collect::<Vec<_>>().join("\n");
        let torch = package(
            Kind::Wheel,
            "torch",
            "2.2.2+cu121",
            "pypi:torch/torch-2.2.2+cu121-cp311-cp311-linux_x86_64.whl",
        );
        assert_eq!(all(&torch), "pkg:pypi/torch@2.2.2%2Bcu121");
        let dotted = package(
            Kind::Wheel,
            "ruamel-yaml",
            "0.18",
            "pypi:ruamel-yaml/ruamel.yaml-0.18-py3-none-any.whl",
        );
        assert_eq!(
            all(&dotted),
            "pkg:pypi/ruamel-yaml@0.18\npkg:pypi/ruamel.yaml@0.18"
        );
        let deb = package(Kind::Deb, "libc6", "1:2.36-9+deb12u10", "debian:pool/x");
        assert_eq!(
            all(&deb),
            "pkg:deb/debian/libc6@1:2.36-9%2Bdeb12u10\n\
             pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?epoch=1"
        );
        let digest = Digest::of(b"manifest");
        let url = image("pc2-a", digest, Some("registry.example:5000/fleet/pc2-a"));
        let end = "?repository_url=registry.example:5000/fleet/pc2-a";
        assert_eq!(url, format!("pkg:oci/pc2-a@sha256%3A{}{end}", digest.hex()));
    }
}
