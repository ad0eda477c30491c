//! Which manifests nobody needs any more.

use crate::commit::ReleaseTag;
use crate::failure::finding;
use crate::push::{Known, LOCK_REPOSITORY, PREVIOUS};
use anyhow::Result;
use debian::Date;
use oci::Digest;
use registry::subject;
use rollout::Record;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds: clocks differ
const DAY: i64 = 86_400;

/// A repository's tags
pub type Tags = BTreeMap<String, Digest>;

/// What stays
#[derive(Debug, Default)]
pub struct Kept {
    /// Releases, whatever their images
    pub releases: BTreeSet<ReleaseTag>,
    /// Images that machines run
    pub digests: BTreeSet<Digest>,
    /// Releases whose lock is there: the last that a push stores
    pub complete: BTreeSet<ReleaseTag>,
}

impl Kept {
    /// Whether a release is as new as what stays, and its push has not ended
    fn under_way(&self, release: &ReleaseTag) -> bool {
        let oldest = self.releases.iter().map(ReleaseTag::day).min();
        !self.complete.contains(release) && oldest.is_some_and(|oldest| release.day() >= oldest)
    }

    /// Keeps what a machine has
    pub fn deployed(&mut self, record: &Record) {
        let images = record.services.iter().map(|service| &service.image);
        let digest = |image: &String| image.split_once('@')?.1.parse::<Digest>().ok();
        self.digests.extend(images.filter_map(digest));
        // One that was forced names a release in place of digests.
        let forced = record.force_image_tag.as_ref();
        let forced = forced.map(|tag| tag.strip_suffix(PREVIOUS).unwrap_or(tag));
        self.releases
            .extend(forced.and_then(|tag| tag.parse::<ReleaseTag>().ok()));
    }
}

/// What stays: the newest releases, and what each machine has last and before
///
/// A release counts as one where an image has its tag. Whoever may push says of when it is, so none of
/// a day that is to come is believed.
///
/// # Errors
/// When a release is of a day that is to come.
pub fn kept(known: Known, tags: &BTreeMap<String, Tags>, newest: usize, now: Date) -> Result<Kept> {
    let of_images = tags.iter().filter(|(name, _)| *name != LOCK_REPOSITORY);
    let there: BTreeSet<&String> = of_images.flat_map(|(_, tags)| tags.keys()).collect();
    let is_there = |tag: &ReleaseTag| there.contains(&tag.to_string());
    let known_tags = known.tags.iter().filter(|(tag, _)| is_there(tag));
    let mut order: Vec<(&String, &ReleaseTag)> = known_tags.map(|(tag, at)| (at, tag)).collect();
    order.sort();
    let tomorrow = Date::from_unix(now.unix() + DAY).to_string();
    if let Some((at, tag)) = order.last().filter(|(at, _)| ***at > *tomorrow) {
        return Err(finding(format!(
            "release `{tag}` states that its commit is from {at}, which is in the future, so the \
             newest releases are unknown\n\nhint: delete its tag `{tag}` from the repository `{LOCK_REPOSITORY}`"
        )));
    }
    // The codecs of one commit are one release.
    let mut commits: Vec<String> = Vec::new();
    for (_, tag) in order.iter().rev() {
        let commit = tag.commit();
        if !commits.contains(&commit) {
            commits.push(commit);
        }
    }
    commits.truncate(newest);
    let of_newest = |tag: &&ReleaseTag| commits.contains(&tag.commit());
    let mut releases: BTreeSet<ReleaseTag> = known.tags.keys().filter(of_newest).cloned().collect();
    for last in known.machines.into_values() {
        releases.insert(last.tag);
        releases.extend(last.before);
    }
    Ok(Kept {
        releases,
        complete: known.tags.into_keys().collect(),
        ..Kept::default()
    })
}

/// A manifest that nobody needs
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Manifest {
    /// Below the namespace
    pub repository: String,
    /// What is deleted
    pub digest: Digest,
    /// The tags that go with it
    pub tags: Vec<String>,
    /// What says of itself that it is about it, and goes before it
    pub referrers: Vec<Digest>,
}

impl Manifest {
    /// With all that goes with it, the manifest last
    pub fn digests(&self) -> impl Iterator<Item = &Digest> {
        self.referrers.iter().chain([&self.digest])
    }
}

