#!/usr/bin/env bash
# Finding: the blocking client of reqwest loses an answer that comes before the request's body has ended.
# Expectation: a server that refuses a large body by 413 and closes, as proxies before registries do, is heard: the
#   caller gets status 413. curl and Go's client give it.
# Behaviour: `send()` gives an error of the kind "body" and no status, so that a refusal looks like a broken connection.
#   The same request by the asynchronous client gives 413.
# Version: reqwest 0.13.5 (features blocking, stream), as of its release
# Source: reqwest's `src/blocking/body.rs` (`send_future` ends with an error when nobody takes the body any more) and
#   `src/blocking/client.rs` (`execute_request` awaits the body before the answer); RFC 9112, section 9.3: a client SHOULD
#   monitor the connection for an answer while it sends a body
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "early"
version = "0.0.0"
edition = "2021"
[dependencies]
reqwest = { version = "=0.13.5", default-features = false, features = ["blocking", "stream"] }
tokio = { version = "1", features = ["rt", "net", "time"] }
TOML
cat >"$work/src/main.rs" <<'RUST'
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::Duration;

const LENGTH: u64 = 256 << 20;

/// Reads the head of each request, answers 413, and closes a little later
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut from = BufReader::new(&stream);
            let mut line = String::from("x");
            while !line.trim().is_empty() {
                line.clear();
                from.read_line(&mut line).unwrap();
            }
            let head = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            (&stream).write_all(head.as_bytes()).unwrap();
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    address
}

fn main() {
    let address = serve();
    let body = reqwest::blocking::Body::sized(std::io::repeat(0).take(LENGTH), LENGTH);
    let blocking = reqwest::blocking::Client::new().put(&address).body(body).send();
    let blocking = match blocking {
        Ok(answer) => format!("status {}", answer.status().as_u16()),
        Err(error) => format!("no status: body error {}, {error:?}", error.is_body()),
    };
    println!("blocking: {blocking}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let asynchronous = runtime.block_on(async {
        let body = reqwest::Body::from(vec![0; LENGTH as usize]);
        reqwest::Client::new().put(&address).body(body).send().await
    });
    println!("asynchronous: status {}", asynchronous.unwrap().status().as_u16());
}
RUST
said=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet 2>&1)
echo "$said"
grep -q '^blocking: no status' <<<"$said"
grep -q '^asynchronous: status 413' <<<"$said"
