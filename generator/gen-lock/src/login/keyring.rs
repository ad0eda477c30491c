use reqwest::Url;
use std::process::{Command, Stdio};

/// A keyring that waits for a person gets no answer from here
const NO_PROMPT: (&str, &str) = ("PYTHON_KEYRING_NO_PROMPT", "1");

/// The password that the user's keyring has, by the names that uv asks for
pub fn password(root: &Url, user: &str) -> Option<String> {
    services(root).iter().find_map(|service| get(service, user))
}

/// The index as it is written, its host, and in the open its scheme and host
fn services(root: &Url) -> Vec<String> {
    let mut root = root.clone();
    let _ = root.set_username("");
    let _ = root.set_password(None);
    let host = root.host_str().unwrap_or_default();
    let host = match root.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let open = (root.scheme() != "https").then(|| format!("{}://{host}", root.scheme()));
    [root.as_str().to_owned(), host]
        .into_iter()
        .chain(open)
        .collect()
}

fn get(service: &str, user: &str) -> Option<String> {
    let done = Command::new("keyring")
        .args(["get", service, user])
        .env(NO_PROMPT.0, NO_PROMPT.1)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(done.stdout).ok()?;
    let password = text.trim_end_matches(['\r', '\n']);
    (done.status.success() && !password.is_empty()).then(|| password.to_owned())
}

#[cfg(test)]
mod tests {
    use super::services;

    #[test]
    fn services_are_those_of_uv() {
        for (root, want) in [
            (
                "https://u:p@a.example:8443/simple",
                &["https://a.example:8443/simple", "a.example:8443"][..],
            ),
            (
                "http://u@a.example/simple/",
                &["http://a.example/simple/", "a.example", "http://a.example"],
            ),
        ] {
            assert_eq!(services(&root.parse().unwrap()), want, "{root}");
        }
    }
}
