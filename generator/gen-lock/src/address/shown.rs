use reqwest::Url;

/// An address as messages show it: without user and password, and without a query, where signed
/// addresses keep their secret. What is no address loses whatever stands before an `@`.
pub fn shown(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else {
        return without_user(address);
    };
    if url.cannot_be_a_base() {
        return without_user(address);
    }
    let query = if url.query().is_some() { "?…" } else { "" };
    // Both fail only where an address can have no user.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    format!("{url}{query}")
}

fn without_user(text: &str) -> String {
    let (scheme, rest) = match text.split_once("//") {
        Some((scheme, rest)) => (format!("{scheme}//"), rest),
        None => (String::new(), text),
    };
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    format!("{scheme}{rest}")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_secret_is_not_shown() {
        for (address, want) in [
            (
                "https://user:secret@a.example:8443/simple",
                "https://a.example:8443/simple",
            ),
            (
                "https://secret@a.example/x.whl#sha256=00",
                "https://a.example/x.whl",
            ),
            (
                "https://a.example/x.whl?Signature=secret",
                "https://a.example/x.whl?…",
            ),
            ("https://a.example/simple/", "https://a.example/simple/"),
            (
                "https://user:sec/ret@a.example:port/",
                "https://a.example:port/",
            ),
            ("user:secret@a.example", "a.example"),
            ("x:secret@a.example", "a.example"),
            ("no address", "no address"),
        ] {
            assert_eq!(shown(address), want);
        }
    }
}
