//! What a wheel says of its parts: the documents in `….dist-info/sboms/` (PEP 770), CycloneDX and SPDX 2
//! in JSON.

use serde_json::Value;
use std::collections::BTreeMap;

/// More parts are no wheel's
const MOST_PARTS: usize = 50_000;

/// A part of a wheel, by the wheel's own word
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its package URL as written
    pub purl: String,
    /// `pypi`, `cargo`, `rpm`, `generic`, …
    pub kind: String,
    /// As written in the document
    pub name: String,
    /// As written in the URL, decoded; may be empty
    pub version: String,
    /// The document that names it
    pub file: String,
}

/// The parts that a document names, by URL without qualifiers, and how many it names without a URL
///
/// # Errors
/// Why it cannot be read.
pub(crate) fn parts(file: &str, bytes: &[u8]) -> Result<(BTreeMap<String, Part>, usize), String> {
    let document: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut reader = Reader {
        file,
        parts: BTreeMap::new(),
        nameless: 0,
    };
    if document["bomFormat"] == "CycloneDX" {
        reader.cyclonedx(&document)?;
    } else if document["spdxVersion"].is_string() {
        reader.spdx(&document)?;
    } else {
        return Err("neither CycloneDX nor SPDX 2".to_owned());
    }
    Ok((reader.parts, reader.nameless))
}

struct Reader<'a> {
    file: &'a str,
    parts: BTreeMap<String, Part>,
    nameless: usize,
}

impl Reader<'_> {
    /// The subject and all components, those in others included
    fn cyclonedx(&mut self, document: &Value) -> Result<(), String> {
        let mut open: Vec<&Value> = vec![&document["metadata"]["component"]];
        open.extend(list(document, "components")?);
        while let Some(component) = open.pop() {
            if component.is_null() {
                continue;
            }
            open.extend(list(component, "components")?);
            self.add(component["name"].as_str(), component["purl"].as_str())?;
        }
        Ok(())
    }

    fn spdx(&mut self, document: &Value) -> Result<(), String> {
        for package in list(document, "packages")? {
            let mut references = list(package, "externalRefs")?.into_iter();
            let purl = references.find(|one| one["referenceType"] == "purl");
            let purl = purl.and_then(|one| one["referenceLocator"].as_str());
            self.add(package["name"].as_str(), purl)?;
        }
        Ok(())
    }

    fn add(&mut self, name: Option<&str>, purl: Option<&str>) -> Result<(), String> {
        if self.parts.len() >= MOST_PARTS {
            return Err(format!("more than {MOST_PARTS} components"));
        }
        let read = purl.and_then(|purl| Some((purl, Purl::read(purl)?)));
        let Some((text, purl)) = read else {
            self.nameless += 1;
            return Ok(());
        };
        let part = Part {
            purl: text.to_owned(),
            name: name.map_or(purl.name.clone(), str::to_owned),
            kind: purl.kind.clone(),
            version: purl.version.clone(),
            file: self.file.to_owned(),
        };
        self.parts.entry(purl.base()).or_insert(part);
        Ok(())
    }
}

fn list<'a>(value: &'a Value, key: &str) -> Result<Vec<&'a Value>, String> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => Ok(items.iter().collect()),
        Some(_) => Err(format!("`{key}` is not a list")),
    }
}

/// A package URL (ECMA-427), without qualifiers and subpath
struct Purl {
    kind: String,
    namespace: String,
    name: String,
    version: String,
}

impl Purl {
    fn read(text: &str) -> Option<Self> {
        let bare = text.split(['?', '#']).next()?;
        let (kind, rest) = bare.strip_prefix("pkg:")?.split_once('/')?;
        let (path, version) = match rest.rsplit_once('@') {
            // An `@` in a scope, and no version
            Some((path, version)) if !version.contains('/') => (path, version),
            _ => (rest, ""),
        };
        let (namespace, name) = path
            .trim_matches('/')
            .rsplit_once('/')
            .unwrap_or(("", path));
        let name = decoded(name)?;
        let kind = kind.to_ascii_lowercase();
        let name = match kind.as_str() {
            "pypi" => name.parse::<python::PackageName>().ok()?.to_string(),
            _ => name,
        };
        (!kind.is_empty() && !name.is_empty()).then_some(Self {
            namespace: decoded(namespace)?,
            version: decoded(version)?,
            kind,
            name,
        })
    }

    fn base(&self) -> String {
        let Self {
            kind,
            namespace,
            name,
            version,
        } = self;
        format!("pkg:{kind}/{namespace}/{name}@{version}")
    }
}

/// The name by which a distribution is the same part
pub(crate) fn base_of(name: &str, version: &str) -> String {
    format!("pkg:pypi//{name}@{version}")
}

/// The name of a distribution that a part is, in its normal form
pub(crate) fn distribution(part: &Part) -> Option<String> {
    let purl = Purl::read(&part.purl)?;
    (purl.kind == "pypi").then_some(purl.name)
}

fn decoded(text: &str) -> Option<String> {
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, more @ ..] = rest {
        rest = match (first, more) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
                after
            }
            (b'%', _) => return None,
            (byte, _) => {
                out.push(*byte);
                more
            }
        };
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn read(text: &str) -> String {
        match parts("a.json", text.as_bytes()) {
            Ok((parts, nameless)) => {
                let names: Vec<String> = parts.into_keys().collect();
                format!("{} and {nameless}", names.join(" "))
            }
            Err(error) => error,
        }
    }

    #[test]
    fn every_component_counts_once() {
        let nested = r#"{"bomFormat": "CycloneDX", "metadata": {"component": {"name": "me",
            "purl": "pkg:cargo/me@1?download_url=file://."}}, "components": [{"name": "a",
            "purl": "pkg:rpm/almalinux/libXau@1.0.9-3.el8#x", "components": [{"name": "Q",
            "purl": "pkg:PyPI/Q_q@2%2Bcu1"}]}, {"name": "Q", "purl": "pkg:pypi/q-q@2%2Bcu1?x"},
            {"name": "no"}]}"#;
        assert_eq!(
            read(nested),
            "pkg:cargo//me@1 pkg:pypi//q-q@2+cu1 pkg:rpm/almalinux/libXau@1.0.9-3.el8 and 1"
        );
        let spdx = r#"{"spdxVersion": "SPDX-2.3", "packages": [{"name": "z", "externalRefs":
            [{"referenceType": "cpe23Type"}, {"referenceType": "purl", "referenceLocator":
            "pkg:generic/z@1"}]}, {"name": "none"}]}"#;
        assert_eq!(read(spdx), "pkg:generic//z@1 and 1");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(read("{}"), "neither CycloneDX nor SPDX 2");
        assert_eq!(
            read(r#"{"bomFormat": "CycloneDX", "components": {}}"#),
            "`components` is not a list"
        );
        assert!(read("<bom/>").contains("expected value"));
        assert!(read(&"[".repeat(100_000)).contains("recursion"));
        let odd = r#"{"spdxVersion": "SPDX-2.3", "packages": [{"externalRefs": [{"referenceType":
            "purl", "referenceLocator": "pkg:pypi/%zz@1"}]}, 5, {"externalRefs": [{"referenceType":
            "purl", "referenceLocator": "torch"}]}]}"#;
        assert_eq!(read(odd), " and 3");
    }
}