/// The manifests that only tags of old releases name
pub fn deletable(repositories: &BTreeMap<String, Tags>, kept: &Kept) -> Vec<Manifest> {
    let mut deletable = Vec::new();
    for (repository, tags) in repositories {
        let named: BTreeSet<Digest> = tags
            .iter()
            .filter(|(tag, _)| stays(tag, kept))
            .map(|(_, digest)| *digest)
            .chain(kept.digests.iter().copied())
            .collect();
        let mut old: BTreeMap<Digest, Vec<String>> = BTreeMap::new();
        let mut also = Vec::new();
        for (tag, digest) in tags {
            if named.contains(digest) {
                continue;
            }
            match subject(tag) {
                Some(subject) => also.push((subject, tag, digest)),
                None => old.entry(*digest).or_default().push(tag.clone()),
            }
        }
        // The list of what is said of a manifest goes with it, and with it alone.
        for (subject, tag, digest) in also {
            if old.contains_key(&subject) {
                old.entry(*digest).or_default().push(tag.clone());
            }
        }
        let manifests = old.into_iter().map(|(digest, tags)| Manifest {
            repository: repository.clone(),
            digest,
            tags,
            referrers: Vec::new(),
        });
        deletable.extend(manifests);
    }
    deletable
}

/// What the tags name that no push made: people's, which stay
pub fn foreign(tags: &Tags) -> impl Iterator<Item = &Digest> {
    let foreign = tags.iter().filter(|(tag, _)| is_foreign(tag));
    foreign.map(|(_, digest)| digest)
}

/// Whether no push made a tag
pub fn is_foreign(tag: &str) -> bool {
    let release = tag.strip_suffix(PREVIOUS).unwrap_or(tag);
    subject(tag).is_none() && release.parse::<ReleaseTag>().is_err()
}

/// What a tag that stays or a machine names in a repository
pub fn named(
    repository: &str,
    tags: &Tags,
    deletable: &[Manifest],
    kept: &Kept,
) -> BTreeSet<Digest> {
    let of_repository = deletable.iter().filter(|one| one.repository == repository);
    let old: BTreeSet<Digest> = of_repository.map(|one| one.digest).collect();
    let there = tags.values().filter(|digest| !old.contains(digest));
    there.chain(&kept.digests).copied().collect()
}

