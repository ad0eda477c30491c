//! Every way to alter one place of a JSON document.

use serde_json::{json, Map, Value};

/// How every media type of the image specification begins
const OCI: &str = "application/vnd.oci.image.";

/// Each altered document with what was done to it
pub fn alterations(document: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (place, got) in at(document) {
        all.push((place, got));
    }
    all.retain(|(_, altered)| altered != document);
    all
}

fn at(value: &Value) -> Vec<(String, Value)> {
    let mut all = others(value);
    match value {
        Value::Object(members) => {
            for (key, inner) in members {
                for (place, got) in at(inner) {
                    let mut members = members.clone();
                    members[key] = got;
                    all.push((format!("{key}.{place}"), Value::Object(members)));
                }
                let mut fewer = members.clone();
                fewer.remove(key);
                all.push((format!("without {key}"), Value::Object(fewer)));
            }
        }
        Value::Array(elements) => {
            for (position, inner) in elements.iter().enumerate() {
                for (place, got) in at(inner) {
                    let mut elements = elements.clone();
                    elements[position] = got;
                    all.push((format!("{position}.{place}"), Value::Array(elements)));
                }
                let mut fewer = elements.clone();
                fewer.remove(position);
                all.push((format!("without {position}"), Value::Array(fewer)));
                let mut more = elements.clone();
                more.insert(position, inner.clone());
                all.push((format!("{position} twice"), Value::Array(more)));
            }
            let reversed = elements.iter().rev().cloned().collect();
            all.push(("reversed".to_owned(), Value::Array(reversed)));
        }
        _ => {}
    }
    all
}

/// Other values in place of one
fn others(value: &Value) -> Vec<(String, Value)> {
    let mut all = vec![
        json!(null),
        json!(""),
        json!({}),
        json!([]),
        json!(0),
        json!("x"),
    ];
    match value {
        Value::Object(members) => {
            let mut more = members.clone();
            more.insert("added".to_owned(), json!("x"));
            all.push(Value::Object(more));
            all.push(Value::Object(Map::new()));
        }
        Value::String(text) => {
            all.push(json!(format!("{text}x")));
            all.push(json!(text.to_uppercase()));
            // The same kind of value: another digest, version or name
            let mut other = text.clone();
            let last = other.pop();
            other.push(if last == Some('0') { '1' } else { '0' });
            all.push(json!(other));
            if text.starts_with(OCI) {
                let kinds = ["index.v1+json", "manifest.v1+json", "config.v1+json"];
                let layers = ["layer.v1.tar", "layer.v1.tar+gzip", "layer.v1.tar+zstd"];
                let kinds = kinds.into_iter().chain(layers);
                all.extend(kinds.map(|kind| json!(format!("{OCI}{kind}"))));
            }
        }
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_default();
            all.push(json!(number + 1));
            all.push(json!(number as f64));
            all.push(json!(-1));
        }
        Value::Bool(one) => all.push(json!(!one)),
        _ => {}
    }
    let named = all.into_iter();
    named.map(|other| (format!("{other}"), other)).collect()
}
