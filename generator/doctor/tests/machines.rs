//! Whole machines: what they said, and what is judged.

use doctor::{
    check, table, Gpu, Images, NoGpu, Port, Probe, Reading, Readings, Socket, Verdict, Want,
};
use fleet::table::Codec;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn want(gpu: Option<(&str, &str)>) -> Want {
    let port = |kind: &str| Port {
        service: "ServiceRegistry".to_owned(),
        image: "service-registry".to_owned(),
        kind: kind.to_owned(),
    };
    Want {
        machine: "mainpc".to_owned(),
        gpu: gpu
            .map(|(model, sm)| Gpu {
                model: model.to_owned(),
                sm: Some(sm.to_owned()),
                driver: 535,
            })
            .ok_or(NoGpu::Table),
        codec: Codec::Zstd,
        socket: Some(Socket {
            path: None,
            group: Some(998),
        }),
        ports: BTreeMap::from([(7200, port("service")), (8200, port("health"))]),
        images: Some(Images {
            locked: 49,
            missing: Vec::new(),
            stored: 3_790_504_523,
        }),
        cu118: Vec::new(),
    }
}

fn readings(texts: &[(Probe, &str)]) -> Readings {
    let reading = |(probe, text): &(Probe, &str)| {
        let text = (*text).to_owned();
        (*probe, Reading { text, error: None })
    };
    Readings(texts.iter().map(reading).collect())
}

const RTX_4090: (&str, &str) = ("NVIDIA GeForce RTX 4090", "8.9");
const TCP: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 00000000:1C20 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1161 1 00000000b83886ce 100 0 0 10 0\n";

fn ready() -> Readings {
    readings(&[
        (Probe::NvidiaModule, "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  535.183.01  Release Build  (dvs-builder@U16-I3-B03-4-3)  Sun May 12 19:23:05 UTC 2024\n"),
        (Probe::NvidiaSmi, "NVIDIA GeForce RTX 4090, 8.9, 535.183.01\n"),
        (Probe::NvidiaCtk, "NVIDIA Container Toolkit CLI version 1.14.3\n"),
        (Probe::DockerInfo, include_str!("recorded/docker-24.json")),
        (Probe::DockerPs, ""),
        (Probe::EngineSocket, "140660 0 998\n"),
        (Probe::CgroupControllers, "cpuset cpu io memory hugetlb pids rdma misc\n"),
        (Probe::Status, "Name:\tgen-lock\nSeccomp:\t0\nSeccomp_filters:\t0\n"),
        (Probe::ApparmorEnabled, "Y\n"),
        (Probe::ApparmorProfiles, "docker-default (enforce)\ngen-lock (enforce)\n"),
        (Probe::Disk, "       Avail Mounted on\n500000000000 /\n"),
        (Probe::Tcp, ""),
        (Probe::Timedatectl, "NTP=yes\nNTPSynchronized=yes\n"),
        (Probe::ResumeTimer, "LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n"),
    ])
}

#[test]
fn a_machine_that_is_ready() {
    let checks = check(&want(Some(RTX_4090)), &ready());
    insta::assert_snapshot!(table("mainpc", &checks));
}

#[test]
fn a_machine_that_is_not() {
    let mut said = ready();
    let other = readings(&[
        (Probe::NvidiaModule, "NVRM version: NVIDIA UNIX x86_64 Kernel Module  525.147.05  Wed Oct 25 20:27:35 UTC 2023\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n"),
        (Probe::NvidiaSmi, "NVIDIA GeForce RTX 3060, 8.6, 525.147.05\n"),
        (Probe::DockerInfo, include_str!("recorded/docker-20.10.json")),
        (Probe::EngineSocket, "140660 0 996\n"),
        (Probe::ApparmorProfiles, "docker-default (enforce)\n"),
        (Probe::Disk, "       Avail Mounted on\n2100000000 /\n"),
        (Probe::Tcp, TCP),
        (Probe::Sockets, "1161 412 python3\n"),
        (Probe::Timedatectl, "NTP=no\nNTPSynchronized=no\n"),
        (Probe::ResumeTimer, "LoadState=not-found\nActiveState=inactive\nUnitFileState=\n"),
    ]);
    said.0.extend(other.0);
    said.0.remove(&Probe::NvidiaCtk);
    let checks = check(&want(Some(RTX_4090)), &said);
    insta::assert_snapshot!(table("mainpc", &checks));
    let blockers = checks
        .iter()
        .filter(|check| check.verdict == Verdict::Blocker);
    assert!(blockers.into_iter().all(|check| check.remedy.is_some()));
}

#[test]
fn a_machine_without_a_gpu_that_says_nothing() {
    let checks = check(&want(None), &Readings::default());
    insta::assert_snapshot!(table("mainpc", &checks));
}

#[test]
fn json_says_the_same() {
    let checks = check(&want(None), &ready());
    insta::assert_snapshot!(doctor::json(&checks[..2]));
}

proptest! {
    #[test]
    fn nothing_that_a_machine_says_is_a_panic(
        texts in prop::collection::vec(("(?s).{0,200}", any::<bool>()), Probe::ALL.len())
    ) {
        let reading = |(text, failed): (String, bool)| {
            let error = failed.then(|| text.clone());
            Reading { text, error }
        };
        let said = Probe::ALL.into_iter().zip(texts.into_iter().map(reading)).collect();
        holds(&Readings(said));
    }

    /// What is nearly right: pieces of good answers, in any place
    #[test]
    fn nor_is_a_damaged_answer(probe in 0..Probe::ALL.len(), from in 0..400_usize, noise in "(?s).{0,9}") {
        let mut said = ready();
        let probe = Probe::ALL[probe];
        let good = said.0.get(&probe).map_or(TCP, |reading| &reading.text);
        let at = good.char_indices().map(|(at, _)| at).nth(from % 400).unwrap_or(0);
        let text = format!("{}{noise}{}", &good[..at], &good[at..]);
        said.0.insert(probe, Reading { text, error: None });
        holds(&said);
    }
}

/// Every blocker has a remedy, and nothing that is said reaches a terminal as it is
fn holds(said: &Readings) {
    for check in check(&want(Some(RTX_4090)), said) {
        assert!(check.verdict != Verdict::Blocker || check.remedy.is_some());
        let remedy = check.remedy.iter().flat_map(|remedy| remedy.chars());
        let mut shown = check.got.chars().chain(remedy);
        assert!(!shown.any(char::is_control), "{check:?}");
        assert!(check.got.chars().count() <= report::LONGEST + 1);
    }
}
