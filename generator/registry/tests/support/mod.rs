//! A server on loopback that answers as a test says, one request a connection.

#![allow(dead_code)] // each test takes some of it

pub mod memory;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What was asked
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    /// Path and query
    pub target: String,
    /// Names in lower case
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What is answered
#[derive(Debug, Clone, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// What is said of the body, where that is not its length
    pub length: Option<usize>,
    /// Nothing is said of its length
    pub unsaid: bool,
}

/// A listening server; it ends with the test's process
pub struct Server {
    pub port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Reply {
    pub fn new(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
}

impl Server {
    /// `answer` gives nothing where the connection is to break
    pub fn start(answer: impl FnMut(&Request) -> Option<Reply> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(Mutex::new(answer)), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    log.lock().unwrap().push(request.clone());
                    let reply = (answer.lock().unwrap())(&request);
                    if let Some(reply) = reply {
                        write(stream, &request, &reply);
                    }
                });
            }
        });
        Self { port, asked }
    }

    /// All that was asked so far
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }

    /// Of those with this method
    pub fn asked_by(&self, method: &str) -> Vec<Request> {
        let mut asked = self.asked();
        asked.retain(|request| request.method == method);
        asked
    }

    /// A client that has little patience
    pub fn client(&self, chunk: usize) -> registry::Client {
        self.client_with(chunk, |_| ())
    }

    /// The same, set up further
    pub fn client_with(
        &self,
        chunk: usize,
        set: impl FnOnce(&mut registry::Options),
    ) -> registry::Client {
        let mut options = registry::Options {
            agent: "test".to_owned(),
            silence: Duration::from_secs(5),
            pause: Duration::from_millis(1),
            chunk,
            ..registry::Options::default()
        };
        set(&mut options);
        let host = self.repository().host;
        registry::Client::new(host, &options, Box::new(registry::Anonymous)).unwrap()
    }

    pub fn repository(&self) -> registry::Repository {
        format!("127.0.0.1:{}/a/b", self.port).parse().unwrap()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut from = BufReader::new(stream);
    let mut line = String::new();
    from.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let mut request = Request {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = request.header("content-length");
    let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    request.body = vec![0; length];
    from.read_exact(&mut request.body).ok()?;
    Some(request)
}

fn write(mut stream: TcpStream, request: &Request, reply: &Reply) {
    let length = reply.length.unwrap_or(reply.body.len());
    let mut head = format!("HTTP/1.1 {} X\r\n", reply.status);
    if !reply.unsaid {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("Connection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes());
    if request.method != "HEAD" {
        let _ = stream.write_all(&reply.body);
    }
}
