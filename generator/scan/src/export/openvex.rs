use super::Export;
use crate::allow::Allow;
use crate::purl::image;
use serde_json::{json, Value};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// An OpenVEX 0.2 document. What is accepted is `affected`, with who took it on and until when; it
/// is `not_affected` where the entry has a justification, and there alone.
pub fn openvex(export: Export<'_>) -> String {
    let statements: Vec<Value> = export
        .entries()
        .filter_map(|entry| statement(export, entry))
        .collect();
    let owners: BTreeSet<&str> = export.entries().map(|entry| &*entry.owner).collect();
    let author: Vec<&str> = owners.into_iter().collect();
    let mut document = json!({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "author": author.join(", "),
        // The day that it was judged on, so that the same locks and entries give the same bytes.
        "timestamp": format!("{}T00:00:00Z", export.today),
        "tooling": "gen-lock",
        "version": 1,
        "statements": statements,
    });
    let hash = hex::encode(Sha256::digest(document.to_string()));
    document["@id"] = json!(format!("https://openvex.dev/docs/public/vex-{hash}"));
    format!("{document:#}\n")
}

fn statement(export: Export<'_>, entry: &Allow) -> Option<Value> {
    let products: Vec<Value> = export
        .parts(entry)
        .into_iter()
        .filter_map(|(name, purls)| product(export, name, &purls))
        .collect();
    if products.is_empty() {
        return None;
    }
    let mut statement = json!({
        "vulnerability": { "name": entry.vulnerability },
        "products": products,
    });
    match entry.justification {
        Some(justification) => {
            statement["status"] = json!("not_affected");
            statement["justification"] = json!(justification);
            statement["impact_statement"] = json!(entry.reason);
        }
        None => {
            statement["status"] = json!("affected");
            let action = format!(
                "The risk is accepted until {} by {}: {}",
                entry.expires, entry.owner, entry.reason
            );
            statement["action_statement"] = json!(action);
        }
    }
    Some(statement)
}

/// An image that was built
fn product(export: Export<'_>, name: &str, purls: &BTreeSet<String>) -> Option<Value> {
    let manifest = export.outputs.images.get(name)?.manifest;
    let repository = export.registry.map(|registry| format!("{registry}/{name}"));
    let parts: Vec<Value> = purls.iter().map(|purl| json!({ "@id": purl })).collect();
    Some(json!({
        "@id": image(name, manifest, repository.as_deref()),
        "subcomponents": parts,
    }))
}
