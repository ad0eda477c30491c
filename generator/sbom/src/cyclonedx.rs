//! CycloneDX 1.6 in JSON, with the properties that Trivy reads.

mod document;
mod hashes;

use crate::purl::purl;
use crate::{property, Component, Image, Layer, Licence, System, Uuid};
use document::{Dependency, Document, Hash, License, Licenses, Metadata, Property, Tool, Tools};
use inventory::Kind;
use std::collections::BTreeSet;

pub use hashes::{hashes, Hashes};

/// Where the image itself and its operating system stand in the document
const IMAGE: &str = "image";
const SYSTEM: &str = "operating-system";
/// What SPDX says where nothing is said; `CycloneDX` has no word for it
const NOTHING_SAID: &str = "NOASSERTION";
/// The name space of Trivy's properties
const TRIVY: &str = "aquasecurity:trivy:";
const DECLARED: Option<&str> = Some("declared");

/// The document of an image
pub fn cyclonedx(image: &Image<'_>) -> Vec<u8> {
    let system = image.system.map(system);
    let components = image.components.iter();
    let components = components.map(|(layer, one)| component(image, layer, one));
    crate::print(&Document {
        bom_format: "CycloneDX",
        spec_version: "1.6",
        serial_number: serial(image),
        version: 1,
        metadata: Metadata {
            timestamp: &image.lock.date,
            tools: Tools {
                components: [Tool {
                    kind: "application",
                    name: "gen-lock",
                }],
            },
            component: whole(image),
        },
        components: system.into_iter().chain(components).collect(),
        dependencies: dependencies(image),
    })
}

fn serial(image: &Image<'_>) -> String {
    let lock = image.lock;
    Uuid::of(&[
        "cyclonedx",
        image.name,
        &lock.digest,
        image.config,
        &lock.date,
    ])
    .to_string()
}

/// The image, by its config: what compresses the layers changes nothing
fn whole<'a>(image: &Image<'a>) -> document::Component<'a> {
    document::Component {
        bom_ref: IMAGE,
        version: image.config,
        properties: properties(property::of_image(image.config, image.layers)),
        ..document::Component::new("container", image.name)
    }
}

fn system(system: &System) -> document::Component<'_> {
    document::Component {
        bom_ref: SYSTEM,
        version: &system.version,
        properties: properties(property::of_system(system)),
        ..document::Component::new("operating-system", &system.id)
    }
}

fn component<'a>(
    image: &Image<'a>,
    layer: &'a Layer,
    component: &'a Component,
) -> document::Component<'a> {
    let hash = component.artifact.iter().map(|artifact| Hash {
        alg: "SHA-256",
        content: &artifact.sha256,
    });
    document::Component {
        bom_ref: &component.path,
        version: &component.version,
        hashes: hash.collect(),
        licenses: vec![licence(image.licence(component))],
        purl: Some(purl(component, image.system)),
        properties: properties(property::of_component(layer, component)),
        components: parts(component),
        ..document::Component::new("library", &component.name)
    }
}

fn parts(component: &Component) -> Vec<document::Part<'_>> {
    let parts = component.parts.iter();
    parts
        .map(|(base, part)| document::Part {
            kind: "library",
            bom_ref: format!("{}#{base}", component.path),
            name: &part.name,
            version: &part.version,
            purl: &part.purl,
        })
        .collect()
}

fn licence(licence: Option<&Licence>) -> Licenses {
    match licence {
        None => Licenses::License(License::Name {
            name: NOTHING_SAID.to_owned(),
        }),
        Some(one) if one.is_identifier() => Licenses::License(License::Id {
            id: one.to_string(),
            acknowledgement: DECLARED,
        }),
        Some(several) => Licenses::Expression {
            expression: several.to_string(),
            acknowledgement: DECLARED,
        },
    }
}

/// The image needs its system and what is on top of Python; the system what is on top of the debs
fn dependencies<'a>(image: &Image<'a>) -> Vec<Dependency<'a>> {
    let of_system = image.tops_of(Kind::Deb).collect();
    let mut of_image: BTreeSet<&str> = image.tops_of(Kind::Wheel).collect();
    let system = image.system.map(|_| (SYSTEM, of_system));
    of_image.extend(system.iter().map(|(name, _)| *name));
    let whole = [(IMAGE, of_image)].into_iter().chain(system);
    let edges = image
        .edges
        .iter()
        .map(|(path, needs)| (*path, needs.clone()));
    let dependency = |(bom_ref, depends_on)| Dependency {
        bom_ref,
        depends_on,
    };
    whole.chain(edges).map(dependency).collect()
}

/// Trivy's names in their name space; ours have one
fn properties(properties: Vec<property::Property>) -> Vec<Property> {
    let property = |(name, value): property::Property| Property {
        name: match name.contains(':') {
            true => name.to_owned(),
            false => format!("{TRIVY}{name}"),
        },
        value,
    };
    properties.into_iter().map(property).collect()
}
