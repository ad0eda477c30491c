//! The parts of both formats that are written, in their own words.

use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement<'a> {
    #[serde(rename = "_type")]
    pub kind: &'static str,
    pub subject: [Subject; 2],
    pub predicate_type: &'static str,
    pub predicate: Predicate<'a>,
}

#[derive(Serialize)]
pub struct Subject {
    pub name: String,
    pub digest: DigestSet,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Predicate<'a> {
    pub build_definition: BuildDefinition<'a>,
    pub run_details: RunDetails<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildDefinition<'a> {
    pub build_type: &'static str,
    pub external_parameters: ExternalParameters<'a>,
    pub resolved_dependencies: Vec<Resource<'a>>,
}

/// Everything that who asks for a build may choose
#[derive(Serialize)]
pub struct ExternalParameters<'a> {
    pub attribute: &'a str,
    pub lock: Resource<'a>,
}

#[derive(Serialize)]
pub struct RunDetails<'a> {
    pub builder: Builder<'a>,
}

#[derive(Serialize)]
pub struct Builder<'a> {
    pub id: &'a str,
}

#[derive(Serialize)]
pub struct Resource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    pub digest: DigestSet,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotations: Option<Annotations<'a>>,
}

/// What a source is for
#[derive(Serialize)]
pub struct Annotations<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<&'a str>,
    pub toolchain: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DigestSet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub git_commit: Option<String>,
}

impl DigestSet {
    /// Of a SHA-256, with or without its algorithm's name
    pub fn of(digest: &str) -> Self {
        let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
        Self {
            sha256: Some(digits.to_owned()),
            git_commit: None,
        }
    }
}
