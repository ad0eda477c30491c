use super::entering;
use crate::file;
use crate::project::Written;
use anyhow::Result;
use lint::Code;
use std::collections::BTreeMap;

/// The Python files of the services, each once, by path
///
/// # Errors
/// When one cannot be read.
pub fn of(written: &Written) -> Result<Vec<Code>> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for service in &written.table.services {
        for entering in entering::of_service(written, service)? {
            if !entering.is_folder && entering.path.ends_with(".py") {
                files
                    .entry(entering.path)
                    .or_default()
                    .push(service.name.get_ref().clone());
            }
        }
    }
    let read = |(file, services): (String, Vec<String>)| {
        let text = file::read(&written.root.join(&file))?;
        Ok(Code::read(services, file, text))
    };
    files.into_iter().map(read).collect()
}
