//! Bytes: added up, and for people.

/// Bytes for people: decimal units, as in the documents
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut unit = 0;
    let mut whole = count;
    let mut rest = 0;
    while whole >= 1000 && unit + 1 < UNITS.len() {
        rest = whole % 1000;
        whole /= 1000;
        unit += 1;
    }
    if unit == 0 {
        format!("{whole} B")
    } else {
        format!("{whole}.{:02} {}", rest / 10, UNITS[unit])
    }
}

/// A sum, which a hostile lock cannot make overflow
pub(crate) fn total(sizes: impl IntoIterator<Item = u64>) -> u64 {
    sizes.into_iter().fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_read_well() {
        for (count, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_234_567, "1.23 MB"),
            (5_070_000_000, "5.07 GB"),
        ] {
            assert_eq!(super::bytes(count), text);
        }
    }
}
