//! Against a real server on loopback that behaves badly on purpose.

use super::{fetch, Expected};
use crate::http::Http;
use crate::login::Logins;
use indicatif::ProgressBar;
use sha2::{Digest as _, Sha256};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

const BODY: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// How the server answers one request after the other
#[derive(Clone, Copy)]
enum Answer {
    /// The range that is asked for
    Whole,
    /// The whole length is promised, half of it comes
    CutOff,
    /// A byte now and then
    Drips,
    /// Everything, whatever range is asked for
    NoRanges,
    /// Other bytes of the same length
    Wrong,
    /// More bytes than there should be
    Longer,
    /// A status
    Status(u16),
}

/// Serves the answers, and gives the address and the ranges that were asked for
fn serve(answers: Vec<Answer>) -> (String, std::thread::JoinHandle<Vec<u64>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/file", listener.local_addr().unwrap());
    let serving = std::thread::spawn(move || {
        answers
            .into_iter()
            .map(|answer| one(listener.accept().unwrap().0, answer))
            .collect()
    });
    (url, serving)
}

fn one(mut stream: TcpStream, answer: Answer) -> u64 {
    let mut from = 0;
    for line in BufReader::new(stream.try_clone().unwrap()).lines() {
        let line = line.unwrap().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(range) = line.strip_prefix("range: bytes=") {
            from = range.trim_end_matches('-').parse().unwrap();
        }
    }
    let rest = &BODY[usize::try_from(from).unwrap()..];
    let partial = if from > 0 { 206 } else { 200 };
    let longer = [BODY, BODY].concat();
    let (status, length, body): (u16, usize, &[u8]) = match answer {
        Answer::Whole => (partial, rest.len(), rest),
        Answer::CutOff => (partial, rest.len(), &rest[..rest.len() / 2]),
        Answer::Drips => (partial, rest.len(), &[]),
        Answer::NoRanges => (200, BODY.len(), BODY),
        Answer::Wrong => (200, BODY.len(), &[b'x'; BODY.len()]),
        Answer::Longer => (200, longer.len(), &longer),
        Answer::Status(status) => (status, 0, b""),
    };
    let head =
        format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A client that has read enough hangs up.
    let _ = stream.write_all(body);
    if matches!(answer, Answer::Drips) {
        let slowly = |byte: &u8| {
            std::thread::sleep(Duration::from_millis(50));
            stream.write_all(&[*byte]).is_ok()
        };
        let _ = rest.iter().all(slowly);
    }
    from
}

fn get(urls: &[String], path: &Path) -> Result<(), String> {
    let sha256 = hex::encode(Sha256::digest(BODY));
    let expected = Expected {
        sha256: &sha256,
        size: BODY.len() as u64,
    };
    let bar = ProgressBar::hidden();
    let mut http = Http::new(Logins::default()).unwrap();
    http.silence = Duration::from_millis(200);
    let urls = urls.iter().cloned().map(Ok);
    fetch(&http, urls, path, expected, [&bar, &bar]).map_err(|error| error.to_string())
}

#[test]
fn a_download_that_was_cut_off_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let (url, serving) = serve(vec![Answer::CutOff, Answer::Whole]);
    get(&[url], &path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), BODY);
    assert_eq!(serving.join().unwrap(), [0, 18]);
}

#[test]
fn a_server_without_ranges_gives_it_all_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, &BODY[..7]).unwrap();
    let (url, serving) = serve(vec![Answer::NoRanges]);
    get(&[url], &path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), BODY);
    assert_eq!(serving.join().unwrap(), [7]);
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let (url, serving) = serve(vec![Answer::Status(503), Answer::Whole]);
    get(&[url], &folder.path().join("file")).unwrap();
    assert_eq!(serving.join().unwrap().len(), 2);
}

#[test]
fn wrong_bytes_leave_nothing_and_the_next_address_is_tried() {
    for bad in [Answer::Wrong, Answer::Longer, Answer::Status(404)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let ((first, one), (second, other)) = (serve(vec![bad]), serve(vec![Answer::Whole]));
        get(&[first, second], &path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), BODY);
        one.join().unwrap();
        other.join().unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let (url, serving) = serve(vec![Answer::Wrong]);
    let error = get(&[url], &path).unwrap_err();
    assert!(
        error.contains("sent different bytes: want sha256 "),
        "{error}"
    );
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
    serving.join().unwrap();
}

#[test]
fn what_is_left_of_another_file_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, b"<html>").unwrap();
    let (url, serving) = serve(vec![Answer::Whole, Answer::Whole]);
    get(&[url], &path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), BODY);
    assert_eq!(serving.join().unwrap(), [6, 0]);
}

#[test]
fn more_bytes_than_the_lock_says_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let (url, serving) = serve(vec![Answer::Longer]);
    let error = get(&[url], &path).unwrap_err();
    assert!(error.contains("more bytes than in the lock"), "{error}");
    assert!(std::fs::metadata(&path).unwrap().len() <= BODY.len() as u64);
    serving.join().unwrap();
}

#[test]
fn a_server_that_drips_is_left_for_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let ((first, one), (second, other)) =
        (serve(vec![Answer::Drips; 3]), serve(vec![Answer::Whole]));
    get(&[first, second], &path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), BODY);
    let tries = one.join().unwrap();
    assert!(
        tries[0] == 0 && tries[2] > tries[1],
        "each goes on: {tries:?}"
    );
    assert!(other.join().unwrap()[0] > 0, "what came is kept");
}
