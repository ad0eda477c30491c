//! What a registry says: what its archive of sources holds, what its headers and artifacts mean; and
//! who the auth file says that we are to it.

use registry::archive::Archive;
use registry::artifact::{Artifact, Index};
use registry::{header, AuthFile, Credential, Helper, ReferrersList};

/// An archive prints as it was read, however much of it came from outside: an index, or manifests,
/// one a line.
pub fn archive(data: &[u8]) {
    let _ = Archive::parse_index(data);
    let mut archive = Archive::default();
    for manifest in data.split(|byte| *byte == b'\n') {
        let before = archive.sources.len();
        if archive.add(manifest).is_ok() {
            assert!(archive.sources.len() - before <= manifest.len());
        }
    }
    let manifests = archive.manifests();
    let index = Archive::index(&manifests).print();
    assert_eq!(
        Archive::parse_index(&index).map(|named| named.len()),
        Ok(manifests.len())
    );
    let mut back = Archive::default();
    assert!(manifests
        .iter()
        .all(|manifest| back.add(&manifest.print()).is_ok()));
    assert_eq!(back, archive);
}

/// Headers, one a line, each read as every kind. What is read of one was in it.
pub fn headers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(header::Challenge::Bearer { realm, service }) = header::challenge(text.lines()) {
        let longest = text.lines().map(str::len).max().unwrap_or_default();
        assert!(realm.len() + service.unwrap_or_default().len() <= longest);
    }
    if let Some(target) = header::following(text.lines()) {
        assert!(text.contains(&target) && !target.contains('>'));
    }
    for line in text.lines() {
        assert!(
            header::following(std::iter::once(line)).is_none_or(|target| target.len() < line.len())
        );
        if let Some(count) = header::received(line) {
            let last = count.saturating_sub(1).to_string();
            // `0--1` is how some registries say that nothing is there.
            assert!(line.ends_with(&last) || line.ends_with("0--1"), "{line}");
        }
    }
}

/// An artifact, or a list of them, prints what it parses again to the same
pub fn artifact(data: &[u8]) {
    referrers(data);
    if let Ok(artifact) = Artifact::parse(data) {
        assert_eq!(Artifact::parse(&artifact.print()).ok(), Some(artifact));
    }
    if let Ok(listed) = Index::parse(data) {
        assert_eq!(Index::parse(&listed.print()).ok(), Some(listed));
    }
}

/// A list of referrers keeps what it has, whoever wrote it
fn referrers(data: &[u8]) {
    if let Some(list) = ReferrersList::parse(data) {
        let again = ReferrersList::parse(&list.print());
        assert_eq!(again.map(|again| again.descriptors()), Some(list.descriptors()));
    }
}

/// Neither a file nor what is wrong with it shows a secret, and a helper's name is no path
pub fn auth_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(repository) = "registry.example:5000/fleet/a".parse::<registry::Repository>() else {
        return;
    };
    let file = match AuthFile::parse(text) {
        Ok(file) => file,
        Err(said) => return assert!(said.len() < 80, "{said}"),
    };
    let ask = |helper: &Helper, _: &str| {
        assert!(!helper.0.is_empty() && !helper.0.contains('/'));
        Ok(None)
    };
    match file.credential(&repository, &ask) {
        Ok(Some(Credential::Basic { user, .. })) => assert!(user.len() < text.len()),
        Ok(_) => {}
        Err(said) => assert!(said.len() < 1200 && said.contains('`'), "{said}"),
    }
}
