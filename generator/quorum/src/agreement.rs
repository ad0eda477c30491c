use crate::claim::{digests, Claim, Key, Verdict};
use crate::{inputs, Builder, Outputs, Record};
use fleet::build_lock::{self, BuildLock};
use oci::Digest;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What several builders agree on
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// How many have to say the same
    pub threshold: usize,
    /// Those whose records count
    pub builders: BTreeSet<Builder>,
    /// Every digest that the lock or a record names
    pub claims: Vec<Claim>,
    #[serde(skip)]
    is_locked: bool,
}

/// A record that is of other inputs
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the record of `{builder}` has other inputs: want {want}, got {got}")]
pub struct Refused {
    builder: Builder,
    want: Digest,
    got: Digest,
}

impl Agreement {
    /// Refuses a record whose inputs are not those of the lock
    ///
    /// # Errors
    /// When they are not.
    pub fn accepts(lock: &BuildLock, record: &Record) -> Result<(), Refused> {
        let want = inputs(&lock.inputs);
        if record.inputs == want {
            return Ok(());
        }
        Err(Refused {
            builder: record.builder.clone(),
            want,
            got: record.inputs,
        })
    }

    /// Puts together what records of the lock's inputs say; records of others are left out
    pub fn of(threshold: usize, lock: &BuildLock, records: &[Record]) -> Self {
        let ours = |record: &&Record| Self::accepts(lock, record).is_ok();
        let records: Vec<&Record> = records.iter().filter(ours).collect();
        let mut said: BTreeMap<Key, BTreeMap<&Builder, BTreeSet<String>>> = BTreeMap::new();
        for record in &records {
            for (key, digest) in digests(&record.outputs) {
                let by = said.entry(key).or_default();
                by.entry(&record.builder).or_default().insert(digest);
            }
        }
        let locked = digests(&Outputs::from(&lock.outputs));
        let silent = locked.keys().filter(|key| is_asked_for(key, &said));
        let silent: Vec<Key> = silent.cloned().collect();
        for key in silent {
            said.entry(key).or_default();
        }
        let claim = |(key, by)| claim(key, by, &locked);
        Self {
            threshold,
            builders: records
                .iter()
                .map(|record| record.builder.clone())
                .collect(),
            claims: said.into_iter().map(claim).collect(),
            is_locked: lock.outputs != build_lock::Outputs::default(),
        }
    }

    /// Leaves out what does not pass `keep`, which is asked with the names of images
    pub fn retain(&mut self, lock: &BuildLock, keep: impl Fn(&str) -> bool) {
        let images = lock.outputs.images.iter().filter(|(name, _)| keep(name));
        let layers: BTreeSet<&String> = images.flat_map(|(_, image)| &image.layers).collect();
        self.claims.retain(|claim| match claim.noun {
            crate::Noun::Image => keep(&claim.name),
            crate::Noun::Layer => layers.contains(&claim.name),
        });
    }

    /// What comes of a claim
    pub fn verdict(&self, claim: &Claim) -> Verdict {
        claim.verdict(self.threshold, self.is_locked)
    }

    /// Whether every claim is agreed on
    pub fn holds(&self) -> bool {
        let agreed = |claim: &Claim| self.verdict(claim) == Verdict::Agreed;
        !self.claims.is_empty() && self.claims.iter().all(agreed)
    }
}

/// A blob under a codec that nobody built is no question: the content is the same
fn is_asked_for<V>(key: &Key, said: &BTreeMap<Key, V>) -> bool {
    let (noun, name, what) = key;
    let other = |key: &&Key| (&key.0, &key.1) == (noun, name) && key.2.starts_with("blob");
    !what.starts_with("blob") || !said.keys().any(|key| other(&key))
}

fn claim(
    (noun, name, what): Key,
    by: BTreeMap<&Builder, BTreeSet<String>>,
    locked: &BTreeMap<Key, String>,
) -> Claim {
    let locked = locked.get(&(noun, name.clone(), what.clone())).cloned();
    let mut claim = Claim {
        noun,
        name,
        what,
        locked,
        says: BTreeMap::new(),
        contradict: BTreeSet::new(),
    };
    for (builder, digests) in by {
        let mut digests = digests.into_iter();
        match (digests.next(), digests.next()) {
            (Some(one), None) => {
                claim.says.entry(one).or_default().insert(builder.clone());
            }
            _ => {
                claim.contradict.insert(builder.clone());
            }
        }
    }
    claim
}
