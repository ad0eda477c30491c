//! The readers of Python's formats.

use std::sync::LazyLock;

use python::{
    decode, judge_pylock, judge_requirements, Format, Glibc, IndexPage, Interpreter, Metadata,
    MetadataOf, Pylock, Requirements, WheelFilename,
};

/// Debian 12's.
static INTERPRETER: LazyLock<Interpreter> = LazyLock::new(|| {
    let glibc = Glibc {
        major: 2,
        minor: 36,
    };
    Interpreter::cpython("3.11.2", glibc).expect("a full version")
});

/// What is imported stands in the source, at its place.
pub fn imports(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for import in python_source::imports(text).unwrap_or_default() {
        let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        let has_other_ends = lines.clone().any(|line| line.contains('\r'));
        let line = lines.nth(import.place.line - 1).unwrap_or_default();
        let column = line.trim_start_matches('\u{feff}').chars();
        let mut rest = column.skip(import.place.column - 1);
        assert!(has_other_ends || rest.next().is_some(), "{import:?}");
    }
}

/// A page is read whatever it is; each file has a name without a folder, and an address. HTML is
/// never refused but for its version.
pub fn index_page(data: &[u8]) {
    let page = IndexPage::parse(None, data).unwrap_or_default();
    let html = IndexPage::parse(Some("text/html"), data);
    let html = html.unwrap_or_default();
    for file in &html.files {
        assert!(
            !file.filename.contains('/') && !file.url.is_empty(),
            "{file:?}"
        );
    }
    for file in &page.files {
        assert!(page.file(&file.filename).is_some());
    }
}

/// A filename that is read prints as it was, and has a tag.
pub fn wheel_filename(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(wheel) = text.parse::<WheelFilename>() {
        assert_eq!(wheel.to_string(), text);
        assert!(!wheel.tags().is_empty());
    }
}

/// What is selected from a lock reads back from its print, and a lock without a finding is read.
pub fn pylock(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let findings = judge_pylock(text, &INTERPRETER, &MetadataOf::new());
    let selected = text
        .parse::<Pylock>()
        .and_then(|pylock| pylock.select(&INTERPRETER));
    assert!(selected.is_ok() || !findings.is_empty());
    if let Ok(lock) = selected {
        let printed = lock.to_string();
        let again = printed
            .parse::<Pylock>()
            .and_then(|pylock| pylock.select(&INTERPRETER));
        assert_eq!(again.as_ref(), Ok(&lock), "{printed}");
    }
}

/// A file without a finding is read, and each of its pins has a hash. Any bytes have a format.
pub fn requirements(data: &[u8]) {
    let Ok(text) = decode(data) else {
        return;
    };
    let text = text.as_str();
    let _ = Format::of("requirements.txt", text);
    let findings = judge_requirements(text, &INTERPRETER, &MetadataOf::new());
    match text.parse::<Requirements>() {
        Ok(read) => assert!(read.pins.iter().all(|pin| !pin.hashes.is_empty())),
        Err(_) => assert!(!findings.is_empty()),
    }
}

/// Each requirement that is read prints as one that means the same.
pub fn metadata(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(metadata) = text.parse::<Metadata>() else {
        return;
    };
    for wanted in &metadata.requires_dist {
        assert_eq!(wanted.to_string().parse().as_ref(), Ok(wanted));
    }
}
