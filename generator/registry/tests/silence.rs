//! A registry that answers too soon, or takes nothing more: it is heard, or left.

use oci::Digest;
use registry::{Client, UploadMethod};
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

const MIB: usize = 1 << 20;

/// A server that answers before it has read the body, and then closes, as proxies do
fn refuses_at_once() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut from = BufReader::new(&stream);
            let mut first = String::new();
            from.read_line(&mut first).unwrap();
            let mut line = first.clone();
            while !line.trim().is_empty() {
                line.clear();
                from.read_line(&mut line).unwrap();
            }
            let place = "Location: /v2/a/b/blobs/uploads/1\r\n";
            let (status, more) = match first.starts_with("POST") {
                true => (202, place),
                false => (413, ""),
            };
            let head = format!("HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\n\r\n");
            (&stream).write_all(head.as_bytes()).unwrap();
            // What comes still is not read for a while: the client is in the midst of it.
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
    });
    port
}

#[test]
fn an_answer_before_the_end_of_the_body_is_heard() {
    let port = refuses_at_once();
    let repository: registry::Repository = format!("127.0.0.1:{port}/a/b").parse().unwrap();
    let options = registry::Options {
        method: Some(UploadMethod::Whole),
        ..registry::Options::default()
    };
    let nobody = Box::new(registry::Anonymous);
    let client = Client::new(repository.host.clone(), &options, nobody).unwrap();
    let blob = vec![0; 32 * MIB];
    let said = client.upload(&repository, &Digest::of(&blob), &blob, &|_| ());
    assert!(said.unwrap_err().to_string().contains("answers 413"));
}

#[test]
fn a_registry_that_takes_nothing_more_is_left() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let mut held = Vec::new();
        for stream in listener.incoming().flatten() {
            let mut first = String::new();
            BufReader::new(&stream).read_line(&mut first).unwrap();
            let place = "Location: /v2/a/b/blobs/uploads/1\r\nConnection: close\r\n";
            match first.starts_with("PUT") {
                true => held.push(stream),
                false => write!(
                    &stream,
                    "HTTP/1.1 202 X\r\n{place}Content-Length: 0\r\n\r\n"
                )
                .unwrap(),
            }
        }
    });
    let repository: registry::Repository = format!("127.0.0.1:{port}/a/b").parse().unwrap();
    let options = registry::Options {
        method: Some(UploadMethod::Whole),
        silence: std::time::Duration::from_millis(300),
        pause: std::time::Duration::from_millis(1),
        ..registry::Options::default()
    };
    let nobody = Box::new(registry::Anonymous);
    let client = Client::new(repository.host.clone(), &options, nobody).unwrap();
    let (blob, begin) = (Large::default(), std::time::Instant::now());
    let said = client.upload(&repository, &Digest::of(b"large"), &blob, &|_| ());
    let said = said.unwrap_err().to_string();
    assert!(said.contains("it does not answer in time"), "{said}");
    assert!(
        begin.elapsed().as_secs() < 60,
        "not as long as 8 GiB may take"
    );
    let (read, tries) = (blob.read.load(Ordering::Relaxed), 5);
    assert!(read < tries * 32 * MIB, "{read} bytes were read ahead");
}

/// A server that sends a byte now and then, of a body whose length it has told
fn drips() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                while lines.next().is_some_and(|line| !line.is_empty()) {}
                let head = "HTTP/1.1 200 X\r\nContent-Length: 4096\r\n\r\n";
                let mut sent = (&stream).write_all(head.as_bytes());
                while sent.is_ok() {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                    sent = (&stream).write_all(b"x");
                }
            });
        }
    });
    port
}

#[test]
fn a_registry_that_drips_is_left() {
    let repository: registry::Repository = format!("127.0.0.1:{}/a/b", drips()).parse().unwrap();
    let options = registry::Options {
        silence: std::time::Duration::from_millis(500),
        pause: std::time::Duration::from_millis(1),
        ..registry::Options::default()
    };
    let client = Client::new(
        repository.host.clone(),
        &options,
        Box::new(registry::Anonymous),
    )
    .unwrap();
    let begin = std::time::Instant::now();
    let (digest, mut to) = (Digest::of(b"blob"), Vec::new());
    let got = client.blob(&repository, &digest, 4096, &mut to, &|_| ());
    let said = got.unwrap_err().to_string();
    assert!(said.contains("it is too slow: "), "{said}");
    assert!(client.manifest(&repository, "latest").is_err());
    assert!(begin.elapsed().as_secs() < 60);
}

/// 8 GiB of zeros, and how many of them were asked for
#[derive(Default)]
struct Large {
    read: Arc<AtomicUsize>,
}

impl registry::Source for Large {
    fn size(&self) -> std::io::Result<u64> {
        Ok(8 << 30)
    }

    fn reader(&self, _: u64) -> std::io::Result<Box<dyn Read + Send + Sync>> {
        Ok(Box::new(Zeros(Arc::clone(&self.read))))
    }
}

struct Zeros(Arc<AtomicUsize>);

impl Read for Zeros {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.fetch_add(buffer.len(), Ordering::Relaxed);
        Ok(buffer.len())
    }
}
