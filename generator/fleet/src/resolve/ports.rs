use super::Machine;
use crate::table::Service;
use crate::{Error, Source};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// Who has a port, by machine and port
pub type Claims = BTreeMap<(String, u16), String>;

/// The listeners of a service on a machine, with its offset
pub struct Ports {
    pub service: u16,
    pub health: u16,
    pub listeners: BTreeMap<String, u16>,
}

impl Ports {
    pub fn claim(
        source: Source<'_>,
        service: &Service,
        (name, machine): (&str, &Machine),
        claims: &mut Claims,
    ) -> Result<Self, Error> {
        let row = service.name.get_ref();
        let mut claim = |written: &Spanned<u16>| {
            let port = offset(source, written, (name, machine))?;
            match claims.insert((name.to_owned(), port), row.clone()) {
                Some(other) if other != *row => {
                    let message = format!(
                        "port {port} of machine `{name}` is used by both `{other}` and `{row}`"
                    );
                    Err(source.error(written, message))
                }
                _ => Ok(port),
            }
        };
        let (one, two) = (claim(&service.port)?, claim(&service.health_port)?);
        if one == two {
            let message = format!("port {one} is both the service port and the health port");
            return Err(source.error(&service.health_port, message));
        }
        let listeners = service
            .listeners(name)
            .map(|(kind, written)| Ok((kind.clone(), claim(written)?)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            service: one,
            health: two,
            listeners,
        })
    }
}

fn offset(
    source: Source<'_>,
    written: &Spanned<u16>,
    (name, machine): (&str, &Machine),
) -> Result<u16, Error> {
    let offset = machine.port_offset;
    let port = written.get_ref().checked_add(offset);
    port.filter(|port| *port >= 1024).ok_or_else(|| {
        let message = format!(
            "port `{}` with the offset {offset} of `{name}` is privileged or above 65535",
            written.get_ref()
        );
        source.error(written, message)
    })
}
