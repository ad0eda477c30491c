//! Containers of one compose file, as Docker 20.10 with Compose 1.29 and 26.1 with 2 say that they are, and
//! what of them is told once it is altered.

use super::differences;
use crate::{Expected, Granted, Image, Info};
use fleet::image_config::Healthcheck;
use render::{Bind, Limits, Rights, Seccomp};
use serde_json::{json, Value};
use std::collections::BTreeSet;

const RECORDED: [&str; 2] = [
    include_str!("../../tests/recorded/docker-20.10-rights.json"),
    include_str!("../../tests/recorded/docker-26.1-rights.json"),
];
const PROFILE: &str = r#"{ "syscalls": [{ "names": ["reboot"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1 }],
    "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"] }"#;
const IMAGE: &str = r#"[{"Id":"sha256:1","Config":{"Env":["A=1"],"WorkingDir":"/app"}}]"#;

/// What 20.10 says, and what it was rendered to be
pub fn example() -> (Granted, Expected) {
    let [container, _] = recorded();
    let any = ["A", "GIT_SHA", "OBSERVABILITY_URL", "SBOM_DIGEST"];
    let expected = Expected {
        rights: rights(),
        environment: any.map(|name| (name.to_owned(), Vec::new())).into(),
    };
    (Granted::new(container), expected)
}

fn recorded() -> [Value; 2] {
    RECORDED.map(|text| serde_json::from_str::<Vec<Value>>(text).unwrap().remove(0))
}

fn bind(source: &str, target: &str, read_only: bool) -> Bind {
    Bind {
        source: source.to_owned(),
        target: target.to_owned(),
        read_only,
    }
}

fn rights() -> Rights {
    let owner = "uid=10001,gid=10001";
    let networks = ["box_box", "box_box-supervision"];
    let test = ["CMD", "/usr/bin/sleep", "0"];
    Rights {
        user: "10001:10001",
        seccomp: Some(Seccomp::Profile(PROFILE.to_owned())),
        apparmor: Some("fleet".to_owned()),
        networks: networks.map(str::to_owned).into(),
        ports: BTreeSet::from([7100, 8100]),
        devices: BTreeSet::from(["/dev/null".to_owned()]),
        gpus: vec!["0".to_owned(), "1".to_owned()],
        groups: BTreeSet::from([29, 998]),
        binds: BTreeSet::from([
            bind("/var/lib/fleet/beta/data", "/app/data", false),
            bind("/var/lib/fleet/models", "/app/models", true),
            bind("/var/lib/fleet/secrets/openai", "/run/secrets/openai", true),
            bind("/var/run/docker.sock", "/run/docker.sock", false),
        ]),
        tmpfs: vec![
            ("/tmp", format!("{owner},mode=1777,size=256m")),
            (
                "/home/appuser/.cache",
                format!("{owner},mode=0700,size=1024m"),
            ),
        ],
        limits: Limits {
            memory_mb: Some(2048),
            cpu_quota: Some(200_000),
            pids: Some(256),
        },
        health: Healthcheck {
            test: test.map(str::to_owned).to_vec(),
            interval: 10,
            timeout: 5,
            start_period: 30,
            retries: 3,
        },
        restart: "no",
        env_files: Vec::new(),
    }
}

/// On the machine of the recordings, whose control groups are of version 1
pub fn info() -> Info {
    Info {
        cgroup_version: "1".to_owned(),
        ..Info::default()
    }
}

fn told(rights: Rights, info: &Info, container: &Value) -> Vec<String> {
    let value = |name: &str, value: &str| (name.to_owned(), vec![value.to_owned()]);
    let expected = Expected {
        rights,
        environment: [
            ("GIT_SHA".to_owned(), Vec::new()),
            value("OBSERVABILITY_URL", "http://center:7110"),
            value("SBOM_DIGEST", ""),
        ]
        .into(),
    };
    let image = Image::all(IMAGE).unwrap().remove(0);
    let granted = Granted::new(container.clone());
    let all = differences(&expected, Some(&image), info, &granted);
    all.iter().map(ToString::to_string).collect()
}

