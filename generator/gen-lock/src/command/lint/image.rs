use crate::audit;
use crate::printer::Printer;
use crate::project::Written;
use anyhow::Result;
use lint::Image;
use std::path::PathBuf;

/// The images of layouts, as their bytes say; families before services
///
/// # Errors
/// When a layout cannot be read.
pub fn of(written: &Written, layouts: &[PathBuf], printer: &Printer) -> Result<Vec<Image>> {
    let mut images = Vec::new();
    for layout in layouts {
        let found = audit::images(layout, printer)?;
        // A family's image does not say its machine; a layout is one machine's.
        let machine = found
            .iter()
            .find_map(|image| variable(image, "MACHINE"))
            .unwrap_or_default();
        images.extend(
            found
                .into_iter()
                .map(|found| image(written, &machine, found)),
        );
    }
    images.sort_by_key(|image| !written.families.contains_key(&image.name));
    Ok(images)
}

fn image(written: &Written, machine: &str, found: audit::Image) -> Image {
    let mut search = elf::Search::debian();
    search.drivers = written.table.fleet.drivers.iter().cloned().collect();
    if let Some(path) = variable(&found, "LD_LIBRARY_PATH") {
        search.library_path = path.split(':').map(str::to_owned).collect();
    }
    Image {
        machine: machine.to_owned(),
        name: found.name,
        user: found.config.user,
        labels: found.config.labels,
        needs: elf::audit(&found.tree, &search),
        unloadable: elf::unloadable(&found.tree, &search),
    }
}

fn variable(image: &audit::Image, name: &str) -> Option<String> {
    let value = |line: &String| Some(line.strip_prefix(name)?.strip_prefix('=')?.to_owned());
    image.config.env.iter().find_map(value)
}
