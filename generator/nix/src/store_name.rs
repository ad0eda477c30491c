/// The store name of a source: the last `/` segment of its locator (less a `cargo:` scheme),
/// with every character that Nix refuses replaced by `_`.
///
/// Nix 2.8 allows `[0-9A-Za-z+._?=-]` and no leading dot (Nix manual, "Store path").
pub fn store_name(locator: &str) -> String {
    let last = locator.rsplit('/').next().unwrap_or(locator);
    let last = last.strip_prefix("cargo:").unwrap_or(last);
    let name: String = last
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    match name.strip_prefix('.') {
        Some(rest) => format!("_{rest}"),
        None => name,
    }
}

fn allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+-._?=".contains(character)
}

#[cfg(test)]
mod tests {
    use super::store_name;

    #[test]
    fn replaces_what_nix_refuses() {
        let name = store_name("debian:pool/main/t/tini/tini_0.19.0-1~deb12u1_amd64.deb");
        assert_eq!(name, "tini_0.19.0-1_deb12u1_amd64.deb");
        assert_eq!(store_name("cargo:serde-1.0.0.crate"), "serde-1.0.0.crate");
        assert_eq!(store_name("url:x/.hidden"), "_hidden");
    }
}