fn of(container: &Value) -> Vec<String> {
    told(rights(), &info(), container)
}

fn set(container: &Value, pointer: &str, value: &Value) -> Value {
    let mut container = container.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match container.pointer_mut(parent).unwrap() {
        Value::Array(all) if key == "-" => all.push(value.clone()),
        parent if parent.is_array() => parent[key.parse::<usize>().unwrap()] = value.clone(),
        parent => parent[key] = value.clone(),
    }
    container
}

#[test]
fn what_was_rendered_is_no_difference() {
    for container in recorded() {
        assert_eq!(of(&container), Vec::<String>::new());
    }
}

/// Absent, null and empty are the same, and so are two spellings of one right
#[test]
fn other_words_of_the_same() {
    for container in recorded() {
        for (pointer, value) in [
            ("/HostConfig/CapAdd", json!([])),
            ("/HostConfig/CapDrop", json!(["CAP_ALL"])),
            ("/HostConfig/ExtraHosts", json!([])),
            ("/HostConfig/Ulimits", json!([])),
            ("/HostConfig/Annotations", json!({})),
            ("/HostConfig/Init", json!(false)),
            ("/HostConfig/MemorySwappiness", json!(-1)),
            ("/HostConfig/RestartPolicy/Name", json!("")),
            ("/HostConfig/GroupAdd", json!(["29", "998"])),
            ("/HostConfig/SecurityOpt/0", json!("no-new-privileges")),
            ("/HostConfig/SecurityOpt/0", json!("no-new-privileges=true")),
            (
                "/HostConfig/PortBindings/7100~1tcp/0/HostIp",
                json!("0.0.0.0"),
            ), // ~1 is `/`
            ("/HostConfig/ConsoleSize", json!([24, 80])),
            ("/HostConfig/LogConfig/Config/compress", json!("true")),
            ("/HostConfig/NetworkMode", json!("box_box-supervision")),
            ("/HostConfig/CgroupnsMode", json!("private")),
            ("/HostConfig/FutureKey", json!({"A": [], "B": 0})),
            ("/AppArmorProfile", json!("")),
            ("/Config/Env/-", json!("affinity:container==0123")),
            ("/Config/Healthcheck/StartInterval", json!(0)),
        ] {
            let altered = set(&container, pointer, &value);
            assert_eq!(of(&altered), Vec::<String>::new(), "{pointer}");
        }
    }
}

/// Every key of the engine's, whatever it is set to
#[test]
fn no_key_can_be_altered_unseen() {
    // What these come to is judged elsewhere, and the last two say nothing of rights.
    let elsewhere = ["Binds", "Mounts", "ConsoleSize", "ContainerIDFile"];
    let more = [
        "Sysctls",
        "StorageOpt",
        "Annotations",
        "Init",
        "KernelMemory",
        "CpuCount",
        "Future",
    ];
    for container in recorded() {
        let keys = container["HostConfig"].as_object().unwrap().keys();
        let keys = keys.map(String::as_str).chain(more);
        for key in keys.filter(|key| !elsewhere.contains(key)) {
            for value in [
                json!(true),
                json!(7),
                json!("x"),
                json!(["x"]),
                json!({"x": "y"}),
            ] {
                let altered = set(&container, &format!("/HostConfig/{key}"), &value);
                let told = of(&altered);
                let same = container["HostConfig"].get(key) == Some(&value);
                assert!(
                    same || told.iter().any(|one| one.contains(key)),
                    "{key} {value}: {told:?}"
                );
            }
        }
        for key in ["User", "Env", "Healthcheck", "WorkingDir"] {
            let altered = set(&container, &format!("/Config/{key}"), &Value::Null);
            assert!(!of(&altered).is_empty(), "{key}");
        }
        for key in ["HostConfig", "Config", "Mounts", "NetworkSettings"] {
            let altered = set(&container, &format!("/{key}"), &Value::Null);
            assert!(!of(&altered).is_empty(), "{key}");
        }
    }
}

