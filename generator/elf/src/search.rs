use std::collections::BTreeSet;

use crate::Platform;

/// Debian's `/etc/ld.so.conf` and what its loader has built in.
const DEBIAN: [&str; 5] = [
    "/usr/local/lib",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib",
    "/usr/lib",
];

/// Where the loader of an image looks, apart from what an object says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What the image's processes are of. Files of another platform are left alone: a wheel may
    /// carry a debugger's helper for 32-bit processes.
    pub platform: Platform,
    /// The folders of `LD_LIBRARY_PATH`.
    pub library_path: Vec<String>,
    /// The folders where the loader looks last.
    pub default: Vec<String>,
    /// What the host's driver brings in at run time: `libcuda.so.1`, or `libnvidia-*` for every
    /// name that starts so.
    pub drivers: BTreeSet<String>,
}

impl Search {
    /// An amd64 Debian with nothing set and no driver.
    pub fn debian() -> Self {
        Self {
            platform: Platform::X86_64,
            library_path: Vec::new(),
            default: DEBIAN.map(String::from).to_vec(),
            drivers: BTreeSet::new(),
        }
    }

    /// Whether the driver brings a library.
    pub(crate) fn is_driver(&self, name: &str) -> bool {
        self.drivers
            .iter()
            .any(|driver| match driver.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => driver == name,
            })
    }
}
