use super::ports::{Claims, Ports};
use super::{work, Family, Fleet, Machine, Needs, Placement};
use crate::name::{is_label, kebab};
use crate::table::{Service, Table};
use crate::variable::{self, Missing};
use crate::{environment, Error, Source};
use std::collections::{BTreeMap, BTreeSet};

pub fn place(
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
        let message = format!("the image name of `{row}`, `{image}`, is invalid or already used");
        return Err(source.error(&service.name, message));
    }
    let gpu = family_of(source, service, fleet)?.gpu;
    let needs = needs(source, table, service, gpu)?;
    let (work, code) = (
        work::work(source, service)?,
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
                "`{row}` needs a GPU, but machine `{}` has none",
                name.get_ref()
            );
            return Err(source.error(name, message));
        }
        let ports = Ports::claim(source, service, (name.get_ref(), machine), claims)?;
        let work = work::on_machine(source, service, &work, (name.get_ref(), machine), &ports)?;
        let placement = Placement {
            row: row.clone(),
            family: service.family.get_ref().clone(),
            port: ports.service,
            health_port: ports.health,
            listeners: ports.listeners,
            work,
            workers: service.workers,
            env: env(source, service, (name.get_ref(), machine))?,
            code: code.clone(),
            exclude_newer: service.exclude_newer.clone(),
            decisions: service.decisions(),
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

/// The environment of a row with its variables replaced
fn env(
    source: Source<'_>,
    service: &Service,
    (name, machine): (&str, &Machine),
) -> Result<BTreeMap<String, String>, Error> {
    let expand = |(key, text): (&String, &serde_spanned::Spanned<String>)| {
        let value = variable::expand(text.get_ref(), &machine.variables);
        let value = value.map_err(|missing| unset(source, text, &missing, name))?;
        environment::check(key, &value).map_err(|error| source.error(text, error))?;
        Ok((key.clone(), value))
    };
    service.env.iter().map(expand).collect()
}

/// A variable without a value
pub(super) fn unset<T>(
    source: Source<'_>,
    at: &serde_spanned::Spanned<T>,
    missing: &Missing,
    machine: &str,
) -> Error {
    let name = &missing.name;
    let message = format!("{missing} on machine `{machine}`");
    source.error(at, message).hint(format!(
        "set `variables.{name}` of `[machines.{machine}]`, or write `${{{name}:-default}}`; \
         `$${{{name}}}` stands for the literal text"
    ))
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
            .hint(format!("available families: {known}"))
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
                "need `{}` requires a GPU family, but `{}` is not one",
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