#[test]
#[allow(clippy::too_many_lines)] // a table of cases
fn each_alteration_is_told() {
    let [_, container] = recorded();
    let etc = json!({"Type": "bind", "Source": "/etc", "Destination": "/host", "Mode": "", "RW": true, "Propagation": "rshared"});
    let part = json!({"Type": "bind", "Source": "/var/lib/fleet/models", "Target": "/app/models", "ReadOnly": true, "BindOptions": {"CreateMountpoint": true, "Propagation": "rprivate", "ReadOnlyNonRecursive": true}});
    let volume = json!({"Type": "volume", "Name": "v", "Source": "/var/lib/docker/volumes/v/_data", "Destination": "/app/data", "RW": true});
    let mut all = String::new();
    for (pointer, value) in [
        ("/Config/User", json!("root")),
        ("/Config/User", json!("")),
        ("/Config/WorkingDir", json!("/tmp")),
        ("/Config/Env/-", json!("LD_PRELOAD=/app/data/evil.so")),
        ("/Config/Env/-", json!("A=1")),
        (
            "/Config/Env",
            json!(["SBOM_DIGEST=x", "OBSERVABILITY_URL", "A=2"]),
        ),
        (
            "/Config/Healthcheck/Test",
            json!(["CMD-SHELL", "id > /app/data/x"]),
        ),
        ("/Config/Healthcheck/Interval", json!(1)),
        ("/Config/Healthcheck", json!({"Test": ["NONE"]})),
        ("/AppArmorProfile", json!("unconfined")),
        ("/Mounts/-", etc),
        ("/Mounts/1/RW", json!(true)),
        ("/Mounts/0/Propagation", json!("rslave")),
        ("/Mounts/0", volume),
        ("/Mounts", json!([])),
        ("/HostConfig/Mounts/1", part),
        ("/NetworkSettings/Networks", json!({"host": {}})),
        ("/HostConfig/NetworkMode", json!("container:0123")),
        ("/HostConfig/PidMode", json!("host")),
        ("/HostConfig/IpcMode", json!("shareable")),
        ("/HostConfig/UTSMode", json!("host")),
        ("/HostConfig/UsernsMode", json!("host")),
        ("/HostConfig/Privileged", json!(true)),
        ("/HostConfig/ReadonlyRootfs", json!(false)),
        ("/HostConfig/CapAdd", json!(["SYS_ADMIN"])),
        ("/HostConfig/CapDrop", json!(null)),
        (
            "/HostConfig/SecurityOpt",
            json!(["seccomp=unconfined", "apparmor=fleet"]),
        ),
        (
            "/HostConfig/SecurityOpt/1",
            json!("seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}"),
        ),
        ("/HostConfig/SecurityOpt/-", json!("label=disable")),
        (
            "/HostConfig/SecurityOpt/-",
            json!("no-new-privileges:false"),
        ),
        ("/HostConfig/MaskedPaths", json!(null)),
        (
            "/HostConfig/ReadonlyPaths",
            json!(["/proc/bus", "/proc/fs", "/proc/irq"]),
        ),
        (
            "/HostConfig/Devices/-",
            json!({"PathOnHost": "/dev/sda", "PathInContainer": "/dev/sda", "CgroupPermissions": "rwm"}),
        ),
        ("/HostConfig/DeviceCgroupRules", json!(["a *:* rwm"])),
        ("/HostConfig/DeviceRequests/0/DeviceIDs/-", json!("2")),
        ("/HostConfig/GroupAdd/-", json!("0")),
        ("/HostConfig/Tmpfs", json!({"/tmp": "exec"})),
        (
            "/HostConfig/PortBindings",
            json!({"22/tcp": [{"HostIp": "", "HostPort": "22"}]}),
        ),
        ("/HostConfig/PublishAllPorts", json!(true)),
        (
            "/HostConfig/RestartPolicy",
            json!({"Name": "always", "MaximumRetryCount": 0}),
        ),
        ("/HostConfig/LogConfig/Type", json!("none")),
        ("/HostConfig/LogConfig/Config/max-size", json!("10g")),
        ("/HostConfig/Memory", json!(0)),
        ("/HostConfig/MemorySwap", json!(-1)),
        ("/HostConfig/PidsLimit", json!(-1)),
        ("/HostConfig/CpuQuota", json!(0)),
        ("/HostConfig/Sysctls", json!({"net.ipv4.ip_forward": "1"})),
        ("/HostConfig/ExtraHosts", json!(["center:10.0.0.1"])),
        ("/HostConfig/Links", json!(["/other:/box-beta/other"])),
        ("/HostConfig/VolumesFrom", json!(["other"])),
        ("/HostConfig/Runtime", json!("runsc")),
        ("/HostConfig/CgroupParent", json!("/")),
        ("/HostConfig/OomKillDisable", json!(true)),
        ("/HostConfig/FutureGrant", json!("\u{1b}[2Jall")),
    ] {
        let told = of(&set(&container, pointer, &value));
        assert!(!told.is_empty(), "{pointer} {value}");
        all += &format!("{}\n", told.join("\n"));
    }
    insta::assert_snapshot!(all);
}

