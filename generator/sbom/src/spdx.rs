//! SPDX 2.3 in JSON, as Trivy and Grype read it.

mod document;

use crate::property::{self, Property};
use crate::purl::purl;
use crate::slug::{short, slug};
use crate::{Component, Image, Layer, System, Uuid};
use document::{
    Annotation, Checksum, CreationInfo, Document, ExternalRef, ExtractedLicense, Package,
    Relationship, NOTHING_SAID,
};
use inventory::Kind;
use std::collections::BTreeMap;

const DOCUMENT: &str = "SPDXRef-DOCUMENT";
/// Trivy knows an operating system by the start of its identifier
const SYSTEM: &str = "SPDXRef-OperatingSystem";
const IMAGE: &str = "SPDXRef-ContainerImage";
/// Without a version: a new release of the tool changes no document by itself
const TOOL: &str = "Tool: gen-lock";

/// The document of an image
pub fn spdx(image: &Image<'_>) -> Vec<u8> {
    let lock = image.lock;
    let namespace = Uuid::of(&["spdx", image.name, &lock.digest, image.config, &lock.date]);
    let system = image.system.map(|system| system_package(image, system));
    let packages = image.components.iter();
    let packages = packages.flat_map(|(layer, one)| {
        let own = component_package(image, layer, one);
        std::iter::once(own).chain(part_packages(one))
    });
    crate::print(&Document {
        spdx_version: "SPDX-2.3",
        data_license: "CC0-1.0",
        id: DOCUMENT,
        name: image.name,
        document_namespace: namespace.to_string(),
        creation_info: CreationInfo {
            created: &lock.date,
            creators: [TOOL],
        },
        packages: [whole(image)]
            .into_iter()
            .chain(system)
            .chain(packages)
            .collect(),
        relationships: relationships(image),
        extracted: extracted(image),
    })
}

/// The image, by its config: what compresses the layers changes nothing
fn whole<'a>(image: &Image<'a>) -> Package<'a> {
    Package {
        version: image.config,
        annotations: annotations(image, property::of_image(image.config, image.layers)),
        ..Package::new(IMAGE.to_owned(), image.name, "CONTAINER")
    }
}

fn system_package<'a>(image: &Image<'a>, system: &'a System) -> Package<'a> {
    Package {
        version: &system.version,
        annotations: annotations(image, property::of_system(system)),
        ..Package::new(SYSTEM.to_owned(), &system.id, "OPERATING-SYSTEM")
    }
}

fn component_package<'a>(
    image: &Image<'a>,
    layer: &'a Layer,
    component: &'a Component,
) -> Package<'a> {
    let checksum = component.artifact.iter().map(|artifact| Checksum {
        algorithm: "SHA256",
        value: &artifact.sha256,
    });
    let licence = image.licence(component);
    // Trivy reads the source package here, and none in Debian's own fields.
    let source = component.source.as_ref();
    let source = source.map(|one| format!("built package from: {} {}", one.name, one.version));
    // `sourceInfo` has it already.
    let mut properties = property::of_component(layer, component);
    properties.retain(|(name, _)| !name.starts_with("Src"));
    Package {
        version: &component.version,
        file_name: component.artifact.as_ref().map(crate::Artifact::file),
        checksums: checksum.collect(),
        source_info: source,
        license_declared: licence.map_or(NOTHING_SAID.to_owned(), ToString::to_string),
        external_refs: vec![ExternalRef {
            category: "PACKAGE-MANAGER",
            kind: "purl",
            locator: purl(component, image.system),
        }],
        annotations: annotations(image, properties),
        ..Package::new(id(component), &component.name, "LIBRARY")
    }
}

fn part_packages(component: &Component) -> impl Iterator<Item = Package<'_>> {
    component.parts.iter().map(|(base, part)| Package {
        version: &part.version,
        license_declared: NOTHING_SAID.to_owned(),
        external_refs: vec![ExternalRef {
            category: "PACKAGE-MANAGER",
            kind: "purl",
            locator: part.purl.clone(),
        }],
        ..Package::new(part_id(component, base), &part.name, "LIBRARY")
    })
}

fn part_id(component: &Component, base: &str) -> String {
    let place = format!("{}#{base}", component.path);
    format!("SPDXRef-Part-{}", short(&place))
}

/// One in a document, for a component's path is
fn id(component: &Component) -> String {
    let kind = match component.kind {
        Kind::Deb => "deb",
        Kind::Wheel => "pypi",
    };
    let (name, path) = (slug(&component.name), short(&component.path));
    format!("SPDXRef-Package-{kind}-{name}-{path}")
}

fn annotations<'a>(image: &Image<'a>, properties: Vec<Property>) -> Vec<Annotation<'a>> {
    let annotation = |(name, value): Property| Annotation {
        date: &image.lock.date,
        kind: "OTHER",
        annotator: TOOL,
        comment: format!("{name}: {value}"),
    };
    properties.into_iter().map(annotation).collect()
}

/// The image holds its system and its distributions, the system its debs, a distribution what it
/// carries; and what needs what
fn relationships(image: &Image<'_>) -> Vec<Relationship> {
    let components = || image.components.iter().map(|(_, one)| *one);
    let ids: BTreeMap<&str, String> = components()
        .map(|one| (one.path.as_str(), id(one)))
        .collect();
    let mut relationships = vec![Relationship::new(DOCUMENT, "DESCRIBES", IMAGE)];
    let system = image.system.map(|_| SYSTEM);
    relationships.extend(system.map(|system| Relationship::new(IMAGE, "CONTAINS", system)));
    for one in components() {
        let holder = match (&one.carrier, one.kind) {
            (Some(carrier), _) => ids.get(carrier.as_str()).map_or(IMAGE, String::as_str),
            (None, Kind::Deb) => SYSTEM,
            (None, Kind::Wheel) => IMAGE,
        };
        relationships.push(Relationship::new(
            holder,
            "CONTAINS",
            &ids[one.path.as_str()],
        ));
    }
    for one in components() {
        for base in one.parts.keys() {
            let part = part_id(one, base);
            relationships.push(Relationship::new(
                &ids[one.path.as_str()],
                "CONTAINS",
                &part,
            ));
        }
    }
    for one in components() {
        let needs = image.edges.get(one.path.as_str()).into_iter().flatten();
        for need in needs.filter(|need| !image.carries(&one.path, need)) {
            relationships.push(Relationship::new(
                &ids[one.path.as_str()],
                "DEPENDS_ON",
                &ids[need],
            ));
        }
    }
    relationships
}

/// The licences that SPDX's list lacks; their texts are in the image, and not here
fn extracted(image: &Image<'_>) -> Vec<ExtractedLicense> {
    let licences = image
        .components
        .iter()
        .filter_map(|(_, one)| image.licence(one));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, name) in licences.flat_map(crate::Licence::references) {
        names.entry(id).or_insert(name);
    }
    let extracted = |(id, name): (String, String)| ExtractedLicense {
        text: format!("Called `{name}` in the metadata of the package, which is in the image"),
        id,
        name,
    };
    names.into_iter().map(extracted).collect()
}
