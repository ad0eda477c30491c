//! The parts of the format that are written, in its own words.

use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document<'a> {
    pub bom_format: &'static str,
    pub spec_version: &'static str,
    pub serial_number: String,
    pub version: u32,
    pub metadata: Metadata<'a>,
    pub components: Vec<Component<'a>>,
    pub dependencies: Vec<Dependency<'a>>,
}

#[derive(Serialize)]
pub struct Metadata<'a> {
    pub timestamp: &'a str,
    pub tools: Tools,
    pub component: Component<'a>,
}

#[derive(Serialize)]
pub struct Tools {
    pub components: [Tool; 1],
}

/// Without a version: a new release of the tool changes no document by itself
#[derive(Serialize)]
pub struct Tool {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub name: &'static str,
}

#[derive(Serialize)]
pub struct Component<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(rename = "bom-ref")]
    pub bom_ref: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hashes: Vec<Hash<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<Licenses>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purl: Option<String>,
    pub properties: Vec<Property>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Part<'a>>,
}

/// A part of a component
#[derive(Serialize)]
pub struct Part<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(rename = "bom-ref")]
    pub bom_ref: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub version: &'a str,
    pub purl: &'a str,
}

impl<'a> Component<'a> {
    pub fn new(kind: &'static str, name: &'a str) -> Self {
        Self {
            kind,
            bom_ref: "",
            name,
            version: "",
            hashes: Vec::new(),
            licenses: Vec::new(),
            purl: None,
            properties: Vec::new(),
            components: Vec::new(),
        }
    }
}

#[derive(Serialize)]
pub struct Hash<'a> {
    pub alg: &'static str,
    pub content: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Licenses {
    License(License),
    #[serde(untagged)]
    Expression {
        expression: String,
        acknowledgement: Option<&'static str>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum License {
    Id {
        id: String,
        acknowledgement: Option<&'static str>,
    },
    Name {
        name: String,
    },
}

#[derive(Serialize)]
pub struct Property {
    pub name: String,
    pub value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dependency<'a> {
    #[serde(rename = "ref")]
    pub bom_ref: &'a str,
    pub depends_on: BTreeSet<&'a str>,
}