/// A terminal is not shown all of a path; what differs is what is there
#[test]
fn a_path_that_is_shown_like_another_is_another() {
    for container in recorded() {
        for key in ["Source", "Destination"] {
            let pointer = format!("/Mounts/0/{key}");
            let path = container.pointer(&pointer).unwrap().as_str().unwrap();
            for other in [
                format!("/etc\n{path}"),
                format!("{path}\u{7}"),
                format!("{path} "),
            ] {
                let told = of(&set(&container, &pointer, &json!(other)));
                assert!(!told.is_empty(), "{key} {other:?}");
            }
        }
    }
}

/// What no kernel can limit is left away; what it can is not.
#[test]
fn limits_that_the_kernel_lacks() {
    let [container, _] = recorded();
    let altered = set(&container, "/HostConfig/Memory", &json!(0));
    let altered = set(&altered, "/HostConfig/MemorySwap", &json!(-1));
    assert_eq!(of(&altered).len(), 2);
    let info = Info {
        memory_limit: false,
        ..info()
    };
    assert_eq!(told(rights(), &info, &altered), Vec::<String>::new());
    let unified = Info::default();
    let want = ["HostConfig.CgroupnsMode: rendered private, there is host"];
    assert_eq!(told(rights(), &unified, &container), want);
}

/// An engine may say anything.
#[test]
fn nonsense_is_told() {
    for container in [
        json!(null),
        json!([7]),
        json!({"HostConfig": [], "Config": "x", "Mounts": {}, "NetworkSettings": 7}),
        json!({"HostConfig": {"PortBindings": {"x": [7, null, []]}, "SecurityOpt": [7, {}], "Mounts": [7]}}),
        json!({"HostConfig": {"CapAdd": [7], "RestartPolicy": "no", "MaskedPaths": {}, "Tmpfs": [[]]}}),
        json!({"Config": {"Env": [7, "", "="], "Healthcheck": [1]}, "Mounts": [7, null, "x"]}),
    ] {
        assert!(!of(&container).is_empty(), "{container}");
    }
}

#[test]
fn a_machine_without_what_hardens() {
    let [container, _] = recorded();
    let bare = Rights {
        seccomp: None,
        apparmor: None,
        ..rights()
    };
    let told = told(bare, &info(), &container);
    let want = [
        "HostConfig.SecurityOpt apparmor: rendered none, there is fleet",
        "HostConfig.SecurityOpt seccomp: rendered none, there is profile",
        "AppArmorProfile: rendered docker-default, there is fleet",
    ];
    for (told, want) in told.iter().zip(want) {
        assert!(told.starts_with(want), "{told}");
    }
    assert_eq!(told.len(), want.len());
}
