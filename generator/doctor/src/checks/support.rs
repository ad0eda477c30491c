//! A machine to ask, and what real ones said. Infos are cut to what is read and its neighbours.

use crate::want::{Gpu, Images, Port, Want};
use crate::{Check, Probe, Reading, Readings, Verdict};
use fleet::table::Codec;
use std::collections::BTreeMap;

pub const DOCKER_20: &str = include_str!("../../tests/recorded/docker-20.10.json");
pub const DOCKER_24: &str = include_str!("../../tests/recorded/docker-24.json");
pub const DOCKER_27: &str = include_str!("../../tests/recorded/docker-27.json");
pub const PODMAN: &str = include_str!("../../tests/recorded/podman-5.4.json");

/// What a machine says
#[derive(Clone)]
pub struct Case(pub Readings);

impl Case {
    pub fn new() -> Self {
        Self(Readings::default())
    }

    pub fn text(self, probe: Probe, text: &str) -> Self {
        self.with(probe, text, None)
    }

    pub fn failed(self, probe: Probe, error: &str) -> Self {
        self.with(probe, "", Some(error.to_owned()))
    }

    fn with(mut self, probe: Probe, text: &str, error: Option<String>) -> Self {
        let text = text.to_owned();
        self.0 .0.insert(probe, Reading { text, error });
        self
    }
}

pub fn said(check: &Check) -> (Verdict, String) {
    (check.verdict, check.got.clone())
}

/// The larger machine with one service
pub fn mainpc() -> Want {
    let port = |kind: &str| Port {
        service: "ServiceRegistry".to_owned(),
        image: "service-registry".to_owned(),
        kind: kind.to_owned(),
    };
    Want {
        machine: "mainpc".to_owned(),
        gpu: Ok(Gpu {
            model: "NVIDIA GeForce RTX 4090".to_owned(),
            sm: Some("8.9".to_owned()),
            driver: 535,
        }),
        codec: Codec::Zstd,
        socket: None,
        ports: BTreeMap::from([(7200, port("service")), (8200, port("health"))]),
        images: Some(Images {
            locked: 49,
            missing: Vec::new(),
            stored: 3_790_504_523,
        }),
        cu118: Vec::new(),
    }
}
