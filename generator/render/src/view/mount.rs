use super::Request;
use crate::legal;
use fleet::table::Service;
use fleet::Error;
use serde_spanned::Spanned;

/// A volume of a service
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mount<'a> {
    /// Its name in the table
    pub name: &'a str,
    /// Where the service sees it
    pub target: &'a str,
    /// Whether all services see the same folder
    pub shared: bool,
    /// Whether it may only be read
    pub read_only: bool,
}

/// The volumes of a row by name: its own word, or those of the fleet and of its needs
pub fn of<'a>(request: &Request<'a>, row: &'a Service) -> Result<Vec<Mount<'a>>, Error> {
    let table = request.table;
    let needs = row.needs.iter();
    let needs = needs.filter_map(|need| table.needs.get(need.get_ref()));
    let names: Vec<&Spanned<String>> = match &row.volumes {
        Some(own) => own.iter().collect(),
        None => {
            let needs = needs.flat_map(|need| &need.volumes);
            table.fleet.volumes.iter().chain(needs).collect()
        }
    };
    let mounts = names.into_iter().map(|name| mount(request, name));
    let mut mounts = mounts.collect::<Result<Vec<_>, _>>()?;
    mounts.sort();
    mounts.dedup();
    Ok(mounts)
}

fn mount<'a>(request: &Request<'a>, name: &'a Spanned<String>) -> Result<Mount<'a>, Error> {
    let volumes = &request.table.volumes;
    let Some(volume) = volumes.get(name.get_ref()) else {
        let known = volumes.keys().cloned().collect::<Vec<_>>().join(", ");
        let message = format!("volume `{}` is not known", name.get_ref());
        let error = request.source.error(name, message);
        return Err(error.hint(format!("known volumes: {known}")));
    };
    Ok(Mount {
        name: legal::name(request.source, name)?,
        target: legal::path(request.source, &volume.target)?,
        shared: volume.shared,
        read_only: volume.read_only,
    })
}
