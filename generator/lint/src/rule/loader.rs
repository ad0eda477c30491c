use super::image::{is_optional, place, row};
use crate::report::Report;
use crate::{Image, Input};
use std::collections::BTreeMap;

/// Images that lack a loader, by the loader and the programs that name it
type Lacking<'a> = BTreeMap<(&'a str, Vec<&'a str>), Vec<&'a Image>>;

/// A program whose loader its image does not hold
pub fn missing(input: &Input<'_>, report: &mut Report<'_>) {
    for ((loader, programs), images) in lacking(input) {
        let (Some(first), Some(program)) = (images.first(), programs.first()) else {
            continue;
        };
        let message = format!(
            "the loader `{loader}` of `{program}`{} is not in image `{}`{}",
            more(programs.len()),
            first.full_name(),
            more(images.len()),
        );
        let at = place(input, first, report);
        let finding = report.in_file(at, message).on(&first.machine);
        finding.service = row(input, first).map(|row| row.name.get_ref().clone());
        finding.hint(
            "add the deb that contains the loader to `debs`: `libc6` for Debian's own programs; if \
             nothing starts the program, declare the loader's file name in `optional-libraries` of the family or the need",
        );
    }
}

fn lacking<'a>(input: &'a Input<'_>) -> Lacking<'a> {
    let mut lacking = Lacking::new();
    for image in input.images {
        let mut programs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in &image.unloadable {
            let name = one.loader.rsplit('/').next().unwrap_or_default();
            if !is_optional(input, image, name) {
                programs.entry(&one.loader).or_default().push(&one.program);
            }
        }
        for of_loader in programs {
            lacking.entry(of_loader).or_default().push(image);
        }
    }
    lacking
}

/// ` and 3 more` beside the first of them
fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        _ => format!(" and {} more", count - 1),
    }
}
