//! Package URLs (ECMA-427), as scanners read them.

use crate::{Component, System};
use inventory::purl::encode;
use inventory::Kind;

/// Of a component; a deb's says the distribution that it is of, where one is known
pub fn purl(component: &Component, system: Option<&System>) -> String {
    match component.kind {
        Kind::Deb => deb(component, system),
        Kind::Wheel => wheel(component),
    }
}

/// The version has its epoch inside, and `upstream` names the source package, with its version
/// where that is another
fn deb(component: &Component, system: Option<&System>) -> String {
    let distributor = system.map_or("debian", |system| system.id.as_str());
    let (name, version) = (encode(&component.name), encode(&component.version));
    let mut qualifiers = Vec::new();
    if let Some(architecture) = &component.architecture {
        qualifiers.push(format!("arch={}", encode(architecture)));
    }
    if let Some(system) = system {
        qualifiers.push(format!("distro={}", encode(&system.distribution())));
    }
    if let Some(source) = &component.source {
        let mut upstream = encode(&source.name);
        if source.version != component.version {
            upstream += &format!("%40{}", encode(&source.version));
        }
        qualifiers.push(format!("upstream={upstream}"));
    }
    with(
        format!("pkg:deb/{distributor}/{name}@{version}"),
        &qualifiers,
    )
}

fn wheel(component: &Component) -> String {
    let (name, version) = (encode(&component.name), encode(&component.version));
    let file = component.artifact.iter().map(|artifact| artifact.file());
    let qualifiers: Vec<String> = file
        .map(|file| format!("file_name={}", encode(file)))
        .collect();
    with(format!("pkg:pypi/{name}@{version}"), &qualifiers)
}

fn with(start: String, qualifiers: &[String]) -> String {
    let separator = if qualifiers.is_empty() { "" } else { "?" };
    format!("{start}{separator}{}", qualifiers.join("&"))
}
