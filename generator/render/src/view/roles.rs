//! What services are told of those that have a role on their machine.

use super::service::placement;
use super::Request;
use fleet::table::Service;

/// Where the services with a role are, as the others of the machine reach them
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// The address of what is told what runs
    pub observability: Option<String>,
    /// The address of the engine's proxy
    pub proxy: Option<String>,
    /// The containers that the supervisor restarts, whatever their phase
    pub watched: Vec<String>,
    /// The fleet's machines, this one among them
    pub machines: Vec<String>,
}

impl Roles {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let rows = request.rows();
        let address = |role: &str| {
            let row = rows.iter().find(|row| row.is(role))?;
            let (image, placement) = placement(request, row).ok()?;
            let host = request.host(&image);
            Some(format!("http://{host}:{}", placement.port))
        };
        let watched = rows.iter().filter(|row| is_watched(&rows, row));
        let container = |row: &&Service| {
            let image = fleet::kebab(row.name.get_ref());
            format!("{}-{image}", request.machine)
        };
        Self {
            observability: address(Service::OBSERVABILITY),
            proxy: address(Service::ENGINE_PROXY),
            watched: watched.map(container).collect(),
            machines: request.table.machines.keys().cloned().collect(),
        }
    }
}

/// Whether something else than the engine restarts a row: not the supervisor itself, nor what it
/// needs for that
pub(super) fn is_watched(rows: &[&Service], row: &Service) -> bool {
    let of_itself = row.is(Service::SUPERVISOR) || row.is(Service::ENGINE_PROXY);
    !of_itself && rows.iter().any(|other| other.is(Service::SUPERVISOR))
}
