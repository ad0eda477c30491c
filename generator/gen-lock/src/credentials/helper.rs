//! Docker's protocol of credential helpers: `docker-credential-<name> get`, which reads the server from
//! its input and prints JSON.

use registry::{Credential, Helper};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A credential is a few kilobytes
const LARGEST: u64 = 1 << 20;
/// What a helper says when it knows the server not, which is no error
const NOT_FOUND: &str = "credentials not found";

/// What a helper has for a server; `None` when it knows the server not. What it printed is in no error,
/// for that may be the secret.
///
/// # Errors
/// When it is not there, fails, or prints something else.
pub fn ask(Helper(helper): &Helper, server: &str) -> Result<Option<Credential>, String> {
    said_by(&format!("docker-credential-{helper}"), server)
}

fn said_by(program: &str, server: &str) -> Result<Option<Credential>, String> {
    let (status, said) = run(program, server).map_err(|error| {
        format!(
            "cannot run `{program}`, its credential helper for `{server}`: {error}\n\nhint: install \
             it, or log in without a helper to a file given in `REGISTRY_AUTH_FILE`"
        )
    })?;
    if !status.success() {
        let text = String::from_utf8_lossy(&said).to_ascii_lowercase();
        if text.contains(NOT_FOUND) {
            return Ok(None);
        }
        return Err(format!(
            "`{program}` failed for `{server}` ({status})\n\nhint: `echo {server} | {program} get` shows why"
        ));
    }
    let helped = helped(&said);
    helped.ok_or_else(|| format!("`{program}` printed no credential for `{server}`"))
}

/// An object with `Username` and `Secret`, where it has any; `None` where it is none
fn helped(said: &[u8]) -> Option<Option<Credential>> {
    let fields: BTreeMap<String, Value> = serde_json::from_slice(said).ok()?;
    let field = |name: &str| match fields.get(name) {
        None | Some(Value::Null) => Some(""),
        Some(field) => field.as_str(),
    };
    let (user, secret) = (field("Username")?, field("Secret")?);
    let is_there = !user.is_empty() || !secret.is_empty();
    Some(is_there.then(|| Credential::new(user, secret)))
}

/// How it ended, and what it said
fn run(program: &str, server: &str) -> io::Result<(ExitStatus, Vec<u8>)> {
    let mut child = Command::new(program)
        .arg("get")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that ends without reading has said enough.
        let _ = writeln!(stdin, "{server}");
    }
    let said = output(&mut child);
    Ok((child.wait()?, said?))
}

fn output(child: &mut Child) -> io::Result<Vec<u8>> {
    let mut said = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(LARGEST).read_to_end(&mut said)?;
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::said_by;
    use registry::Credential;
    use std::path::Path;
    use std::process::Command;

    const SERVER: &str = "registry.example:5000";

    /// What a helper with this body says of the server. Another process writes it: nothing here holds it
    /// open when it is run.
    fn of(folder: &Path, body: &str) -> Result<Option<Credential>, String> {
        let program = folder.join("docker-credential-test");
        let text = format!("#!/bin/sh\ntest \"$1\" = get || exit 3\nread server\n{body}\n");
        let write = r#"printf %s "$1" > "$0" && chmod +x "$0""#;
        let written = Command::new("sh")
            .arg("-c")
            .arg(write)
            .arg(&program)
            .arg(text)
            .status();
        assert!(written.unwrap().success());
        let said = said_by(program.to_str().unwrap(), SERVER);
        said.map_err(|said| said.replace(folder.to_str().unwrap(), ""))
    }

    #[test]
    fn a_helper_gives_a_credential_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let of = |body: &str| of(folder.path(), body);
        let basic = |user: &str| Ok(Some(Credential::new(user, "b")));
        let json = r#"printf '{"ServerURL":"%s","Username":"%s","Secret":"b"}' "$server" "#;
        assert_eq!(of(&format!("{json} a")), basic("a"));
        assert_eq!(of(&format!("{json} \"$server\"")), basic(SERVER));
        let token = Credential::Identity("b".to_owned());
        assert_eq!(of(&format!("{json} '<token>'")), Ok(Some(token)));
        for none in [
            "echo credentials not found in native keychain; exit 1",
            "echo 'Error: Credentials not found'; exit 1",
            "echo '{}'",
            r#"echo '{"ServerURL":"","Username":"","Secret":""}'"#,
        ] {
            assert_eq!(of(none), Ok(None), "{none}");
        }
    }

    #[test]
    fn one_that_fails_is_named_with_the_registry_and_without_what_it_said() {
        let folder = tempfile::tempdir().unwrap();
        let of = |body: &str| of(folder.path(), body).unwrap_err();
        assert_eq!(
            of("echo hunter2; exit 1"),
            "`/docker-credential-test` failed for `registry.example:5000` (exit status: 1)\n\n\
             hint: `echo registry.example:5000 | /docker-credential-test get` shows why"
        );
        let endless = of("head -c 2000000 /dev/zero");
        assert!(
            endless.starts_with("`/docker-credential-test` failed"),
            "{endless}"
        );
        for other in [
            "echo hunter2",
            "",
            "echo '[\"hunter2\"]'",
            "echo '{\"Secret\":1}'",
        ] {
            assert_eq!(
                of(other),
                "`/docker-credential-test` printed no credential for `registry.example:5000`",
                "{other}"
            );
        }
        let absent = said_by("docker-credential-that-nobody-has", SERVER).unwrap_err();
        assert!(
            absent.starts_with("cannot run `docker-credential-that-nobody-has`"),
            "{absent}"
        );
        assert!(absent.contains("for `registry.example:5000`"), "{absent}");
    }
}
