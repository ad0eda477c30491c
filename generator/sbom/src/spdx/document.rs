//! The parts of the format that are written, in its own words.

use serde::Serialize;

/// Nobody looked, or nothing was found
pub const NOTHING_SAID: &str = "NOASSERTION";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document<'a> {
    pub spdx_version: &'static str,
    pub data_license: &'static str,
    #[serde(rename = "SPDXID")]
    pub id: &'static str,
    pub name: &'a str,
    pub document_namespace: String,
    pub creation_info: CreationInfo<'a>,
    pub packages: Vec<Package<'a>>,
    pub relationships: Vec<Relationship>,
    #[serde(
        rename = "hasExtractedLicensingInfos",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub extracted: Vec<ExtractedLicense>,
}

#[derive(Serialize)]
pub struct CreationInfo<'a> {
    pub created: &'a str,
    pub creators: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Package<'a> {
    #[serde(rename = "SPDXID")]
    pub id: String,
    pub name: &'a str,
    #[serde(rename = "versionInfo")]
    pub version: &'a str,
    #[serde(rename = "packageFileName", skip_serializing_if = "Option::is_none")]
    pub file_name: Option<&'a str>,
    pub primary_package_purpose: &'static str,
    pub download_location: &'static str,
    pub files_analyzed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checksums: Vec<Checksum<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_info: Option<String>,
    pub license_concluded: &'static str,
    pub license_declared: String,
    pub copyright_text: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_refs: Vec<ExternalRef>,
    pub annotations: Vec<Annotation<'a>>,
}

impl<'a> Package<'a> {
    pub fn new(id: String, name: &'a str, purpose: &'static str) -> Self {
        Self {
            id,
            name,
            version: "",
            file_name: None,
            primary_package_purpose: purpose,
            download_location: NOTHING_SAID,
            files_analyzed: false,
            checksums: Vec::new(),
            source_info: None,
            license_concluded: NOTHING_SAID,
            license_declared: NOTHING_SAID.to_owned(),
            copyright_text: NOTHING_SAID,
            external_refs: Vec::new(),
            annotations: Vec::new(),
        }
    }
}

#[derive(Serialize)]
pub struct Checksum<'a> {
    pub algorithm: &'static str,
    #[serde(rename = "checksumValue")]
    pub value: &'a str,
}

#[derive(Serialize)]
pub struct ExternalRef {
    #[serde(rename = "referenceCategory")]
    pub category: &'static str,
    #[serde(rename = "referenceType")]
    pub kind: &'static str,
    #[serde(rename = "referenceLocator")]
    pub locator: String,
}

#[derive(Serialize)]
pub struct Annotation<'a> {
    #[serde(rename = "annotationDate")]
    pub date: &'a str,
    #[serde(rename = "annotationType")]
    pub kind: &'static str,
    pub annotator: &'static str,
    pub comment: String,
}

#[derive(Serialize)]
pub struct Relationship {
    #[serde(rename = "spdxElementId")]
    from: String,
    #[serde(rename = "relationshipType")]
    kind: &'static str,
    #[serde(rename = "relatedSpdxElement")]
    to: String,
}

impl Relationship {
    pub fn new(from: &str, kind: &'static str, to: &str) -> Self {
        Self {
            from: from.to_owned(),
            kind,
            to: to.to_owned(),
        }
    }
}

#[derive(Serialize)]
pub struct ExtractedLicense {
    #[serde(rename = "licenseId")]
    pub id: String,
    pub name: String,
    #[serde(rename = "extractedText")]
    pub text: String,
}
