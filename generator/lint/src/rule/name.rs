use crate::report::Report;
use crate::Input;
use fleet::{is_label, kebab};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// A name whose kebab case is no tag and no DNS label
pub fn illegal(input: &Input<'_>, report: &mut Report<'_>) {
    for service in &input.table.services {
        let row = service.name.get_ref();
        let image = kebab(row);
        if !is_label(&image) {
            let message = format!("the image name of `{row}`, `{image}`, is not a DNS label");
            let hint = "use 1 to 63 lower-case letters, digits and `-` in kebab case (RFC 1123)";
            report.at(&service.name, message).of(row).hint(hint);
        }
    }
}

/// Two rows, or a row and a family, of one image name
pub fn collision(input: &Input<'_>, report: &mut Report<'_>) {
    let mut names: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    for service in &input.table.services {
        let row = service.name.get_ref();
        let image = kebab(row);
        if input.families.contains_key(&image) {
            let message = format!("the image name of `{row}`, `{image}`, is also a family's name");
            report.at(&service.name, message).of(row);
        }
        if let Some(first) = names.get(&image) {
            let message = format!(
                "`{row}` and `{}` have the same image name `{image}`",
                first.get_ref()
            );
            let there = report.place(first);
            let hint = "write one row for each service, and list its machines in `machines`";
            report
                .at(&service.name, message)
                .of(row)
                .also(there, "the other")
                .hint(hint);
        } else {
            names.insert(image, &service.name);
        }
    }
}
