use super::{Family, FamilySource};
use crate::Error;
use std::collections::BTreeMap;

pub fn family(name: &str, files: &BTreeMap<String, FamilySource<'_>>) -> Result<Family, Error> {
    let (source, file) = &files[name];
    let mut chain = vec![name.to_owned()];
    let mut gpu = file.gpu;
    let mut at = (source, file);
    while let Some(parent) = &at.1.parent {
        let name = parent.get_ref();
        let Some((source, file)) = files.get(name) else {
            let known = files.keys().cloned().collect::<Vec<_>>().join(", ");
            let message = format!("parent family `{name}` is not known");
            return Err(at
                .0
                .error(parent, message)
                .hint(format!("known families: {known}")));
        };
        if chain.contains(name) {
            return Err(at
                .0
                .error(parent, format!("family `{name}` is its own ancestor")));
        }
        if let Some(why) = &file.unbuilt {
            let message = format!("parent family `{name}` is not built: {why}");
            return Err(at.0.error(parent, message));
        }
        gpu |= file.gpu;
        chain.push(name.clone());
        at = (source, file);
    }
    chain.reverse();
    Ok(Family {
        file: file.clone(),
        chain,
        gpu,
    })
}
