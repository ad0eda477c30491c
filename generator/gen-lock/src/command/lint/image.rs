use crate::audit;
use crate::printer::Printer;
use crate::project::Written;
use anyhow::Result;
use lint::{Image, Program};
use std::path::PathBuf;

/// What engines set where an image sets no `PATH`
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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
    let programs = programs(&found);
    Image {
        machine: machine.to_owned(),
        programs,
        name: found.name,
        user: found.config.user,
        labels: found.config.labels,
        needs: elf::audit(&found.tree, &search),
        unloadable: elf::unloadable(&found.tree, &search),
    }
}

/// What `PATH` finds, folder by folder, each folder once under whatever name
fn programs(image: &audit::Image) -> Vec<Program> {
    let path = variable(image, "PATH").unwrap_or_else(|| PATH.to_owned());
    let (mut folders, mut programs) = (Vec::new(), Vec::new());
    for folder in path.split(':').filter_map(|folder| image.tree.real(folder)) {
        if folders.contains(&folder) {
            continue;
        }
        let inside = format!("{folder}/");
        let own = image.programs.range(inside.clone()..);
        let own = own.take_while(|(path, _)| path.starts_with(&inside));
        let own = own.filter(|(path, _)| !path[inside.len()..].contains('/'));
        programs.extend(own.map(|(path, layer)| Program {
            path: path.clone(),
            real: image.tree.real(path).unwrap_or_else(|| path.clone()),
            layer: layer.clone(),
        }));
        folders.push(folder);
    }
    programs
}

fn variable(image: &audit::Image, name: &str) -> Option<String> {
    let value = |line: &String| Some(line.strip_prefix(name)?.strip_prefix('=')?.to_owned());
    image.config.env.iter().find_map(value)
}

#[cfg(test)]
mod tests {
    use super::programs;
    use crate::audit::Image;

    #[test]
    fn what_path_finds_in_its_order_each_folder_once() {
        let mut tree = elf::Tree::default();
        tree.link("bin", "usr/bin");
        tree.link("usr/local/bin/python3", "/usr/bin/python3.11");
        let path = "PATH=/usr/local/bin:/bin:/usr/bin:/none".to_owned();
        let of = |layer: &str| layer.to_owned();
        let image = Image {
            name: "a".to_owned(),
            config: oci::RuntimeConfig {
                env: vec![path],
                ..oci::RuntimeConfig::default()
            },
            tree,
            programs: [
                ("usr/bin/env", of("debs")),
                ("usr/bin/x/deeper-bin/no", of("debs")),
                ("usr/binary-bin/no", of("debs")),
                ("usr/local/bin/env", of("wheels")),
                ("usr/local/bin/python3", of("effects")),
                ("usr/sbin/no", of("debs")),
            ]
            .map(|(path, layer)| (path.to_owned(), layer))
            .into(),
        };
        let found: Vec<String> = programs(&image)
            .into_iter()
            .map(|one| format!("{} {} {}", one.path, one.real, one.layer))
            .collect();
        assert_eq!(
            found,
            [
                "usr/local/bin/env usr/local/bin/env wheels",
                "usr/local/bin/python3 usr/bin/python3.11 effects",
                "usr/bin/env usr/bin/env debs",
            ]
        );
    }
}
