use super::{NoGpu, Socket, Want};
use crate::Readings;
use fleet::build_lock::{BuildLock, Outputs};
use fleet::{Source, Table};
use oci::{Digest, MediaType};

const TABLE: &str = r#"version = 1
[fleet]
python = "3.11.2"
codec = "gzip"

[machines.box]
gpu = "RTX"
port-offset = 100
[machines.box.profile]
[machines.cpu]
network = "bridge"
engine-group = 996
[machines.cpu.profile]

[needs]
[features.NEW]
value = true

[[services]]
name = "Alpha"
machines = ["box", "cpu"]
needs = []
family = "base"
port = 7000
health-port = 8000
http-health = "above"
on.box = { listeners = { grpc = 5714, last = 65500 } }

[[services]]
name = "Old"
machines = ["box"]
needs = []
family = "base"
port = 7001
health-port = 8002
when = "!NEW"

[[services]]
name = "New"
machines = ["box"]
needs = []
family = "base"
port = 7002
health-port = 8003
when = "NEW"

[[services]]
name = "Off"
machines = ["box"]
needs = []
family = "base"
port = 7003
health-port = 8004
disabled = "not yet"

[[services]]
name = "Store"
machines = ["box", "cpu"]
needs = []
family = "base"
infrastructure = "for Alpha"
port = 6379
health-port = 6380

[[services]]
name = "Proxy"
machines = ["cpu"]
needs = []
family = "base"
role = "engine-proxy"
infrastructure = "for the supervisor"
port = 2375
health-port = 2376
"#;

const LOCK: &str = r#"{"version":1,"inputs":{"digests":{"families":{},"services":{}},"sources":{}},
"outputs":{"images":{
"box-alpha":{"config":"c","layers":["one","two"],"manifest":"m","size":9},
"cpu-alpha":{"config":"c","layers":["one"],"manifest":"m","size":9}},
"layers":{
"one":{"diff_id":"d","blobs":{"zstd":{"digest":"b","mediaType":"t","parameters":{},"size":5},"gzip":{"digest":"b","mediaType":"t","parameters":{},"size":7}}},
"two":{"diff_id":"d","blobs":{"zstd":{"digest":"b","mediaType":"t","parameters":{},"size":3}}}}}}"#;

fn want(machine: &str) -> Option<Want> {
    of(TABLE, machine)
}

fn of(text: &str, machine: &str) -> Option<Want> {
    let table: Table = Source {
        file: "fleet.toml",
        text,
    }
    .parse()
    .unwrap();
    let mut lock = LOCK.replace("\"t\"", &format!("\"{}\"", MediaType::LayerZstd));
    for word in ["b", "c", "d", "m"] {
        let digest = Digest::of(word.as_bytes());
        lock = lock.replace(&format!(":\"{word}\""), &format!(":\"{digest}\""));
    }
    let outputs: Outputs = BuildLock::parse(&lock).unwrap().outputs;
    let families = ["base".to_owned(), "torch-cu118".to_owned()];
    Want::of(&table, &families, Some(&outputs), machine)
}

#[test]
fn the_ports_of_what_runs() {
    let ports = |machine| -> Vec<(u16, String, String)> {
        let ports = want(machine).unwrap().ports.into_iter();
        ports
            .map(|(port, held)| (port, held.service, held.kind))
            .collect()
    };
    let port = |port, service: &str, kind: &str| (port, service.to_owned(), kind.to_owned());
    let on_box = [
        port(5814, "Alpha", "grpc"),
        port(6479, "Store", "service"),
        port(6480, "Store", "health"),
        port(7100, "Alpha", "service"),
        port(7102, "New", "service"),
        port(8100, "Alpha", "health"),
        port(8101, "Alpha", "http health"),
        port(8103, "New", "health"),
    ];
    assert_eq!(ports("box"), on_box);
    // A bridge publishes no implicit port, and no infrastructure.
    let on_cpu = [
        port(7000, "Alpha", "service"),
        port(8000, "Alpha", "health"),
    ];
    assert_eq!(ports("cpu"), on_cpu);
}

#[test]
fn each_layer_once_in_the_fleets_codec() {
    let images = want("box").unwrap().images.unwrap();
    assert_eq!((images.locked, images.stored), (1, 7 + 3));
    assert_eq!(images.missing, ["box-new", "box-store"]);
}

#[test]
fn gpu_variants_and_the_oldest_driver() {
    let on_box = want("box").unwrap();
    assert_eq!(on_box.gpu.unwrap().driver, 535);
    assert_eq!(on_box.cu118, ["torch-cu118"]);
    assert_eq!(want("cpu").unwrap().gpu, Err(NoGpu::Table));
    assert_eq!(want("bux"), None);
}

#[test]
fn the_socket_where_a_row_has_it() {
    let group = Some(996);
    let of_docker = Socket { path: None, group };
    assert_eq!(want("cpu").unwrap().socket, Some(of_docker));
    assert_eq!(want("box").unwrap().socket, None);
    let text = TABLE.replace(
        "engine-group = 996",
        "engine-socket = \"/run/user/1000/docker.sock\"",
    );
    let socket = of(&text, "cpu").unwrap().socket.unwrap();
    assert_eq!(
        socket.at(&Readings::default()),
        "/run/user/1000/docker.sock"
    );
    assert_eq!(socket.group, None);
}
