use crate::statement::{DigestSet, Resource};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A source that a build read
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency<'a> {
    /// Its name in the locks
    pub locator: &'a str,
    /// Hexadecimal
    pub sha256: &'a str,
    /// What it is for
    pub role: Role<'a>,
}

/// What a source is for
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role<'a> {
    /// It is in this layer
    Layer(&'a str),
    /// It builds layers, and is in none
    Toolchain,
}

impl<'a> Dependency<'a> {
    pub(crate) fn resource(&self) -> Resource<'a> {
        let annotation = match self.role {
            Role::Layer(layer) => ("layer", layer),
            Role::Toolchain => ("role", "toolchain"),
        };
        Resource {
            name: self.locator.rsplit(['/', ':']).next(),
            uri: Some(uri(self.locator)),
            digest: DigestSet::of(self.sha256),
            annotations: Some(BTreeMap::from([annotation])),
        }
    }
}

/// A locator has the form of a URI, its kind the scheme (RFC 3986, 3.3); what a path may not hold
/// becomes `%XX`
fn uri(locator: &str) -> String {
    let mut uri = String::new();
    for byte in locator.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // A `String` takes everything.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
