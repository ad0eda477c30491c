use super::statement::{Annotations, DigestSet, Resource};
use std::fmt::Write as _;

/// A source that a build read
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency<'a> {
    /// Its name in the locks
    pub locator: &'a str,
    /// Hexadecimal
    pub sha256: &'a str,
    /// Names of the layers that it is in
    pub layers: Vec<&'a str>,
    /// Whether it builds layers
    pub toolchain: bool,
}

impl<'a> Dependency<'a> {
    pub(crate) fn resource(&self) -> Resource<'a> {
        Resource {
            name: self.locator.rsplit(['/', ':']).next(),
            uri: Some(uri(self.locator)),
            digest: DigestSet::of(self.sha256),
            annotations: Some(Annotations {
                layers: self.layers.clone(),
                toolchain: self.toolchain,
            }),
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
