//! Addresses that a lock names: what is wrong with one whatever it leads to.

use crate::Problem;
use report::visible;

/// Credentials, and a way on which anybody reads along.
pub(crate) fn problems(url: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if redacted(url) != url {
        problems.push(Problem::Credentials(visible(&redacted(url))));
    }
    let scheme = url.split("://").next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("http") && !is_loopback(url) {
        problems.push(Problem::PlainHttp(visible(&redacted(url))));
    }
    problems
}

/// The text, with a `…` for each name and password before the host of an address.
pub fn redacted(text: &str) -> String {
    let mut parts = text.split("://");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part
            .find(|letter: char| letter.is_whitespace() || "/?#'\"".contains(letter))
            .unwrap_or(part.len());
        let host = part[..end].rsplit_once('@').map(|(_, host)| host);
        out.push_str("://");
        match host {
            // a name alone is what git's addresses have
            Some(host) if !is_git(&part[..end], host) => {
                out.push_str("…@");
                out.push_str(host);
                out.push_str(&part[end..]);
            }
            _ => out.push_str(part),
        }
    }
    out
}

fn is_git(authority: &str, host: &str) -> bool {
    authority.strip_suffix(host) == Some("git@")
}

fn is_loopback(url: &str) -> bool {
    let after = url.split("://").nth(1).unwrap_or_default();
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    name == "localhost" || name.starts_with("127.") || host.starts_with("[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_in_no_message() {
        assert_eq!(
            redacted("--index-url https://me:pa@ss@pip.example/simple -r https://token@x.example"),
            "--index-url https://…@pip.example/simple -r https://…@x.example"
        );
        for text in [
            "https://pip.example/a@1.whl",
            "ssh://git@git.example/a",
            "a @ b",
        ] {
            assert_eq!(redacted(text), text);
        }
    }

    #[test]
    fn plain_http_is_told_unless_it_stays_here() {
        let ids = |url| problems(url).iter().map(Problem::id).collect::<Vec<_>>();
        assert_eq!(ids("HTTP://pip.example/a.whl"), ["plain-http"]);
        assert_eq!(
            ids("http://me:x@pip.example/a"),
            ["credentials", "plain-http"]
        );
        for url in [
            "http://127.0.0.1:8080/a",
            "http://localhost/a",
            "http://[::1]:80/a",
            "https://pip.example/a",
            "wheels/a",
        ] {
            assert_eq!(ids(url), Vec::<&str>::new(), "{url}");
        }
    }
}
