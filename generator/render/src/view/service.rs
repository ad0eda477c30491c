use super::phase::Phases;
use super::{dependency, mount, roles, Dropped, Limits, Mount, Request};
use crate::{legal, Profile};
use fleet::image_config::Healthcheck;
use fleet::{kebab, Error, Placement};
use std::collections::{BTreeMap, BTreeSet};

/// What GPUs a container sees, as the machine profile and NVIDIA's runtime call it
const GPUS: &str = "GPU_VISIBLE_DEVICES";
const NVIDIA: &str = "NVIDIA_VISIBLE_DEVICES";

/// A service as it is to run
#[derive(Debug)]
pub struct Service<'a> {
    /// Its image's name, without the machine's
    pub image: String,
    /// Its row as written
    pub row: &'a fleet::table::Service,
    /// Whether the fleet is unhealthy without it
    pub required: bool,
    /// Before the machine's offset
    pub written: Ports<'a>,
    /// With the machine's offset
    pub ports: Ports<'a>,
    /// How its health is told
    pub health: Healthcheck,
    /// The rows that must be healthy first, in the order of the table
    pub waits_for: Vec<&'a str>,
    /// What it depends on and cannot wait for
    pub dropped: Vec<Dropped>,
    /// Numbers or names of GPUs
    pub gpus: Vec<String>,
    /// Devices of the machine
    pub devices: BTreeSet<&'a str>,
    /// Numbers of the groups that may use them
    pub device_groups: BTreeSet<u32>,
    /// Volumes by name
    pub mounts: Vec<Mount<'a>>,
    /// What it may take of the machine
    pub limits: Limits,
    /// Whether something else than the engine restarts it
    pub supervised: bool,
    /// Whether its ports are the machine's too
    pub published: bool,
    /// The seccomp profile's file on the machine, or `unconfined`; `None`: the engine's own
    pub seccomp: Option<String>,
    /// Files of environment
    pub env_files: Vec<&'a str>,
    /// Secrets by name
    pub secrets: Vec<&'a str>,
}

/// The listeners of a service
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ports<'a> {
    /// The service port
    pub service: u16,
    /// The health port
    pub health: u16,
    /// Those beside these two, by name
    pub listeners: BTreeMap<&'a str, u16>,
}

impl Ports<'_> {
    /// Each once, in order
    pub fn all(&self) -> BTreeSet<u16> {
        let two = [self.service, self.health];
        two.into_iter()
            .chain(self.listeners.values().copied())
            .collect()
    }
}

impl<'a> Service<'a> {
    pub(super) fn of(
        request: &Request<'a>,
        row: &'a fleet::table::Service,
        here: &BTreeSet<&str>,
        phases: &Phases<'_>,
    ) -> Result<Self, Error> {
        let (machine, source) = (request.machine, request.source);
        let (image, placement) = placement(request, row)?;
        let (waits_for, dropped) = dependency::split(request, row, here, phases);
        let (devices, device_groups) = devices(request, row)?;
        let paths = row.env_files.iter().map(|file| legal::path(source, file));
        let secrets = row.secrets.iter().map(|name| legal::name(source, name));
        let of_row = row.listeners(machine);
        Ok(Self {
            required: row.required(machine),
            written: Ports {
                service: *row.port.get_ref(),
                health: *row.health_port.get_ref(),
                listeners: of_row
                    .map(|(name, port)| (name.as_str(), *port.get_ref()))
                    .collect(),
            },
            ports: Ports {
                service: placement.port,
                health: placement.health_port,
                listeners: names(&placement.listeners),
            },
            health: Healthcheck::of(placement),
            waits_for,
            dropped,
            gpus: gpus(request, placement)?,
            devices,
            device_groups,
            mounts: mount::of(request, row)?,
            limits: Limits::of(request, row)?,
            supervised: roles::is_watched(&request.rows(), row),
            published: row.infrastructure.is_none(),
            seccomp: seccomp(request, placement)?,
            env_files: paths.collect::<Result<_, _>>()?,
            secrets: secrets.collect::<Result<_, _>>()?,
            image,
            row,
        })
    }

    /// The row's name
    pub fn name(&self) -> &'a str {
        self.row.name.get_ref()
    }
}

/// The table's word, else the profile of its family
fn seccomp(request: &Request<'_>, placement: &Placement) -> Result<Option<String>, Error> {
    let (_, machine) = request.written()?;
    let own = machine.seccomp.as_ref();
    match own.or(request.table.fleet.seccomp.as_ref()) {
        Some(word) if word.get_ref() == fleet::table::Machine::UNCONFINED => {
            Ok(Some(fleet::table::Machine::UNCONFINED.to_owned()))
        }
        Some(file) => Ok(Some(legal::path(request.source, file)?.to_owned())),
        None => {
            let folder = format!("{}/{}", request.state()?, Profile::FOLDER);
            let profile = request.profiles.get(&placement.family);
            Ok(profile.map(|profile| format!("{folder}/{}", profile.file)))
        }
    }
}

pub(super) fn placement<'a>(
    request: &Request<'a>,
    row: &fleet::table::Service,
) -> Result<(String, &'a Placement), Error> {
    let image = kebab(row.name.get_ref());
    let key = (request.machine.to_owned(), image);
    let found = request.fleet.placements.get(&key);
    let placement = found.ok_or_else(|| {
        let message = format!("`{}` is not placed", row.name.get_ref());
        request.source.error(&row.name, message)
    })?;
    Ok((key.1, placement))
}

fn names(ports: &BTreeMap<String, u16>) -> BTreeMap<&str, u16> {
    ports
        .iter()
        .map(|(name, port)| (name.as_str(), *port))
        .collect()
}

/// The machine's GPUs for a GPU family, and for a row that says which it sees
fn gpus(request: &Request<'_>, placement: &Placement) -> Result<Vec<String>, Error> {
    let family = &request.fleet.families[&placement.family];
    let asks = family.gpu || placement.env.contains_key(NVIDIA);
    let machine = &request.fleet.machines[request.machine];
    let visible = machine.profile.get(GPUS);
    let visible = visible.filter(|_| asks && request.gpu && machine.gpu.is_some());
    let Some(visible) = visible else {
        return Ok(Vec::new());
    };
    let text = visible.to_string();
    if text.contains(char::is_control) {
        let message = format!(
            "`{}` is a GPU name that a unit cannot contain",
            text.escape_default()
        );
        let written = request.written()?.1.profile.get(GPUS);
        let offset = written.map(|written| written.span().start);
        let error = request.source.error_at(offset, message);
        return Err(
            error.hint("`nvidia-smi -L` lists them: use numbers, or names without line ends")
        );
    }
    let names = text.split(',').map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

type Devices<'a> = (BTreeSet<&'a str>, BTreeSet<u32>);

fn devices<'a>(request: &Request<'a>, row: &fleet::table::Service) -> Result<Devices<'a>, Error> {
    let (mut devices, mut groups) = Devices::default();
    let needs = row.needs.iter().filter(|_| request.devices);
    for need in needs.filter_map(|need| request.table.needs.get(need.get_ref())) {
        for device in &need.devices {
            devices.insert(legal::path(request.source, device)?);
        }
        groups.extend(&need.device_groups);
    }
    Ok((devices, groups))
}
