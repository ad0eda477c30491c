//! The comparison of two layers.

/// What a layer is compared with
const WANT: &[u8] = include_bytes!("../seeds/layer.tar");

/// Other bytes are a difference, the same bytes are none, and neither side is ever trusted.
pub fn layers(data: &[u8]) {
    let found = compare::layers(WANT, data);
    assert_eq!(found.none(), data == WANT, "{:?}", found.kept);
    let turned = compare::layers(data, WANT);
    assert_eq!(turned.none(), found.none());
    assert_eq!(compare::layers(data, data).count(), 0);
    let _ = compare::digests(data);
    if let Ok(documents) = compare::small_documents(data) {
        assert!(documents.values().all(|bytes| bytes.len() <= data.len()));
    }
    let mut lines = found.kept.iter().map(ToString::to_string);
    assert!(lines.all(|line| line.chars().all(|c| c == '\t' || !c.is_control())));
}

/// A document is the same as itself, and what is told of another is fit for a terminal.
pub fn documents(data: &[u8]) {
    let want = include_bytes!("../seeds/builder.json");
    let found = compare::documents(want, data);
    assert_eq!(found.none(), data == want);
    let mut lines = found.kept.iter().map(ToString::to_string);
    assert!(lines.all(|line| line.chars().all(|c| c == '\t' || !c.is_control())));
}