/// Whether a tag is of a kept release, of one that may be under way, or none of ours
fn stays(tag: &str, kept: &Kept) -> bool {
    if subject(tag).is_some() {
        return false;
    }
    let release = tag.strip_suffix(PREVIOUS).unwrap_or(tag);
    match release.parse::<ReleaseTag>() {
        Ok(release) => kept.releases.contains(&release) || kept.under_way(&release),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{deletable, Kept, Known, Tags};
    use crate::push::Last;
    use oci::Digest;
    use std::collections::{BTreeMap, BTreeSet};

    fn digest(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    fn tags(pairs: &[(&str, &str)]) -> BTreeMap<String, Tags> {
        let tags = pairs
            .iter()
            .map(|(tag, name)| ((*tag).to_owned(), digest(name)));
        BTreeMap::from([("pc2-a".to_owned(), tags.collect())])
    }

    fn kept(releases: &[&str], digests: &[&str]) -> Kept {
        Kept {
            releases: releases.iter().map(|tag| tag.parse().unwrap()).collect(),
            digests: digests.iter().map(|name| digest(name)).collect(),
            complete: [OLD, NEW].map(|tag| tag.parse().unwrap()).into(),
        }
    }

    const OLD: &str = "20260101-aaaaaaaaaaaa";
    const NEW: &str = "20260201-bbbbbbbbbbbb";

    #[test]
    fn an_old_release_goes_with_its_other_names() {
        let list = format!("sha256-{}", digest("one").hex());
        let stays = format!("sha256-{}", digest("two").hex());
        let there = tags(&[
            (OLD, "one"),
            (&format!("{OLD}-prev"), "one"),
            (NEW, "two"),
            (&list, "about one"),
            (&stays, "about two"),
        ]);
        let found = deletable(&there, &kept(&[NEW], &[]));
        let digests: BTreeSet<Digest> = found.iter().map(|manifest| manifest.digest).collect();
        assert_eq!(
            digests,
            BTreeSet::from([digest("one"), digest("about one")])
        );
        let of_one = found
            .iter()
            .find(|manifest| manifest.digest == digest("one"));
        assert_eq!(
            of_one.unwrap().tags,
            [OLD.to_owned(), format!("{OLD}-prev")]
        );
    }

    #[test]
    fn what_a_kept_tag_or_a_machine_or_somebody_else_names_stays() {
        let unchanged = tags(&[(OLD, "one"), (NEW, "one")]);
        assert_eq!(deletable(&unchanged, &kept(&[NEW], &[])), []);
        let runs = tags(&[(OLD, "one"), (NEW, "two")]);
        assert_eq!(deletable(&runs, &kept(&[NEW], &["one"])), []);
        let pinned = tags(&[(OLD, "one"), ("stable", "one"), (NEW, "two")]);
        assert_eq!(deletable(&pinned, &kept(&[NEW], &[])), []);
    }

    #[test]
    fn a_release_whose_push_has_not_ended_stays_while_it_is_new() {
        let (broken, under_way) = ("20251201-cccccccccccc", "20260201-dddddddddddd");
        let there = tags(&[
            (broken, "zero"),
            (OLD, "one"),
            (NEW, "two"),
            (under_way, "three"),
        ]);
        let found = deletable(&there, &kept(&[NEW], &[]));
        let digests: BTreeSet<Digest> = found.iter().map(|manifest| manifest.digest).collect();
        assert_eq!(digests, BTreeSet::from([digest("zero"), digest("one")]));
    }

    fn known(times: &[(&str, &str)]) -> Known {
        let pairs = times.iter();
        let pairs = pairs.map(|(tag, at)| (tag.parse().unwrap(), (*at).to_owned()));
        Known {
            tags: pairs.collect(),
            ..Known::default()
        }
    }

    fn newest(times: &[(&str, &str)], there: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let kept = super::kept(known(times), &tags(there), 1, now);
        let kept = kept.map_err(|error| error.to_string())?;
        Ok(kept.releases.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_newest_release_is_one_of_images_and_not_of_the_future() {
        let (old, new) = ((OLD, "2026-01-01T00:00:00Z"), (NEW, "2026-02-01T00:00:00Z"));
        let there = [(OLD, "one"), (NEW, "two")];
        assert_eq!(newest(&[old, new], &there).unwrap(), [NEW]);
        let later = "20991231-ffffffffffff";
        let all = [old, new, (later, "9999-12-31T00:00:00Z")];
        assert_eq!(newest(&all, &there).unwrap(), [NEW], "no image has its tag");
        let error = newest(&all, &[there[0], there[1], (later, "one")]).unwrap_err();
        assert!(
            error.contains("from 9999-12-31T00:00:00Z, which is in the future"),
            "{error}"
        );
        // A clock that is an hour ahead is no lie.
        let ahead = [old, (NEW, "2026-03-01T13:00:00Z")];
        assert_eq!(newest(&ahead, &there).unwrap(), [NEW]);
    }

    /// A machine may be pushed to rarely, and goes back to the release before.
    #[test]
    fn the_last_releases_of_a_machine_stay() {
        let oldest = "20250101-eeeeeeeeeeee";
        let mut known = known(&[
            (oldest, "2025-01-01T00:00:00Z"),
            (OLD, "2026-01-01T00:00:00Z"),
            (NEW, "2026-02-01T00:00:00Z"),
        ]);
        let last = Last {
            tag: OLD.parse().unwrap(),
            before: Some(oldest.parse().unwrap()),
        };
        known.machines.insert("pc2".to_owned(), last);
        let there = tags(&[(oldest, "zero"), (OLD, "one"), (NEW, "two")]);
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let kept = super::kept(known, &there, 1, now).unwrap();
        let kept: Vec<String> = kept.releases.iter().map(ToString::to_string).collect();
        assert_eq!(kept, [oldest, OLD, NEW]);
    }

    #[test]
    fn a_forced_tag_keeps_its_release() {
        let record = |tag: &str| {
            let text = format!(
                r#"{{"version": 1, "machine": "pc2", "lock": "", "git_sha": "", "force_image_tag": "{tag}", "services": []}}"#
            );
            rollout::Record::parse(&text).unwrap()
        };
        let there = tags(&[(OLD, "one"), (NEW, "two")]);
        for tag in [OLD, &format!("{OLD}-prev")] {
            let mut kept = kept(&[NEW], &[]);
            kept.deployed(&record(tag));
            assert_eq!(deletable(&there, &kept), [], "{tag}");
        }
    }

    #[test]
    fn a_tag_of_people_is_foreign() {
        let list = format!("sha256-{}", digest("one").hex());
        for ours in [OLD, &format!("{NEW}-prev"), &format!("{NEW}-gzip"), &list] {
            assert!(!super::is_foreign(ours), "{ours}");
        }
        for theirs in ["stable", "latest", "sha256-x", "20260101"] {
            assert!(super::is_foreign(theirs), "{theirs}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_what_a_kept_tag_names(
            names in proptest::collection::btree_map("(20260[1-4]0[1-3]-(aaaaaaaaaaaa|bbbbbbbbbbbb)(-prev|-gzip)?|latest|v1)", 0usize..4, 0..12),
            keep in proptest::collection::btree_set("20260[1-4]0[1-3]-(aaaaaaaaaaaa|bbbbbbbbbbbb)(-gzip)?", 0..4),
        ) {
            let named = ["one", "two", "three", "four"];
            let pairs: Vec<(&str, &str)> = names.iter().map(|(tag, at)| (tag.as_str(), named[*at])).collect();
            let keep: Vec<&str> = keep.iter().map(String::as_str).collect();
            let found = deletable(&tags(&pairs), &kept(&keep, &[]));
            for (tag, name) in pairs {
                let release = tag.strip_suffix("-prev").unwrap_or(tag);
                let stays = !release.starts_with("2026") || keep.contains(&release);
                if stays {
                    proptest::prop_assert!(found.iter().all(|manifest| manifest.digest != digest(name)));
                }
            }
        }
    }
}
