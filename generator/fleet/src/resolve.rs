use crate::family_file::{FamilyFile, Link};
use crate::name::{is_label, kebab};
use crate::table::{Codec, Service, Setting, Table};
use crate::{Error, Source};
use serde_spanned::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// The fleet with every reference followed and every default applied.
#[derive(Debug, Clone)]
pub struct Fleet {
    /// The full version of the interpreter in the images
    pub python: String,
    /// How layer blobs are compressed
    pub codec: Codec,
    /// What never enters an image from a service's folder
    pub ignore: Vec<String>,
    /// By name
    pub machines: BTreeMap<String, Machine>,
    /// By name, those that are built
    pub families: BTreeMap<String, Family>,
    /// Every service on every machine, by machine and image name
    pub placements: BTreeMap<(String, String), Placement>,
}

/// A machine with its profile complete
#[derive(Debug, Clone)]
pub struct Machine {
    /// The GPU's model
    pub gpu: Option<String>,
    /// Added to every port
    pub port_offset: u16,
    /// Profile values, under the blueprint's names and under the libraries' own
    pub profile: BTreeMap<String, Setting>,
}

/// A family with its ancestors known
#[derive(Debug, Clone)]
pub struct Family {
    /// As written
    pub file: FamilyFile,
    /// From the root of the hierarchy to the family itself
    pub chain: Vec<String>,
    /// Whether it or an ancestor needs a GPU
    pub gpu: bool,
}

impl Family {
    /// The family's parent
    pub fn parent(&self) -> Option<&str> {
        self.chain.iter().rev().nth(1).map(String::as_str)
    }
}

/// A service on a machine: one image
#[derive(Debug, Clone)]
pub struct Placement {
    /// The row's name
    pub row: String,
    /// Its family's name
    pub family: String,
    /// With the machine's offset
    pub port: u16,
    /// With the machine's offset
    pub health_port: u16,
    /// What it does
    pub work: Work,
    /// Worker processes in place of the machine's
    pub workers: Option<u16>,
    /// Environment of the service
    pub env: BTreeMap<String, String>,
    /// The folders that become `/app`
    pub code: Vec<String>,
    /// What of them stays out
    pub ignore: Vec<String>,
    /// The date of requirements of its own
    pub exclude_newer: Option<String>,
    /// What its needs bring
    pub needs: Needs,
}

/// What the needs of a service bring
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// Names of the needs that bring debs
    pub names: BTreeSet<String>,
    /// Debs of its needs and its own
    pub debs: BTreeSet<String>,
    /// Links of its needs
    pub links: Vec<Link>,
}

/// What a service does
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// The runtime serves an ASGI application
    App(String),
    /// The runtime starts a command and probes it
    Command {
        /// Program and arguments
        command: Vec<String>,
        /// Where its health is read
        probe: String,
    },
    /// No code yet: health alone
    Nothing,
}

/// A family file with its source
pub type FamilySource<'a> = (Source<'a>, FamilyFile);

/// Resolves a table. `folders` are the folders below `services/` that exist.
///
/// # Errors
/// The first reference that leads nowhere, port that two services claim, or name that is not legal.
pub fn resolve(
    source: Source<'_>,
    table: &Table,
    families: &BTreeMap<String, FamilySource<'_>>,
    folders: &BTreeSet<String>,
) -> Result<Fleet, Error> {
    if *table.version.get_ref() != 1 {
        let message = format!("table version `{}` is not known", table.version.get_ref());
        return Err(source
            .error(&table.version, message)
            .hint("this gen-lock reads version 1"));
    }
    let mut fleet = Fleet {
        python: table.fleet.python.clone(),
        codec: table.fleet.codec,
        ignore: table.fleet.ignore.clone(),
        machines: machines(source, table)?,
        families: BTreeMap::new(),
        placements: BTreeMap::new(),
    };
    for name in families.keys() {
        let family = family(name, families)?;
        if family.file.unbuilt.is_none() {
            fleet.families.insert(name.clone(), family);
        }
    }
    let mut claims = BTreeMap::new();
    for service in &table.services {
        place(source, table, service, folders, &mut fleet, &mut claims)?;
    }
    Ok(fleet)
}

