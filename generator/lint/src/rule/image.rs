use super::family::chain;
use crate::report::Report;
use crate::{Image, Input, Place};
use elf::{provider_hint, Answer, Need};
use fleet::kebab;
use fleet::table::Service;
use report::visible_path;
use std::collections::BTreeMap;

/// The contract with the supervisor: a label that says the health port
pub fn health_label(input: &Input<'_>, report: &mut Report<'_>) {
    for image in input.images {
        let Some(row) = row(input, image) else {
            continue;
        };
        let offset = input
            .table
            .machines
            .get(&image.machine)
            .map_or(0, |machine| machine.port_offset);
        let want = (u32::from(*row.health_port.get_ref()) + u32::from(offset)).to_string();
        let got = image.labels.get("health_check_port");
        if got == Some(&want) {
            continue;
        }
        let message = format!(
            "image `{}` has `health_check_port` {}, but its row has {want}",
            image.full_name(),
            got.map_or_else(|| "nothing".to_owned(), |got| format!("`{got}`"))
        );
        let hint = "rebuild it: `gen-lock refresh --locked`";
        report
            .at(&row.health_port, message)
            .of(row.name.get_ref())
            .on(&image.machine)
            .hint(hint);
    }
}

/// An image whose processes are root's
pub fn root(input: &Input<'_>, report: &mut Report<'_>) {
    for image in input.images {
        let user = image.user.split(':').next().unwrap_or_default();
        if !matches!(user, "" | "0" | "root") {
            continue;
        }
        let message = format!(
            "image `{}` runs as root (`{}`)",
            image.full_name(),
            image.user
        );
        let at = place(input, image, report);
        report
            .in_file(at, message)
            .on(&image.machine)
            .hint("give it a user: `10001:10001`");
    }
}

/// A shared library that an image's file needs, and that neither the image nor the driver has
pub fn library(input: &Input<'_>, report: &mut Report<'_>) {
    let mut missing: BTreeMap<(&str, &str), Vec<&Image>> = BTreeMap::new();
    for image in input.images {
        let lacks =
            |need: &&Need| need.answer == Answer::Missing && !is_optional(input, image, &need.name);
        for need in image.needs.iter().filter(lacks) {
            missing
                .entry((&need.object, &need.name))
                .or_default()
                .push(image);
        }
    }
    for ((object, name), images) in missing {
        let Some(first) = images.first() else {
            continue;
        };
        let more = match images.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!(
            "`{}` needs `{name}`, which is missing from `{}`{more}",
            visible_path(object),
            first.full_name()
        );
        let at = place(input, first, report);
        let finding = report.in_file(at, message).on(&first.machine);
        finding.service = row(input, first).map(|row| row.name.get_ref().clone());
        if let Some(deb) = provider_hint(name) {
            finding.hint(format!(
                "according to Debian's naming (Policy 8.1), it is in `{deb}`: add that to `debs`; \
                 if nothing loads the file, declare it in `optional-libraries` of the family or the need"
            ));
        }
    }
}

/// Whether the image's family, or a need of its row, says that nothing loads what needs the library
pub(super) fn is_optional(input: &Input<'_>, image: &Image, library: &str) -> bool {
    let row = row(input, image);
    let family = row.map_or(&image.name, |row| row.family.get_ref());
    let needs = row.into_iter().flat_map(|row| &row.needs);
    let mut needs = needs.filter_map(|need| input.table.needs.get(need.get_ref()));
    needs.any(|need| need.optional_libraries.contains_key(library))
        || chain(input, family)
            .iter()
            .any(|file| file.optional_libraries.contains_key(library))
}

/// The row of a service's image
pub(super) fn row<'a>(input: &'a Input<'_>, image: &Image) -> Option<&'a Service> {
    input
        .table
        .services
        .iter()
        .find(|service| kebab(service.name.get_ref()) == image.name)
}

/// Where an image is described: its row, or its family's file
pub(super) fn place(input: &Input<'_>, image: &Image, report: &Report<'_>) -> Place {
    match (row(input, image), input.families.get(&image.name)) {
        (Some(row), _) => report.place(&row.name),
        (None, Some((source, _))) => Place {
            file: source.file.to_owned(),
            span: 0..source.text.lines().next().map_or(0, str::len),
        },
        (None, None) => Place {
            file: input.source.file.to_owned(),
            span: 0..0,
        },
    }
}
