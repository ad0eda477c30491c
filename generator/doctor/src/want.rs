mod images;
mod ports;
mod socket;

pub use images::Images;
pub use ports::Port;
pub use socket::Socket;

use fleet::build_lock::Outputs;
use fleet::table::{Codec, Service, Table};
use std::collections::BTreeMap;

/// P2-10: the oldest driver of a machine whose table entry names none (major version)
const DRIVER: u32 = 535;

/// What the fleet wants of a machine
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// Its name in the table
    pub machine: String,
    /// Its GPU, or why none is looked for
    pub gpu: Result<Gpu, NoGpu>,
    /// How layers are compressed
    pub codec: Codec,
    /// The engine's socket, where a row has it
    pub socket: Option<Socket>,
    /// The ports of its active services
    pub ports: BTreeMap<u16, Port>,
    /// Their images; absent without a lock
    pub images: Option<Images>,
    /// Families that are declared for drivers older than cu121's
    pub cu118: Vec<String>,
}

/// Why no GPU is looked for
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoGpu {
    /// The table gives the machine none
    Table,
    /// Its services are to run without one
    LeftOut,
}

/// What the table says of a GPU
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gpu {
    /// As `nvidia-smi` names it
    pub model: String,
    /// Compute capability, such as `8.9`
    pub sm: Option<String>,
    /// The oldest driver (major version)
    pub driver: u32,
}

impl Want {
    /// What the table wants of one of its machines, or `None` where that is none. `families` are the
    /// names of those that are declared.
    pub fn of<'a>(
        table: &Table,
        families: impl IntoIterator<Item = &'a String>,
        outputs: Option<&Outputs>,
        name: &str,
    ) -> Option<Self> {
        let machine = table.machines.get(name)?;
        let services: Vec<&Service> = active(table, name).collect();
        let codec = table.fleet.codec;
        let gpu = machine.gpu.as_ref().map(|model| Gpu {
            model: model.clone(),
            sm: machine.sm.as_ref().map(|sm| sm.get_ref().clone()),
            driver: machine.driver.unwrap_or(DRIVER),
        });
        Some(Self {
            machine: name.to_owned(),
            gpu: gpu.ok_or(NoGpu::Table),
            codec,
            socket: Socket::of(machine, &services),
            ports: ports::of(machine, name, &services),
            images: outputs.map(|outputs| Images::of(outputs, codec, name, &services)),
            cu118: families
                .into_iter()
                .filter(|family| family.ends_with("-cu118"))
                .cloned()
                .collect(),
        })
    }
}

impl Want {
    /// The same of services that run without a GPU
    #[must_use]
    pub fn without_gpu(mut self) -> Self {
        self.gpu = self.gpu.and(Err(NoGpu::LeftOut));
        self
    }
}

/// The rows that run on a machine: neither disabled nor switched off
fn active<'a>(table: &'a Table, machine: &'a str) -> impl Iterator<Item = &'a Service> {
    let here = move |service: &&Service| service.machines.iter().any(|on| on.get_ref() == machine);
    table
        .services
        .iter()
        .filter(here)
        .filter(|service| table.is_active(service))
}

#[cfg(test)]
mod tests;
