//! What an index names: manifests of several platforms, and indexes below it.

use crate::exchange::{Access, Operation};
use crate::referrers::List;
use crate::{Client, Error, Repository};
use oci::{Digest, MediaType};
use std::collections::BTreeSet;

/// Manifests of one index that are read
const MOST: usize = 10_000;

impl Client {
    /// Every manifest that an index names, in the indexes below it too; none of what is no index
    ///
    /// # Errors
    /// When the registry does not say, gives other bytes, or names more than 10,000.
    pub fn indexed(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<BTreeSet<Digest>, Error> {
        let mut named = BTreeSet::new();
        let mut indexes = vec![*digest];
        while let Some(digest) = indexes.pop() {
            let stored = self.manifest(repository, &digest.to_string())?;
            let list = stored.and_then(|stored| List::parse(&stored.bytes));
            for (below, kind) in list.iter().flat_map(List::named) {
                let is_new = named.insert(below);
                if is_new && kind != Some(&*MediaType::Manifest.to_string()) {
                    indexes.push(below);
                }
            }
            if named.len() > MOST {
                let operation = Operation::new(Access::Pull, repository, digest.to_string());
                return Err(self.malformed(&operation, "an index with more than 10000 manifests"));
            }
        }
        Ok(named)
    }
}
