use serde::Deserialize;
use std::collections::BTreeSet;

/// SHA-256 of files, in hexadecimal
pub type Hashes = BTreeSet<String>;

#[derive(Deserialize)]
struct Document {
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    #[serde(default)]
    hashes: Vec<Hash>,
}

#[derive(Deserialize)]
struct Hash {
    alg: String,
    content: String,
}

/// The files that a document's components came from
///
/// # Errors
/// When it is no such document.
pub fn hashes(document: &[u8]) -> Result<Hashes, serde_json::Error> {
    let document: Document = serde_json::from_slice(document)?;
    let components = document.components.into_iter();
    let hashes = components.flat_map(|component| component.hashes);
    let sha256 = hashes.filter(|hash| hash.alg == "SHA-256");
    Ok(sha256.map(|hash| hash.content).collect())
}

#[cfg(test)]
mod tests {
    use super::hashes;

    #[test]
    fn of_the_files_alone() {
        let document = br#"{"components":[{"name":"a","hashes":[{"alg":"SHA-1","content":"1"},
            {"alg":"SHA-256","content":"2"}]},{"name":"b"}],"version":1}"#;
        assert_eq!(hashes(document).unwrap(), ["2".to_owned()].into());
        for wrong in ["", "[]", "{}", r#"{"components":[1]}"#] {
            hashes(wrong.as_bytes()).unwrap_err();
        }
    }
}
