//! An index whose password is in the user's keyring: the program `keyring` that is on PATH is asked as uv
//! asks it, and what it says goes to the index and to nobody else.

#[path = "two_at_once/project.rs"]
#[allow(dead_code, reason = "the test of two commands uses the rest")]
mod project;

use project::{ended, Project};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

const SECRET: &str = "hunter2 50%40 é";
/// `ann:hunter2 50%40 é`
const BASIC: &str = "Basic YW5uOmh1bnRlcjIgNTAlNDAgw6k=";
const WHEEL: &str = "/files/a_test-1-py3-none-any.whl";

/// A server that notes who asks for the wheel, and never gives it
struct Index {
    port: u16,
    logins: Arc<Mutex<Vec<Option<String>>>>,
}

impl Index {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let logins = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&logins);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                noted.lock().unwrap().push(login(&stream));
                let mut stream = stream;
                let _ = stream
                    .write_all(b"HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        Self { port, logins }
    }
}

fn login(stream: &TcpStream) -> Option<String> {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let fields = head.iter().filter_map(|line| line.split_once(": "));
    let mut logins = fields.filter(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    logins.next().map(|(_, value)| value.to_owned())
}

/// A project whose one wheel is at the index, and a keyring that knows the password of ann at a service
fn project(index: &Index, service: &str) -> Project {
    let project = Project::of("import");
    project.add_runtime();
    let port = index.port;
    let wheel = format!(
        "lock-version = \"1.0\"\ncreated-by = \"uv\"\n[[packages]]\nname = \"a-test\"\nversion = \"1\"\n\
         wheels = [{{ name = \"a_test-1-py3-none-any.whl\", url = \"http://127.0.0.1:{port}{WHEEL}\", \
         hashes = {{ sha256 = \"{}\" }} }}]\n",
        "0".repeat(64)
    );
    fs::write(project.beside("answer"), wheel).unwrap();
    let answer = project.beside("answer");
    let uv = format!(
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do\n  [ \"$1\" != --output-file ] || cat '{}' >\"$2\"\n  shift\ndone\n",
        answer.display()
    );
    project.program("uv", &uv);
    let asked = project.beside("asked");
    let keyring = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$PYTHON_KEYRING_NO_PROMPT $*\" >>'{}'\n\
         [ \"$*\" = 'get {service} ann' ] || {{ echo '{SECRET} of another' >&2; exit 1; }}\necho '{SECRET}'\n",
        asked.display()
    );
    project.program("keyring", &keyring);
    project
}

/// What the program was asked, and who the index was told we are
fn asked(
    service: impl Fn(u16) -> String,
    user: &str,
    slash: &str,
    provider: &str,
) -> (String, Option<String>) {
    let index = Index::start();
    let (port, service) = (index.port, service(index.port));
    let project = project(&index, &service);
    let root = format!("http://{user}127.0.0.1:{port}/simple{slash}");
    let words = [
        "refresh",
        "--family",
        "runtime",
        "--no-build",
        "--index-url",
        &root,
    ];
    let said = project
        .start_with(&words, &[("UV_KEYRING_PROVIDER", provider)])
        .end();
    assert_ne!(said.status.code(), Some(0));
    let asked = fs::read_to_string(project.beside("asked")).unwrap_or_default();
    assert!(!ended(&said).contains("hunter2"), "{}", ended(&said));
    for (path, bytes) in project.files() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("hunter2"),
            "{}",
            path.display()
        );
    }
    let logins = index.logins.lock().unwrap();
    assert!(!logins.is_empty(), "{}", ended(&said));
    let first = logins[0].clone();
    assert!(logins.iter().all(|login| *login == first), "{logins:?}");
    (asked.replace(&port.to_string(), "PORT"), first)
}

#[test]
fn a_password_of_the_keyring_reaches_the_index() {
    type Service = fn(u16) -> String;
    let services: [(Service, &str, &str); 4] = [
        (
            |port| format!("http://127.0.0.1:{port}/simple"),
            "",
            "1 get http://127.0.0.1:PORT/simple ann\n",
        ),
        // As the address is written, as uv has it
        (
            |port| format!("http://127.0.0.1:{port}/simple/"),
            "/",
            "1 get http://127.0.0.1:PORT/simple/ ann\n",
        ),
        (
            |port| format!("127.0.0.1:{port}"),
            "",
            "1 get 127.0.0.1:PORT ann\n",
        ),
        (
            |port| format!("http://127.0.0.1:{port}"),
            "",
            "1 get http://127.0.0.1:PORT ann\n",
        ),
    ];
    for (service, slash, last) in services {
        let (asked, login) = asked(service, "ann@", slash, "subprocess");
        assert_eq!(login.as_deref(), Some(BASIC), "{asked}");
        // Nothing is asked once more, and nothing behind what is known
        assert!(asked.ends_with(last), "{asked}");
        assert_eq!(asked.matches(last).count(), 1, "{asked}");
    }
}

#[test]
fn a_keyring_that_knows_nothing_gives_no_password() {
    let (asked, login) = asked(|_| "elsewhere".to_owned(), "ann@", "", "subprocess");
    let all = "1 get http://127.0.0.1:PORT/simple ann\n1 get 127.0.0.1:PORT ann\n\
               1 get http://127.0.0.1:PORT ann\n";
    assert_eq!(asked, all);
    // The user's name alone
    assert_eq!(login.as_deref(), Some("Basic YW5uOg=="));
}

#[test]
fn a_keyring_is_asked_for_a_user_where_the_user_says_so() {
    let service = |port| format!("127.0.0.1:{port}");
    let nobody = (String::new(), None);
    assert_eq!(asked(service, "", "", "subprocess"), nobody);
    let name_alone = (String::new(), Some("Basic YW5uOg==".to_owned()));
    assert_eq!(asked(service, "ann@", "", "disabled"), name_alone);
}
