use super::Work;
use crate::table::Service;
use crate::{Error, Source};

pub fn work(source: Source<'_>, service: &Service) -> Result<Work, Error> {
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
