//! A web server on loopback for tests: it answers by path and login, and notes what was asked.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// An answer: status, headers, body
pub type Answer = (u16, Vec<(&'static str, String)>, Vec<u8>);

/// What a server answers to a path and an `Authorization`
pub type Answering = dyn Fn(&str, Option<&str>) -> Answer + Send + Sync;

/// A server; its thread ends with the tests
pub struct Server {
    /// `127.0.0.1:PORT`
    pub host: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves in a thread of its own
    pub fn start(answering: impl Fn(&str, Option<&str>) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answering, noted): (Arc<Answering>, _) = (Arc::new(answering), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answering, noted) = (answering.clone(), noted.clone());
                std::thread::spawn(move || serve(&stream.unwrap(), &*answering, &noted));
            }
        });
        Self { host, asked }
    }

    /// One that serves bodies by path, and 404 for the rest
    pub fn of(bodies: &[(&str, &str)]) -> Self {
        let bodies = bodies
            .iter()
            .map(|(path, body)| ((*path).to_owned(), (*body).to_owned()));
        let bodies: BTreeMap<String, String> = bodies.collect();
        Self::start(move |path, _| match bodies.get(path) {
            Some(body) => (
                200,
                vec![("Content-Type", "text/html".to_owned())],
                body.clone().into(),
            ),
            None => (404, vec![], vec![]),
        })
    }

    /// What was asked so far: `PATH` or `PATH AUTHORIZATION`
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, answering: &Answering, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut login = None;
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(": ") {
            if name.eq_ignore_ascii_case("authorization") {
                login = Some(value.to_owned());
            }
        }
    }
    let words: Vec<&str> = [path.as_str()]
        .into_iter()
        .chain(login.as_deref())
        .collect();
    asked.lock().unwrap().push(words.join(" "));
    let (status, headers, body) = answering(&path, login.as_deref());
    let mut head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("Connection: close\r\n\r\n");
    let mut stream = stream;
    // A client that has read enough hangs up.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}
