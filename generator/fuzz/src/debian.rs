//! The readers of Debian's formats.

use debian::{
    resolve, ClearSigned, Dependency, Lock, Packages, Release, Request, Source, Stanzas, Version,
};

/// Every field stands where it says, and a relation field that is read prints as one that means
/// the same.
pub fn control(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let stanzas = Stanzas::new(text).chain(Stanzas::with_comments(text));
    for field in stanzas.flatten().flat_map(|stanza| stanza.fields) {
        let line = text.split('\n').nth(field.line - 1).unwrap_or("");
        assert!(line.starts_with(field.name), "{field:?}");
        if let Ok(version) = field.text.parse::<Version>() {
            assert_eq!(version.to_string(), field.text);
        }
        relations(field.text);
    }
}

fn relations(text: &str) {
    let Ok(read) = Dependency::parse_field(text) else {
        return;
    };
    let members: Vec<_> = read.iter().map(ToString::to_string).collect();
    let printed = members.join(", ");
    assert_eq!(Dependency::parse_field(&printed), Ok(read), "{printed}");
}

/// What an index resolves to can be locked, read back, and is closed.
pub fn packages(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(packages) = Packages::parse(text) else {
        return;
    };
    let names = packages.entries.iter().map(|entry| entry.name.to_owned());
    let request = Request {
        architecture: "amd64".into(),
        roots: names.collect(),
        ..Request::default()
    };
    let Ok(resolution) = resolve(&[packages], &request) else {
        return;
    };
    let lock = Lock::new(
        "amd64".into(),
        vec![],
        resolution.packages,
        resolution.excluded,
    );
    let closure = lock.closure(lock.packages.keys().map(String::as_str));
    assert_eq!(
        closure.expect("every root is locked").len(),
        lock.packages.len()
    );
    debian_lock(lock.print().as_bytes());
}

/// Nothing that a release says comes from outside its signed text, and what it offers it lists.
pub fn release(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(signed) = ClearSigned::parse(text) else {
        return;
    };
    assert!(text.trim_end().ends_with(signed.signature));
    assert!(signed.text.lines().all(|line| text.contains(line)));
    let Ok(release) = Release::parse(&signed.text) else {
        return;
    };
    for index in release.packages_files("main", "amd64").unwrap_or_default() {
        assert_eq!(release.files.get(&index.path), Some(&index.file));
    }
}

/// Every source has an address and a suite.
pub fn sources(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let _ = debian::dearmor(text);
    let read = [Source::parse_stanzas(text), Source::parse_list(text)];
    for source in read.into_iter().flatten().flatten() {
        assert!(!source.uri.is_empty() && !source.suite.is_empty());
        assert_eq!(source.suite.ends_with('/'), source.components.is_empty());
    }
}

/// A lock that is read prints as one that reads the same, and its paths stay in the pool.
pub fn debian_lock(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(lock) = text.parse::<Lock>() else {
        return;
    };
    let printed = lock.print();
    let again: Lock = printed.parse().expect("what is printed can be read");
    assert_eq!(again, lock);
    assert_eq!(again.print(), printed);
    for package in lock.packages.values() {
        let path = package.path.as_str();
        assert!(
            path.starts_with("pool/") && path.split('/').all(|part| part != ".."),
            "{path}"
        );
    }
}
