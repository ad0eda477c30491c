use super::Machine;
use crate::table::{Setting, Table};
use crate::{environment, Error, Source};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

pub fn machines(source: Source<'_>, table: &Table) -> Result<BTreeMap<String, Machine>, Error> {
    let mut machines = BTreeMap::new();
    for (name, machine) in &table.machines {
        // `<machine>-<image>` must be read back without a doubt
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        {
            let message =
                format!("machine name `{name}` must consist of lower-case letters and digits");
            return Err(source.error_at(None, message));
        }
        let mut profile = BTreeMap::new();
        for (key, setting) in &machine.profile {
            let value = setting.get_ref();
            environment::check(key, &value.to_string())
                .map_err(|error| source.error(setting, error))?;
            profile.insert(key.clone(), value.clone());
        }
        for (alias, key) in &table.fleet.aliases {
            let value = machine.profile.get(key.get_ref()).ok_or_else(|| {
                let key = key.get_ref();
                source.error(
                    &table.fleet.aliases[alias],
                    format!("machine `{name}` has no profile value `{key}`"),
                )
            })?;
            profile.insert(alias.clone(), value.get_ref().clone());
        }
        if let Some(sm) = &machine.sm {
            check_sm(source, sm)?;
            profile.insert(
                "TORCH_CUDA_ARCH_LIST".into(),
                Setting::Text(sm.get_ref().clone()),
            );
        }
        let mut variables = machine.variables.clone();
        variables.insert("PORT_OFFSET".into(), machine.port_offset.to_string());
        let machine = Machine {
            gpu: machine.gpu.clone(),
            port_offset: machine.port_offset,
            variables,
            profile,
        };
        machines.insert(name.clone(), machine);
    }
    Ok(machines)
}

fn check_sm(source: Source<'_>, sm: &Spanned<String>) -> Result<(), Error> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match sm.get_ref().split_once('.') {
        Some((major, minor)) if digits(major) && digits(minor) => Ok(()),
        _ => Err(source.error(
            sm,
            format!(
                "compute capability `{}` does not have the form `8.9`",
                sm.get_ref()
            ),
        )),
    }
}
