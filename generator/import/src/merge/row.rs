//! Rows: fields that they lack, and whole ones.

use super::field::{Field, FIELDS};
use super::print::list;
use super::{Merged, Said};
use crate::pair::Pair;
use crate::Written;
use fleet::table::Service as Row;
use startup::expression::PortError;
use startup::{Service, ServicePort};
use std::collections::BTreeSet;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// A service on a machine, and what that machine's config says
type Seen<'p, 'a> = (&'p Pair<'a>, &'a Service);

pub(super) fn merge(
    document: &mut DocumentMut,
    written: &Written<'_>,
    pairs: &[Pair<'_>],
    merged: &mut Vec<Merged>,
) {
    let rows = document.entry("services");
    let rows = rows.or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(rows) = rows.as_array_of_tables_mut() else {
        return;
    };
    for (row, table) in written.table.services.iter().zip(rows.iter_mut()) {
        let on_row = pairs.iter().filter(|pair| pair.has(row));
        let seen = on_row.filter_map(|pair| Some((pair, pair.service(row.name.get_ref())?)));
        let seen: Vec<_> = seen.collect();
        let mut target = Target {
            name: row.name.get_ref(),
            machines: row.machines.len(),
            row: Some(row),
            table,
        };
        target.fill(&seen, merged);
    }
    for name in missing(written, pairs) {
        let seen = pairs.iter();
        let seen = seen.filter_map(|pair| Some((pair, pair.service(name)?)));
        let seen: Vec<_> = seen.collect();
        rows.push(new(name, &seen, merged));
    }
}

/// Services without any row, in the order of the configs
fn missing<'a>(written: &Written<'_>, pairs: &[Pair<'a>]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let services = pairs.iter().flat_map(|pair| &pair.config.services);
    let names = services.map(|service| service.name.value.as_str());
    names
        .filter(|name| written.row(name).is_none() && seen.insert(*name))
        .collect()
}

/// A row that is being filled
struct Target<'t> {
    name: &'t str,
    /// How many machines it is on
    machines: usize,
    /// As written; nothing of a new one
    row: Option<&'t Row>,
    table: &'t mut Table,
}

impl Target<'_> {
    fn fill(&mut self, seen: &[Seen<'_, '_>], merged: &mut Vec<Merged>) {
        let stated = |field: &&Field| self.row.is_some_and(field.stated);
        let lacking: Vec<_> = FIELDS.iter().filter(|field| !stated(field)).collect();
        let mut on = vec![];
        for field in lacking {
            on.extend(self.field(field, seen, merged));
        }
        // Behind the fields that hold for all
        for (machine, field, said) in on {
            self.on(machine, field, &said);
            self.note(format!("on.{machine}.{field}"), merged);
        }
    }

    /// Writes what holds for all machines; gives back what one of them says alone
    fn field<'a>(
        &mut self,
        field: &Field,
        seen: &[Seen<'_, 'a>],
        merged: &mut Vec<Merged>,
    ) -> Vec<(&'a str, &'static str, Said)> {
        let open = seen.iter().filter(|(pair, _)| !self.has_on(field, pair));
        let said = open.filter_map(|(pair, service)| {
            let said = (field.said)(pair, service)?;
            Some((pair.machine, said))
        });
        let said: Vec<_> = said.collect();
        // With a machine's config unseen, nothing can be said for all.
        let for_all = field.stated_on.is_none() || said.len() == self.machines;
        let all = said.first().filter(|_| for_all).map(|(_, said)| said);
        if let Some(said) = all.filter(|said| !said.is_default()) {
            self.table.insert(field.name, Item::Value(said.into()));
            self.note(field.name.to_owned(), merged);
        }
        let same = |one: &Said| all.map_or(one.is_default(), |all| all == one);
        let alone = said
            .iter()
            .filter(|(_, one)| field.stated_on.is_some() && !same(one));
        alone
            .map(|(machine, one)| (*machine, field.name, one.clone()))
            .collect()
    }

    fn has_on(&self, field: &Field, pair: &Pair<'_>) -> bool {
        let on = self.row.and_then(|row| row.on.get(pair.machine));
        field.stated_on.is_some_and(|stated| on.is_some_and(stated))
    }

    /// `on.<machine> = { <field> = … }`
    fn on(&mut self, machine: &str, field: &str, said: &Said) {
        let mut dotted = Table::new();
        dotted.set_dotted(true);
        let on = self.table.entry("on").or_insert(Item::Table(dotted));
        let Some(on) = on.as_table_like_mut() else {
            return;
        };
        let empty = Item::Value(InlineTable::new().into());
        if let Some(on) = on.entry(machine).or_insert(empty).as_table_like_mut() {
            on.insert(field, Item::Value(said.into()));
        }
    }

    fn note(&self, key: String, merged: &mut Vec<Merged>) {
        if self.row.is_some() {
            let service = Some(self.name.to_owned());
            merged.push(Merged { service, key });
        }
    }
}

/// A row of what the configs say; what they cannot say is left to people
fn new(name: &str, seen: &[Seen<'_, '_>], merged: &mut Vec<Merged>) -> Table {
    let mut table = Table::new();
    let mut put = |key: &str, value: Value| {
        table.insert(key, Item::Value(value));
    };
    let machines = seen.iter().map(|(pair, _)| pair.machine);
    put("name", name.into());
    put("machines", list(machines).into());
    put("needs", stated("needs", list([].into_iter()).into()));
    put("family", stated("family", "".into()));
    let ports = |read: fn(&Service) -> Option<&ServicePort>| {
        seen.iter()
            .find_map(|(pair, service)| before(pair, read(service)?))
    };
    let or_zero = |port: Option<u16>, key: &str| match port {
        Some(port) => i64::from(port).into(),
        None => stated(key, 0.into()),
    };
    put(
        "port",
        or_zero(ports(|service| Some(&service.port)), "port"),
    );
    let health = ports(|service| service.health_check_port.as_ref());
    put("health-port", or_zero(health, "health port"));
    let mut target = Target {
        name,
        machines: seen.len(),
        row: None,
        table: &mut table,
    };
    target.fill(seen, merged);
    merged.push(Merged {
        service: Some(name.to_owned()),
        key: "row".to_owned(),
    });
    table
}

/// A port before the machine's offset
fn before(pair: &Pair<'_>, port: &ServicePort) -> Option<u16> {
    let port: Result<u16, PortError> = pair.port(port);
    port.ok()?.checked_sub(pair.of_machine.port_offset)
}

/// A value that somebody has to state
fn stated(what: &str, value: Value) -> Value {
    value.decorated(" ", format!("  # no config says it: state its {what}"))
}
