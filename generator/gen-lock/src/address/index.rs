use super::shown::shown;
use crate::environment::index_login;
use anyhow::{anyhow, ensure, Result};
use reqwest::Url;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// A Python index (simple repository API). It prints without its user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Index {
    /// What the user calls it, if he does
    pub name: Option<String>,
    /// Its root, with the user and password that stand in it
    pub url: Url,
}

impl Index {
    /// Reads `URL` or `NAME=URL`, as uv writes an index. A named index without a login in its
    /// address takes uv's (`UV_INDEX_<NAME>_USERNAME` and `_PASSWORD`).
    ///
    /// # Errors
    /// When it is no address of a web server.
    pub fn parse(text: &str) -> Result<Self> {
        let (name, address) = named(text);
        let refused = |why: &dyn fmt::Display| {
            anyhow!(
                "`{}` is not the URL of a Python index: {why}\n\nhint: want \
                 `https://HOST/simple/`, or `NAME=https://HOST/simple/`; for files in a folder, use `--from`",
                shown(address)
            )
        };
        let mut url = Url::parse(address).map_err(|error| refused(&error))?;
        let scheme = url.scheme();
        ensure!(
            matches!(scheme, "http" | "https"),
            refused(&format!("`{scheme}` is not http or https"))
        );
        if let Some(name) = name {
            log_in(&mut url, index_login(name));
        }
        url.set_fragment(None);
        Ok(Self {
            name: name.map(str::to_owned),
            url,
        })
    }

    /// The SHA-256 of its address, which notes the index where no host may stand: without a login,
    /// a query, and a slash at its end
    pub fn sha256(&self) -> [u8; 32] {
        let mut url = self.url.clone();
        // Both fail only where an address can have no user.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_query(None);
        Sha256::digest(url.as_str().trim_end_matches('/')).into()
    }

    /// The address of a project's page
    pub fn page(&self, project: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(project).push("");
        }
        url
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(shown(self.url.as_str()).trim_end_matches('/'))
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {self}", self.name)
    }
}

fn named(text: &str) -> (Option<&str>, &str) {
    let is_name = |name: &str| {
        let letter = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        !name.is_empty() && name.chars().all(letter)
    };
    match text.split_once('=') {
        Some((name, address)) if is_name(name) => (Some(name), address),
        _ => (None, text),
    }
}

/// What stands in the address itself wins
fn log_in(url: &mut Url, (user, password): (Option<String>, Option<String>)) {
    if !url.username().is_empty() || url.password().is_some() {
        return;
    }
    // Both fail only where an address can have no user, and a web server's can.
    if let Some(user) = user {
        let _ = url.set_username(&user);
    }
    if let Some(password) = password {
        let _ = url.set_password(Some(&password));
    }
}

#[cfg(test)]
mod tests {
    use super::{log_in, Index};

    #[test]
    fn an_index_has_a_name_or_none() {
        let read = |text| format!("{:?}", Index::parse(text).unwrap());
        assert_eq!(
            read("https://u:p@a.example/simple/"),
            "None https://a.example/simple"
        );
        assert_eq!(
            read("acme=https://a.example/simple?x=y"),
            "Some(\"acme\") https://a.example/simple?…"
        );
        assert_eq!(read("https://a.example/?x=y"), "None https://a.example/?…");
    }

    #[test]
    fn an_error_has_no_password() {
        for (text, want) in [
            (
                "https://u:secret@a.example:x/",
                "`https://a.example:x/` is not the URL of a Python index: invalid port number",
            ),
            (
                "ftp://u:secret@a.example/",
                "`ftp://a.example/` is not the URL of a Python index: `ftp` is not http or https",
            ),
        ] {
            let error = Index::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(want), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn the_digest_is_of_the_place_and_not_of_who_asks() {
        let of = |text| Index::parse(text).unwrap().sha256();
        let plain = of("https://a.example/simple");
        assert_eq!(plain, of("acme=https://u:p@A.example:443/simple/?x=y"));
        assert_ne!(plain, of("https://a.example/other"));
        assert_ne!(plain, of("http://a.example/simple"));
    }

    #[test]
    fn a_page_is_below_the_root() {
        let page = |text| Index::parse(text).unwrap().page("idna").to_string();
        assert_eq!(page("http://a.example"), "http://a.example/idna/");
        assert_eq!(page("http://a.example/s/"), "http://a.example/s/idna/");
        assert_eq!(
            page("http://a.example/s?t=1"),
            "http://a.example/s/idna/?t=1"
        );
    }

    #[test]
    fn the_login_in_the_address_wins() {
        let mut url = "https://own@a.example/".parse().unwrap();
        log_in(&mut url, (Some("u".to_owned()), Some("p".to_owned())));
        assert_eq!(url.as_str(), "https://own@a.example/");
        let mut url = "https://a.example/".parse().unwrap();
        log_in(&mut url, (Some("u".to_owned()), Some("p@".to_owned())));
        assert_eq!(url.as_str(), "https://u:p%40@a.example/");
    }
}
