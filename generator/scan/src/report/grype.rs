//! What `grype --output json` prints.

use super::{said, severity, Report, ReportError, Reported, Unclear};
use crate::claim::Scanner;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    matches: Option<Vec<Value>>,
    #[serde(default)]
    ignored_matches: Option<Vec<Value>>,
    source: Option<Source>,
    #[serde(default)]
    distro: System,
    descriptor: Descriptor,
}

#[derive(Deserialize)]
struct Descriptor {
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    timestamp: Option<String>,
}

#[derive(Default, Deserialize)]
struct System {
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
struct Source {
    #[serde(rename = "type")]
    kind: String,
    target: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    #[serde(default)]
    user_input: String,
    #[serde(default)]
    layers: Option<Vec<Layer>>,
}

/// The scanner calls the `diff_id` a digest
#[derive(Deserialize)]
struct Layer {
    digest: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Match {
    vulnerability: Vulnerability,
    #[serde(default)]
    related_vulnerabilities: Option<Vec<Related>>,
    artifact: Artifact,
}

#[derive(Deserialize)]
struct Vulnerability {
    id: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    fix: Fix,
}

#[derive(Deserialize)]
struct Related {
    id: String,
}

#[derive(Default, Deserialize)]
struct Fix {
    #[serde(default)]
    versions: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Artifact {
    name: String,
    #[serde(default)]
    version: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    purl: Option<String>,
    #[serde(default)]
    locations: Option<Vec<Location>>,
}

#[derive(Deserialize)]
struct Location {
    #[serde(default)]
    path: Option<String>,
    #[serde(default, rename = "layerID")]
    layer: Option<String>,
}

pub(super) fn read(value: Value) -> Result<Report, ReportError> {
    let written: Written = serde_json::from_value(value).map_err(ReportError::Json)?;
    let source = written.source.ok_or_else(|| ReportError::NoImage {
        name: String::new(),
        kind: String::new(),
    })?;
    if source.kind != "image" {
        return Err(ReportError::NoImage {
            name: source.target.as_str().unwrap_or_default().to_owned(),
            kind: source.kind,
        });
    }
    let target: Target = serde_json::from_value(source.target).map_err(ReportError::Json)?;
    // What it was told to ignore is judged all the same.
    let matches = written.matches.into_iter().chain(written.ignored_matches);
    let layers = target.layers.unwrap_or_default().into_iter();
    let mut unclear = Vec::new();
    let vulnerabilities = matches.flatten();
    let vulnerabilities = vulnerabilities.filter_map(|one| reported(&one, &mut unclear));
    Ok(Report {
        vulnerabilities: vulnerabilities.collect(),
        unclear,
        scanner: Scanner::Grype,
        version: said(written.descriptor.version),
        created: said(written.descriptor.timestamp),
        name: target.user_input,
        layers: layers.map(|layer| layer.digest).collect(),
        system: said(written.distro.name),
    })
}

fn reported(value: &Value, unclear: &mut Vec<Unclear>) -> Option<Reported> {
    let one = Match::deserialize(value);
    let one = one.map_err(|error| {
        let (id, package) = ("/vulnerability/id", "/artifact/name");
        unclear.push(Unclear::whole(value, id, package, &error));
    });
    let Match {
        vulnerability,
        related_vulnerabilities,
        artifact,
    } = one.ok()?;
    let related = related_vulnerabilities.into_iter().flatten();
    let of_upload = advisory::is_upload(&vulnerability.id);
    let mut aliases: BTreeSet<String> = related
        .filter(|related| !of_upload && !advisory::is_upload(&related.id))
        .map(|related| related.id)
        .collect();
    let mut name = vulnerability.id;
    let cve = |name: &&String| name.starts_with("CVE-");
    if let (false, Some(shown)) = (cve(&&name), aliases.iter().find(cve).cloned()) {
        aliases.insert(std::mem::replace(&mut name, shown));
    }
    aliases.remove(&name);
    let place = artifact.locations.unwrap_or_default().into_iter().next();
    let (path, layer) = place.map_or((None, None), |place| (place.path, place.layer));
    let fixes = vulnerability.fix.versions.unwrap_or_default();
    let line = vulnerability.description.unwrap_or_default();
    Some(Reported {
        severity: severity(&vulnerability.severity, &name, &artifact.name, unclear),
        vulnerability: name,
        aliases,
        summary: line.lines().next().unwrap_or_default().to_owned(),
        fixed: said(Some(fixes.join(", "))),
        kind: match artifact.kind.as_str() {
            "deb" => "deb".to_owned(),
            "python" => "wheel".to_owned(),
            other => other.to_owned(),
        },
        package: artifact.name,
        version: artifact.version,
        purl: said(artifact.purl),
        layer: said(layer),
        path: said(path),
    })
}
