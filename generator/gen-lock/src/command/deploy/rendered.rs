//! A release before it is written: what the table and the lock come to on a machine.

use super::Deploy;
use crate::command::{doctor, hardening, render as written};
use crate::project::{folders, LockFile, Written};
use crate::state::{BUILD_LOCK, COMPOSE, RECORD};
use ::doctor::Want;
use anyhow::{Context as _, Result};
use fleet::table::{Codec, Service as Row};
use fleet::BuildLock;
use render::{Folder, GitSha, Images, Machine, Request, Rollout};
use rollout::{Record, Service};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The table beside its compose file, for people
const TABLE: &str = "fleet.toml";

/// A release before it is written
pub struct Rendered {
    /// What it is of
    pub record: Record,
    /// Its files by name
    pub files: BTreeMap<String, String>,
    /// Folders that its containers see
    pub folders: Vec<Folder>,
    /// The machine's state folder
    pub state: PathBuf,
    /// What its images must be
    pub lock: BuildLock,
    /// How their layers are compressed
    pub codec: Codec,
    /// What its machine must be
    pub want: Want,
}

impl Rendered {
    pub fn of(deploy: &Deploy, start: &Path) -> Result<Self> {
        let table = Written::read(start)?;
        let families = table.families()?;
        let folders = folders(&table.root)?;
        let fleet = fleet::resolve(table.source(), &table.table, &families, &folders)?;
        let locked = LockFile::read(&table.root)?;
        let digest = locked.digest();
        let LockFile { lock, text } = locked;
        let profiles = hardening::profiles(&table.root, &fleet)?;
        let machine = Machine::of(&Request {
            source: table.source(),
            table: &table.table,
            fleet: &fleet,
            lock: &digest,
            machine: &deploy.machine,
            profiles: &profiles,
            phase: None,
            gpu: !deploy.no_gpu,
            devices: !deploy.no_devices,
        })?;
        let git_sha = deploy.git_sha.clone();
        let git_sha = git_sha.map_or_else(|| written::git_sha(&table.root), Ok)?;
        let images = Images {
            registry: &deploy.registry,
            outputs: &lock.outputs,
            force_tag: deploy.force_image_tag.as_ref(),
        };
        let rollout = Rollout {
            images,
            git_sha: &git_sha,
        };
        let mut files = render::compose(&machine, &rollout)?;
        let record = record(&machine, &images, &git_sha)?;
        files.insert(RECORD.to_owned(), record.print());
        files.insert(BUILD_LOCK.to_owned(), text);
        files.insert(TABLE.to_owned(), table.text.clone());
        Ok(Self {
            record,
            files,
            folders: render::folders(&machine),
            state: PathBuf::from(machine.state),
            codec: table.table.fleet.codec,
            want: doctor::want(&table, Some(&lock.outputs), &deploy.machine, deploy.no_gpu)?,
            lock,
        })
    }

    pub fn compose(&self) -> Result<&str> {
        let text = self.files.get(COMPOSE);
        Ok(text.context("no compose file was rendered")?)
    }
}

fn record(machine: &Machine<'_>, images: &Images<'_>, git_sha: &GitSha) -> Result<Record> {
    let service = |service: &render::Service<'_>| -> Result<Service> {
        let container = machine.container(service);
        Ok(Service {
            service: service.image.clone(),
            image: images.reference(&container)?.text,
            container,
            required: service.required,
            supervises: service.row.is(Row::SUPERVISOR),
        })
    };
    Ok(Record {
        version: Record::VERSION,
        machine: machine.name.to_owned(),
        lock: machine.lock.to_owned(),
        git_sha: git_sha.to_string(),
        force_image_tag: images.force_tag.map(ToString::to_string),
        services: machine
            .services
            .iter()
            .map(service)
            .collect::<Result<_>>()?,
    })
}
