use crate::report::Report;
use crate::Input;
use fleet::family_file::FamilyFile;

/// A family that there is not, or that is not built
pub fn unknown(input: &Input<'_>, report: &mut Report<'_>) {
    let built = input
        .families
        .iter()
        .filter(|(_, (_, file))| file.unbuilt.is_none());
    let known = built
        .map(|(name, _)| name.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    for service in &input.table.services {
        let (row, family) = (service.name.get_ref(), service.family.get_ref());
        let message = match input.families.get(family) {
            None => format!("`{row}` refers to unknown family `{family}`"),
            Some((_, file)) => match &file.unbuilt {
                Some(why) => {
                    format!("`{row}` refers to family `{family}`, which is not built: {why}")
                }
                None => continue,
            },
        };
        let hint = format!("available families: {known}");
        report.at(&service.family, message).of(row).hint(hint);
    }
}

/// A GPU family on a machine without a GPU
pub fn gpu(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.placed().filter(|placed| placed.machine.gpu.is_none()) {
        let service = placed.service;
        if !chain(input, service.family.get_ref())
            .iter()
            .any(|file| file.gpu)
        {
            continue;
        }
        let on = service
            .machines
            .iter()
            .find(|on| on.get_ref() == placed.name);
        let message = format!(
            "`{}` derives from the GPU family `{}`, and `{}` has no GPU",
            placed.row(),
            service.family.get_ref(),
            placed.name
        );
        let hint = "place it on another machine, or set this machine's `gpu` and `sm`";
        report
            .at(on.unwrap_or(&service.name), message)
            .of(placed.row())
            .on(placed.name)
            .hint(hint);
    }
}

/// A GPU that a family's binaries hold no code for
pub fn sm(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.placed() {
        let Some(sm) = &placed.machine.sm else {
            continue;
        };
        let chain = chain(input, placed.service.family.get_ref());
        let lacking = chain
            .iter()
            .find(|file| !file.sm.is_empty() && !covers(file, sm.get_ref()));
        let Some(file) = lacking else {
            continue;
        };
        let has = file
            .sm
            .iter()
            .map(|sm| sm.get_ref().as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let message = format!(
            "`{}` has no code for compute capability {} of `{}`",
            placed.service.family.get_ref(),
            sm.get_ref(),
            placed.name
        );
        let machine = report.place(sm);
        report
            .at(&placed.service.family, message)
            .of(placed.row())
            .on(placed.name)
            .also(machine, format!("`{}`", placed.name))
            .hint(format!(
                "its binaries have code for {has}; code for X.Y runs on X.Z if Z is at least Y"
            ));
    }
}

/// A family and its ancestors, as far as they are known
pub fn chain<'a>(input: &'a Input<'_>, family: &str) -> Vec<&'a FamilyFile> {
    let mut chain: Vec<&FamilyFile> = Vec::new();
    let mut name = Some(family);
    while let Some((_, file)) = name.and_then(|name| input.families.get(name)) {
        if chain.len() > input.families.len() {
            break;
        }
        chain.push(file);
        name = file.parent.as_ref().map(|parent| parent.get_ref().as_str());
    }
    chain
}

/// Binary code runs on a GPU of the same major version and a minor version that is not lower (CUDA
/// C++ Programming Guide, Binary Compatibility)
fn covers(file: &FamilyFile, sm: &str) -> bool {
    let split = |text: &str| {
        let (major, minor) = text.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    };
    let Some((major, minor)) = split(sm) else {
        return true;
    };
    let runs = |code: &str| split(code).is_some_and(|code| code.0 == major && code.1 <= minor);
    file.sm.iter().any(|code| runs(code.get_ref()))
}
