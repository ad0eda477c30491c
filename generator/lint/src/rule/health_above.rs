use crate::report::Report;
use crate::Input;
use fleet::table::{HttpHealth, Network};

/// The port above a health port, where the base class serves HTTP, meeting another listener
pub fn check(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input
        .active()
        .filter(|placed| placed.machine.network == Network::Host)
    {
        let above = placed.service.http_health.as_ref().map(|at| *at.get_ref());
        if above != Some(HttpHealth::Above) {
            continue;
        }
        let health = &placed.service.health_port;
        let port = u32::from(*health.get_ref()) + u32::from(placed.machine.port_offset) + 1;
        for other in input.active().filter(|other| other.name == placed.name) {
            for listener in other
                .listeners()
                .iter()
                .filter(|listener| listener.port == port)
            {
                let (row, neighbour) = (placed.row(), other.row());
                let message = format!(
                    "`{row}` serves HTTP health on {port}, one above its health port; \
                     `{neighbour}` also uses {port} on `{}`",
                    placed.name
                );
                let there = report.place(listener.written);
                report
                    .at(health, message)
                    .of(row)
                    .on(placed.name)
                    .also(there, format!("the {} port of `{neighbour}`", listener.kind))
                    .hint(format!(
                        "give containers networks of their own: `network = \"bridge\"` in `[machines.{}]`",
                        placed.name
                    ));
            }
        }
    }
}
