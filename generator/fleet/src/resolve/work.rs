use super::place::unset;
use super::ports::Ports;
use super::{Machine, Work};
use crate::table::Service;
use crate::{variable, Error, Source};

pub fn work(source: Source<'_>, service: &Service) -> Result<Work, Error> {
    match (&service.app, &service.command, &service.probe) {
        (Some(app), None, None) => match app.get_ref().split_once(':') {
            Some((module, name)) if !module.is_empty() && !name.is_empty() => {
                Ok(Work::App(app.get_ref().clone()))
            }
            _ => Err(source.error(
                app,
                format!(
                    "app `{}` does not have the form `module:name`",
                    app.get_ref()
                ),
            )),
        },
        (None, Some(command), Some(probe)) => Ok(Work::Command {
            command: command.get_ref().clone(),
            probe: probe.get_ref().clone(),
        }),
        (None, Some(command), None) => Err(source
            .error(
                command,
                "a command needs a probe, so that its health can be checked",
            )
            .hint("add `probe = \"tcp://127.0.0.1:PORT\"`, `http://…/path` or `zmq://…`")),
        (None, None, Some(probe)) => Err(source.error(probe, "a probe needs a command")),
        (Some(app), _, _) => {
            Err(source.error(app, "`app` cannot be combined with `command` or `probe`"))
        }
        (None, None, None) => Ok(Work::Nothing),
    }
}

/// A command and its probe with the variables of a machine, `SERVICE_PORT` and `HEALTH_CHECK_PORT`
/// replaced
pub fn on_machine(
    source: Source<'_>,
    service: &Service,
    work: &Work,
    (name, machine): (&str, &Machine),
    ports: &Ports,
) -> Result<Work, Error> {
    let (Work::Command { .. }, Some(command), Some(probe)) =
        (work, &service.command, &service.probe)
    else {
        return Ok(work.clone());
    };
    let mut values = machine.variables.clone();
    values.insert("SERVICE_PORT".to_owned(), ports.service.to_string());
    values.insert("HEALTH_CHECK_PORT".to_owned(), ports.health.to_string());
    let words = command.get_ref().iter();
    let words = words.map(|word| variable::expand(word, &values));
    let words = words.collect::<Result<_, _>>();
    let words = words.map_err(|missing| unset(source, command, &missing, name))?;
    let probe_of = variable::expand(probe.get_ref(), &values);
    let probe = probe_of.map_err(|missing| unset(source, probe, &missing, name))?;
    Ok(Work::Command {
        command: words,
        probe,
    })
}
