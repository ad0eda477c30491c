//! What a registry asks for when it answers 401: `WWW-Authenticate` (RFC 9110, section 11.6.1).

use http_auth::{ChallengeRef, ParamValue};

/// A way in
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Challenge {
    /// Name and password with each request
    Basic,
    /// A token from a service beside the registry
    Bearer {
        /// Where tokens come from
        realm: String,
        /// What the token is for
        service: Option<String>,
    },
}

/// The strongest way that we know of those that the headers name
pub fn read<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Challenge> {
    let mut basic = None;
    for header in headers.filter(|header| header.len() <= 4096) {
        for challenge in challenges(header) {
            let param = |name: &str| text(&challenge.params, name);
            if challenge.scheme.eq_ignore_ascii_case("bearer") {
                if let Some(realm) = param("realm") {
                    let service = param("service");
                    return Some(Challenge::Bearer { realm, service });
                }
            }
            if challenge.scheme.eq_ignore_ascii_case("basic") {
                basic = Some(Challenge::Basic);
            }
        }
    }
    basic
}

/// Those of one header. What the parser does not know, such as a token behind `Negotiate`, hides nothing that
/// follows a comma.
fn challenges(header: &str) -> Vec<ChallengeRef<'_>> {
    let commas = header.match_indices(',').map(|(at, _)| &header[at + 1..]);
    std::iter::once(header)
        .chain(commas)
        .find_map(|rest| http_auth::parse_challenges(rest.trim_start()).ok())
        .unwrap_or_default()
}

fn text(params: &[(&str, ParamValue<'_>)], name: &str) -> Option<String> {
    let found = params
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.to_unescaped())
}

#[cfg(test)]
mod tests {
    use super::{read, Challenge};

    #[test]
    fn reads_what_registries_say() {
        let bearer = r#"Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a:pull""#;
        assert_eq!(
            read([bearer].into_iter()),
            Some(Challenge::Bearer {
                realm: "https://auth.example/token".to_owned(),
                service: Some("registry.example".to_owned()),
            })
        );
        assert_eq!(
            read(["basic realm=\"x\""].into_iter()),
            Some(Challenge::Basic)
        );
        assert!(matches!(
            read(["Basic realm=\"x\"", bearer].into_iter()),
            Some(Challenge::Bearer { .. })
        ));
        for header in [
            "Negotiate abc=, Basic realm=\"x\"",
            "NTLM, Basic realm=\"a, b\"",
        ] {
            assert_eq!(read([header].into_iter()), Some(Challenge::Basic));
        }
        for other in [
            "",
            "Negotiate",
            "Negotiate abc=, b c d,",
            "Bearer",
            "Bearer service=\"x\"",
            "\u{0}",
        ] {
            assert_eq!(read([other].into_iter()), None, "{other}");
        }
    }
}
