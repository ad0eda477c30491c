//! What neither format has a field for: Trivy's own names first, then ours.

use crate::{Component, Layer, System};
use inventory::Kind;

/// A name and a value
pub type Property = (&'static str, String);

/// Of an image: which it is, and its layers in order
pub fn of_image(config: &str, layers: &[&Layer]) -> Vec<Property> {
    let mut properties = vec![("ImageID", config.to_owned())];
    let diff_ids = layers.iter().map(|layer| ("DiffID", layer.diff_id.clone()));
    properties.extend(diff_ids);
    let named = |layer: &&Layer| {
        (
            "gen-lock:layer",
            format!("{} {}", layer.name, layer.diff_id),
        )
    };
    properties.extend(layers.iter().map(named));
    properties
}

/// Of an operating system
pub fn of_system(system: &System) -> Vec<Property> {
    vec![("Class", "os-pkgs".to_owned()), ("Type", system.id.clone())]
}

/// Of a package: its layer, its source package part by part, and the file that it came in
pub fn of_component(layer: &Layer, component: &Component) -> Vec<Property> {
    let mut properties = vec![("LayerDiffID", layer.diff_id.clone())];
    match component.kind {
        Kind::Deb => {
            let id = format!("{}@{}", component.name, component.version);
            properties.extend([("PkgID", id), ("PkgType", "debian".to_owned())]);
            properties.extend(of_source(component));
        }
        Kind::Wheel => {
            let file = match component.path.ends_with(".egg-info") {
                true => "PKG-INFO",
                false => "METADATA",
            };
            properties.push(("FilePath", format!("{}/{file}", component.path)));
            properties.push(("PkgType", "python-pkg".to_owned()));
        }
    }
    properties.push(("gen-lock:layer", layer.name.clone()));
    if let Some(artifact) = &component.artifact {
        properties.push(("gen-lock:locator", artifact.locator.clone()));
        properties.push(("gen-lock:size", artifact.size.to_string()));
    }
    let carrier = component.carrier.iter();
    properties.extend(carrier.map(|carrier| ("gen-lock:carried-by", carrier.clone())));
    properties
}

/// `[epoch:]version[-release]` of the source package in its parts
fn of_source(component: &Component) -> Vec<Property> {
    let Some(source) = &component.source else {
        return Vec::new();
    };
    let (epoch, rest) = match source.version.split_once(':') {
        Some((epoch, rest)) => (Some(epoch), rest),
        None => (None, source.version.as_str()),
    };
    let (version, release) = match rest.rsplit_once('-') {
        Some((version, release)) => (version, Some(release)),
        None => (rest, None),
    };
    let epoch = epoch.map(|epoch| ("SrcEpoch", epoch.to_owned()));
    let release = release.map(|release| ("SrcRelease", release.to_owned()));
    let known = [
        ("SrcName", source.name.clone()),
        ("SrcVersion", version.to_owned()),
    ];
    epoch.into_iter().chain(known).chain(release).collect()
}
