//! What `trivy image --format json` prints.

use super::{said, severity, Report, ReportError, Reported, Unclear};
use crate::claim::Scanner;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Written {
    schema_version: i64,
    #[serde(default)]
    trivy: Option<Tool>,
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    artifact_name: String,
    #[serde(default)]
    artifact_type: String,
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    results: Option<Vec<Found>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tool {
    version: Option<String>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(rename = "OS")]
    system: Option<System>,
    #[serde(rename = "DiffIDs")]
    diff_ids: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct System {
    #[serde(default)]
    family: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Found {
    #[serde(default)]
    class: String,
    #[serde(default, rename = "Type")]
    kind: String,
    #[serde(default)]
    vulnerabilities: Option<Vec<Value>>,
    #[serde(default, rename = "ExperimentalModifiedFindings")]
    modified: Option<Vec<Modified>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Modified {
    #[serde(rename = "Type")]
    kind: String,
    finding: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Vulnerability {
    #[serde(rename = "VulnerabilityID")]
    id: String,
    #[serde(default, rename = "VendorIDs")]
    vendor_ids: Option<Vec<String>>,
    pkg_name: String,
    #[serde(default)]
    installed_version: String,
    #[serde(default)]
    fixed_version: Option<String>,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    pkg_path: Option<String>,
    #[serde(default)]
    pkg_identifier: Identifier,
    #[serde(default)]
    layer: Layer,
}

#[derive(Default, Deserialize)]
struct Identifier {
    #[serde(default, rename = "PURL")]
    purl: Option<String>,
}

#[derive(Default, Deserialize)]
struct Layer {
    #[serde(default, rename = "DiffID")]
    diff_id: Option<String>,
}

pub(super) fn read(value: Value) -> Result<Report, ReportError> {
    let written: Written = serde_json::from_value(value).map_err(ReportError::Json)?;
    if written.schema_version != 2 {
        return Err(ReportError::Schema(written.schema_version));
    }
    if written.artifact_type != "container_image" {
        return Err(ReportError::NoImage {
            name: written.artifact_name,
            kind: written.artifact_type,
        });
    }
    let (mut vulnerabilities, mut unclear) = (Vec::new(), Vec::new());
    for found in written.results.unwrap_or_default() {
        let kind = kind(&found);
        for one in found.vulnerabilities.unwrap_or_default() {
            vulnerabilities.extend(reported(&one, &kind, &mut unclear));
        }
        // What an ignore file or a VEX took out is judged all the same.
        for one in found.modified.unwrap_or_default() {
            if one.kind == "vulnerability" {
                vulnerabilities.extend(reported(&one.finding, &kind, &mut unclear));
            }
        }
    }
    Ok(Report {
        scanner: Scanner::Trivy,
        version: written.trivy.and_then(|tool| tool.version),
        created: said(written.created_at),
        name: written.artifact_name,
        layers: written.metadata.diff_ids.unwrap_or_default(),
        system: written.metadata.system.and_then(|system| system.family),
        vulnerabilities,
        unclear,
    })
}

fn kind(found: &Found) -> String {
    match (found.class.as_str(), found.kind.as_str()) {
        ("os-pkgs", "debian") => "deb".to_owned(),
        ("lang-pkgs", "python-pkg") => "wheel".to_owned(),
        (_, other) => other.to_owned(),
    }
}

fn reported(value: &Value, kind: &str, unclear: &mut Vec<Unclear>) -> Option<Reported> {
    let one = match Vulnerability::deserialize(value) {
        Ok(one) => one,
        Err(error) => {
            let (id, package) = ("/VulnerabilityID", "/PkgName");
            unclear.push(Unclear::whole(value, id, package, &error));
            return None;
        }
    };
    // An upload's name is no other name of one vulnerability.
    let vendor_ids = one.vendor_ids.into_iter().flatten();
    let aliases: BTreeSet<String> = vendor_ids.filter(|id| !advisory::is_upload(id)).collect();
    Some(Reported {
        severity: severity(&one.severity, &one.id, &one.pkg_name, unclear),
        vulnerability: one.id,
        aliases,
        summary: one.title.unwrap_or_default(),
        fixed: said(one.fixed_version),
        kind: kind.to_owned(),
        package: one.pkg_name,
        version: one.installed_version,
        purl: said(one.pkg_identifier.purl),
        layer: said(one.layer.diff_id),
        path: said(one.pkg_path),
    })
}
