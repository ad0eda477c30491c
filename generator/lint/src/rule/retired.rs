use crate::report::Report;
use crate::{Input, Place};

/// An import of what the fleet has retired
pub fn import(input: &Input<'_>, report: &mut Report<'_>) {
    for code in input.code {
        for import in code.imports.iter().flatten() {
            let retired = &input.table.retired;
            let Some(name) = retired.iter().find(|name| is_of(&import.name, name)) else {
                continue;
            };
            let at = Place {
                file: code.file.clone(),
                span: import.span.clone(),
            };
            let by = code.services.join("`, `");
            let message = format!("`{by}` imports `{}`, and `{name}` is retired", import.name);
            let finding = report.in_file(at, message);
            finding.service = code.services.first().cloned();
        }
    }
}

/// Code that is no Python, so that nobody can say what it imports
pub fn unreadable(input: &Input<'_>, report: &mut Report<'_>) {
    for code in input.code {
        if let Err(error) = &code.imports {
            let at = Place {
                file: code.file.clone(),
                span: error.span.clone(),
            };
            let finding = report.in_file(at, error.name.clone());
            finding.service = code.services.first().cloned();
        }
    }
}

/// Whether a dotted import ends in the name, or in its module's (`RequestCoordinator`,
/// `request_coordinator`)
fn is_of(import: &str, retired: &str) -> bool {
    let module = fleet::kebab(retired).replace('-', "_");
    import
        .split('.')
        .any(|part| part == retired || part == module)
}
