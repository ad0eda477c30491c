use super::{Indexes, Mutex};
use crate::address::index::Index;
use crate::download::{fetch, Expected};
use crate::http::Http;
use crate::login::Logins;
use crate::loopback::Server;
use indicatif::ProgressBar;
use sha2::{Digest as _, Sha256};

const FILE: &str = "acme-1-py3-none-any.whl";
const BYTES: &str = "the wheel";
/// `ann:secret`
const ANN: &str = "Basic YW5uOnNlY3JldA==";

fn sha256(bytes: &str) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Fetches the file from indexes at these addresses; the message has `HOST` for each host
fn fetched(addresses: &[String]) -> Result<(), String> {
    let logins = Logins::default();
    let indexes: Vec<Index> = addresses
        .iter()
        .map(|text| Index::parse(text).unwrap())
        .collect();
    indexes.iter().for_each(|index| logins.add(&index.url));
    let pages = Mutex::default();
    let indexes = Indexes {
        ranked: indexes,
        pages,
    };
    let http = Http::new(logins).unwrap();
    let sha256 = sha256(BYTES);
    let size = BYTES.len() as u64;
    let expected = Expected {
        sha256: &sha256,
        size,
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let urls = indexes.urls_of(&http, "acme", FILE, &sha256);
    let bar = ProgressBar::hidden();
    fetch(&http, urls, &path, expected, [&bar, &bar]).map_err(|error| error.to_string())?;
    assert_eq!(std::fs::read_to_string(&path).unwrap(), BYTES);
    Ok(())
}

fn index(link: &str, bytes: &str) -> Server {
    let page = format!("<A HREF='{link}'>acme</A>");
    Server::of(&[
        ("/simple/acme/", &page),
        (&format!("/simple/f/{FILE}"), bytes),
    ])
}

fn address(server: &Server) -> String {
    format!("http://{}/simple", server.host)
}

/// pex-tool/pex 2772: a mirror that spells the name of a file otherwise than the index that was locked
#[test]
fn a_file_is_found_under_another_spelling() {
    let page =
        "<a href='f/other'>Acme-2-py3-none-any.whl</a><a href='f/ACME-1-py3-none-any.whl'>x</a>";
    let server = Server::of(&[
        ("/simple/acme/", page),
        ("/simple/acme/f/ACME-1-py3-none-any.whl", BYTES),
    ]);
    fetched(&[address(&server)]).unwrap();
    let other = Server::of(&[("/simple/acme/", "<a href='f/ACME-2-py3-none-any.whl'>x</a>")]);
    let error = fetched(&[address(&other)]).unwrap_err();
    assert!(
        error.contains("has no `acme-1-py3-none-any.whl`"),
        "{error}"
    );
}

#[test]
fn the_next_index_is_asked_only_for_what_the_first_has_not() {
    let link = format!("../f/{FILE}");
    let (first, second) = (index(&link, BYTES), index(&link, BYTES));
    fetched(&[address(&first), address(&second)]).unwrap();
    assert_eq!(
        first.asked(),
        ["/simple/acme/", &format!("/simple/f/{FILE}")]
    );
    assert_eq!(second.asked(), [""; 0]);
    let empty = Server::of(&[]);
    fetched(&[address(&empty), address(&second)]).unwrap();
    assert_eq!(empty.asked(), ["/simple/acme/"]);
}

#[test]
fn other_bytes_send_to_the_next_index_and_the_message_says_which_had_what() {
    let link = format!("../f/{FILE}");
    let said = index(&format!("{link}#sha256={}", sha256("said")), "said");
    let other = index(&link, "the whxxl");
    let right = index(&link, BYTES);
    let empty = Server::of(&[("/simple/acme/", "")]);
    fetched(&[address(&said), address(&other), address(&right)]).unwrap();
    // What the page says is believed without the file.
    assert_eq!(said.asked(), ["/simple/acme/"]);
    let error = fetched(&[address(&said), address(&other), address(&empty)]).unwrap_err();
    let want = sha256(BYTES);
    assert_eq!(
        error,
        format!(
            "cannot fetch `{FILE}`: `{}` states that `{FILE}` has sha256 {}, want {want}; \
             `{}/f/{FILE}` sent different bytes: want sha256 {want} (9 bytes), got {} (9 bytes); \
             `{}` has no `{FILE}`",
            address(&said),
            sha256("said"),
            address(&other),
            sha256("the whxxl"),
            address(&empty),
        )
    );
}

#[test]
fn the_login_of_an_index_opens_its_files_and_no_others() {
    let elsewhere = Server::of(&[(&format!("/{FILE}"), BYTES)]);
    let host = elsewhere.host.clone();
    for (link, want) in [
        (format!("../f/{FILE}"), format!("/simple/f/{FILE} {ANN}")),
        (format!("http://{host}/{FILE}"), format!("/{FILE}")),
    ] {
        let server = Server::start(move |path, login| match (path, login) {
            (_, None) => (401, vec![], vec![]),
            ("/simple/acme/", _) => {
                let kind = ("Content-Type", "text/html".to_owned());
                (200, vec![kind], format!("<a href={link}>{FILE}</a>").into())
            }
            _ => (200, vec![], BYTES.into()),
        });
        fetched(&[format!("http://ann:secret@{}/simple", server.host)]).unwrap();
        let mut asked = server.asked();
        asked.extend(elsewhere.asked());
        assert_eq!(asked, [format!("/simple/acme/ {ANN}"), want]);
    }
}

#[test]
fn a_refusal_names_the_index_without_its_login() {
    let server = Server::start(|_, _| (403, vec![], vec![]));
    let error = fetched(&[format!("http://ann:secret@{}/simple", server.host)]).unwrap_err();
    assert!(error.contains(&format!(
        "`http://{}/simple/acme/` answers 403",
        server.host
    )));
    assert!(
        !error.contains("secret") && !error.contains("ann:"),
        "{error}"
    );
}

#[test]
fn the_page_says_what_its_links_are_relative_to() {
    let page = format!("<base href=/simple/f/><a href={FILE}>{FILE}</a>");
    let server = Server::of(&[
        ("/simple/acme/", &page),
        (&format!("/simple/f/{FILE}"), BYTES),
    ]);
    fetched(&[address(&server)]).unwrap();
}
