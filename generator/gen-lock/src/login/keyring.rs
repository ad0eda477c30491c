use reqwest::Url;
use std::process::{Command, Stdio};

/// A keyring that waits for a person gets no answer from here
const NO_PROMPT: (&str, &str) = ("PYTHON_KEYRING_NO_PROMPT", "1");

/// The password that the user's keyring has: `keyring get SERVICE USER`, as uv asks: the root of the
/// index, then its host
pub fn password(root: &Url, user: &str) -> Option<String> {
    let mut root = root.clone();
    let _ = root.set_username("");
    let _ = root.set_password(None);
    let host = root.host_str().unwrap_or_default();
    let host = match root.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let service = root.as_str().trim_end_matches('/').to_owned();
    [service, host]
        .iter()
        .find_map(|service| get(service, user))
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
