//! SARIF 2.1.0 (OASIS), as far as gen-lock's findings need it: one run, places relative to the
//! checkout. Values in, text out, no I/O.

use serde_json::{json, Value};

/// A log of one run: its rules and its results, as the standard has them
pub fn log(version: &str, rules: &[Value], results: &[Value]) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gen-lock",
                "version": version,
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Texts and numbers can always be written.
    format!("{log:#}")
}

/// A place in a file of the checkout; `region` has its lines and columns
pub fn location(file: &str, region: &Value) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": file, "uriBaseId": "%SRCROOT%" },
        "region": region,
    }})
}

#[cfg(test)]
mod tests {
    use super::{location, log};
    use serde_json::{json, Value};

    #[test]
    fn a_log_is_of_one_run() {
        let result = json!({ "locations": [location("a", &json!({ "startLine": 2 }))] });
        let text = log("1.0", &[json!({ "id": "r" })], &[result]);
        let read: Value = serde_json::from_str(&text).unwrap();
        let run = &read["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "r");
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a");
        assert_eq!(place["region"]["startLine"], 2);
    }
}