fn machines(source: Source<'_>, table: &Table) -> Result<BTreeMap<String, Machine>, Error> {
    let mut machines = BTreeMap::new();
    for (name, machine) in &table.machines {
        // `<machine>-<image>` must be read back without a doubt
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        {
            let message = format!("machine `{name}` is not named in lower-case letters and digits");
            return Err(source.error_at(None, message));
        }
        let mut profile = machine.profile.clone();
        for (alias, key) in &table.fleet.aliases {
            let value = machine.profile.get(key.get_ref()).ok_or_else(|| {
                let key = key.get_ref();
                source.error(
                    &table.fleet.aliases[alias],
                    format!("machine `{name}` has no profile value `{key}`"),
                )
            })?;
            profile.insert(alias.clone(), value.clone());
        }
        if let Some(sm) = &machine.sm {
            check_sm(source, sm)?;
            profile.insert(
                "TORCH_CUDA_ARCH_LIST".into(),
                Setting::Text(sm.get_ref().clone()),
            );
        }
        let machine = Machine {
            gpu: machine.gpu.clone(),
            port_offset: machine.port_offset,
            profile,
        };
        machines.insert(name.clone(), machine);
    }
    Ok(machines)
}

fn check_sm(source: Source<'_>, sm: &Spanned<String>) -> Result<(), Error> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match sm.get_ref().split_once('.') {
        Some((major, minor)) if digits(major) && digits(minor) => Ok(()),
        _ => Err(source.error(
            sm,
            format!(
                "compute capability `{}` is not of the form `8.9`",
                sm.get_ref()
            ),
        )),
    }
}

fn family(name: &str, files: &BTreeMap<String, FamilySource<'_>>) -> Result<Family, Error> {
    let (source, file) = &files[name];
    let mut chain = vec![name.to_owned()];
    let mut gpu = file.gpu;
    let mut at = (source, file);
    while let Some(parent) = &at.1.parent {
        let name = parent.get_ref();
        let Some((source, file)) = files.get(name) else {
            let known = files.keys().cloned().collect::<Vec<_>>().join(", ");
            let message = format!("parent family `{name}` is not known");
            return Err(at
                .0
                .error(parent, message)
                .hint(format!("known families: {known}")));
        };
        if chain.contains(name) {
            return Err(at
                .0
                .error(parent, format!("family `{name}` is its own ancestor")));
        }
        if let Some(why) = &file.unbuilt {
            let message = format!("parent family `{name}` is not built: {why}");
            return Err(at.0.error(parent, message));
        }
        gpu |= file.gpu;
        chain.push(name.clone());
        at = (source, file);
    }
    chain.reverse();
    Ok(Family {
        file: file.clone(),
        chain,
        gpu,
    })
}

type Claims = BTreeMap<(String, u16), String>;

fn place(
    source: Source<'_>,
    table: &Table,
    service: &Service,
    folders: &BTreeSet<String>,
    fleet: &mut Fleet,
    claims: &mut Claims,
) -> Result<(), Error> {
    let row = service.name.get_ref();
    let image = kebab(row);
    if !is_label(&image) || fleet.families.contains_key(&image) {
        let message =
            format!("`{row}` gives the image name `{image}`, which is not legal or taken");
        return Err(source.error(&service.name, message));
    }
    let gpu = family_of(source, service, fleet)?.gpu;
    let needs = needs(source, table, service, gpu)?;
    let (work, code) = (
        work(source, service)?,
        code(source, service, &image, folders)?,
    );
    for name in &service.machines {
        let machine = fleet.machines.get(name.get_ref()).ok_or_else(|| {
            let known = fleet
                .machines
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            source
                .error(name, format!("machine `{}` is not known", name.get_ref()))
                .hint(format!("known machines: {known}"))
        })?;
        if gpu && machine.gpu.is_none() {
            let message = format!(
                "`{row}` needs a GPU, and machine `{}` has none",
                name.get_ref()
            );
            return Err(source.error(name, message));
        }
        let ports = [&service.port, &service.health_port];
        let [port, health_port] = claim(source, row, name.get_ref(), machine, ports, claims)?;
        let placement = Placement {
            row: row.clone(),
            family: service.family.get_ref().clone(),
            port,
            health_port,
            work: work.clone(),
            workers: service.workers,
            env: service.env.clone(),
            code: code.clone(),
            exclude_newer: service.exclude_newer.clone(),
            ignore: fleet
                .ignore
                .iter()
                .chain(&service.ignore)
                .cloned()
                .collect(),
            needs: needs.clone(),
        };
        let key = (name.get_ref().clone(), image.clone());
        if fleet.placements.insert(key, placement).is_some() {
            let message = format!("`{row}` is on machine `{}` twice", name.get_ref());
            return Err(source.error(&service.name, message));
        }
    }
    Ok(())
}

