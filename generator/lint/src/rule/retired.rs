use crate::report::Report;
use crate::Input;
use python_source::{uses, Import};

/// An import of what the fleet has retired
pub fn import(input: &Input<'_>, report: &mut Report<'_>) {
    for code in input.code {
        let imports = code.imports.as_deref().unwrap_or_default();
        for name in &input.table.retired {
            for import in uses(imports, name) {
                let written = written(import);
                let at = code.place(Some(import.place), shown(import).len());
                let by = code.services.join("`, `");
                let message = format!("`{by}` imports `{written}`, but `{name}` is retired");
                let hint = "use its replacement; `retired` in the table lists the retired names";
                report.in_file(at, message).hint(hint).service = code.services.first().cloned();
            }
        }
    }
}

/// Code that is no Python, so that nobody can say what it imports
pub fn unreadable(input: &Input<'_>, report: &mut Report<'_>) {
    for code in input.code {
        let Err(error) = &code.imports else {
            continue;
        };
        let at = code.place(error.place(), 1);
        let text = error.to_string();
        let reason = error
            .place()
            .and_then(|at| text.strip_prefix(&format!("{at}: ")));
        let finding = report.in_file(at, reason.unwrap_or(&text));
        finding.service = code.services.first().cloned();
    }
}

/// What stands at the import's place
fn shown(import: &Import) -> &str {
    import.symbol.as_deref().unwrap_or(&import.module)
}

fn written(import: &Import) -> String {
    match &import.symbol {
        Some(symbol) => format!("{}.{symbol}", import.module),
        None => import.module.clone(),
    }
}
