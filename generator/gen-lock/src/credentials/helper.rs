//! Docker's protocol of credential helpers: `docker-credential-<name> get`, which reads the server from
//! its input and prints JSON.

use registry::{Credential, Helper};
use serde::Deserialize;
use std::io::{self, Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A credential is a few kilobytes
const LARGEST: u64 = 1 << 20;
/// What a helper says when it knows the server not, which is no error
const NOT_FOUND: &str = "credentials not found";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Helped {
    #[serde(default)]
    username: String,
    #[serde(default)]
    secret: String,
}

/// What a helper has for a server; `None` when it knows the server not. What it printed is in no error,
/// for that may be the secret.
///
/// # Errors
/// When it is not there, fails, or prints something else.
pub fn ask(Helper(helper): &Helper, server: &str) -> Result<Option<Credential>, String> {
    let program = format!("docker-credential-{helper}");
    let (status, said) = run(&program, server).map_err(|error| {
        format!(
            "cannot run `{program}`, which it names for `{server}`: {error}\n\nhint: install it, or log in \
             without a helper into a file that `REGISTRY_AUTH_FILE` names"
        )
    })?;
    if !status.success() {
        let text = String::from_utf8_lossy(&said).to_ascii_lowercase();
        if text.contains(NOT_FOUND) {
            return Ok(None);
        }
        return Err(format!(
            "`{program}` fails for `{server}` ({status})\n\nhint: `echo {server} | {program} get` shows why"
        ));
    }
    let helped: Helped = serde_json::from_slice(&said)
        .map_err(|_| format!("`{program}` printed no credential for `{server}`"))?;
    let is_there = !helped.username.is_empty() || !helped.secret.is_empty();
    Ok(is_there.then(|| Credential::new(&helped.username, &helped.secret)))
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