fn family_of<'a>(
    source: Source<'_>,
    service: &Service,
    fleet: &'a Fleet,
) -> Result<&'a Family, Error> {
    let name = service.family.get_ref();
    fleet.families.get(name).ok_or_else(|| {
        let known = fleet
            .families
            .keys()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        source
            .error(
                &service.family,
                format!("family `{name}` is not known, or not built"),
            )
            .hint(format!("families that are built: {known}"))
    })
}

fn needs(source: Source<'_>, table: &Table, service: &Service, gpu: bool) -> Result<Needs, Error> {
    let mut needs = Needs::default();
    for name in &service.needs {
        let Some(need) = table.needs.get(name.get_ref()) else {
            let known = table.needs.keys().cloned().collect::<Vec<_>>().join(", ");
            let message = format!("need `{}` is not known", name.get_ref());
            return Err(source
                .error(name, message)
                .hint(format!("known needs: {known}")));
        };
        if need.gpu && !gpu {
            let message = format!(
                "need `{}` asks for a GPU family, and `{}` is none",
                name.get_ref(),
                service.family.get_ref()
            );
            return Err(source.error(name, message));
        }
        if !need.debs.is_empty() {
            needs.names.insert(kebab(name.get_ref()));
            needs.debs.extend(need.debs.iter().cloned());
            needs.links.extend(need.links.iter().cloned());
        }
    }
    if !service.debs.is_empty() {
        needs.names.insert(kebab(service.name.get_ref()));
        needs.debs.extend(service.debs.iter().cloned());
    }
    Ok(needs)
}

fn work(source: Source<'_>, service: &Service) -> Result<Work, Error> {
    match (&service.app, &service.command, &service.probe) {
        (Some(app), None, None) => match app.get_ref().split_once(':') {
            Some((module, name)) if !module.is_empty() && !name.is_empty() => {
                Ok(Work::App(app.get_ref().clone()))
            }
            _ => Err(source.error(
                app,
                format!("app `{}` is not of the form `module:name`", app.get_ref()),
            )),
        },
        (None, Some(command), Some(probe)) => Ok(Work::Command {
            command: command.get_ref().clone(),
            probe: probe.get_ref().clone(),
        }),
        (None, Some(command), None) => Err(source
            .error(
                command,
                "a command needs a probe, or its health cannot be told",
            )
            .hint("add `probe = \"tcp://127.0.0.1:PORT\"`, `http://…/path` or `zmq://…`")),
        (None, None, Some(probe)) => Err(source.error(probe, "a probe goes with a command")),
        (Some(app), _, _) => {
            Err(source.error(app, "`app` goes with neither `command` nor `probe`"))
        }
        (None, None, None) => Ok(Work::Nothing),
    }
}

fn code(
    source: Source<'_>,
    service: &Service,
    image: &str,
    folders: &BTreeSet<String>,
) -> Result<Vec<String>, Error> {
    let Some(code) = &service.code else {
        let own = format!("services/{image}");
        return Ok(folders.get(&own).cloned().into_iter().collect());
    };
    for folder in code {
        if !folders.contains(folder.get_ref()) {
            let message = format!("there is no folder `{}`", folder.get_ref());
            return Err(source.error(folder, message));
        }
    }
    Ok(code.iter().map(|folder| folder.get_ref().clone()).collect())
}

fn claim(
    source: Source<'_>,
    row: &str,
    name: &str,
    machine: &Machine,
    ports: [&Spanned<u16>; 2],
    claims: &mut Claims,
) -> Result<[u16; 2], Error> {
    let mut resolved = [0; 2];
    for (written, slot) in ports.into_iter().zip(&mut resolved) {
        let offset = machine.port_offset;
        let Some(port) = written
            .get_ref()
            .checked_add(offset)
            .filter(|port| *port >= 1024)
        else {
            let message = format!(
                "port `{}` with the offset {offset} of `{name}` is privileged or above 65535",
                written.get_ref()
            );
            return Err(source.error(written, message));
        };
        if let Some(other) = claims.insert((name.to_owned(), port), row.to_owned()) {
            let message =
                format!("port {port} of machine `{name}` is claimed by `{other}` and `{row}`");
            return Err(source.error(written, message));
        }
        *slot = port;
    }
    Ok(resolved)
}
