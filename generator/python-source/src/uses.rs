use crate::Import;
use heck::ToSnakeCase as _;

/// The imports that bring in a retired name: as a symbol, or as a module of that name or below it.
///
/// A class and its module are one name: `RequestCoordinator` is also `request_coordinator`, as
/// `VRAMOptimizerAgent` is `vram_optimizer_agent`. A name that merely holds it,
/// `RequestCoordinatorClient`, is another, as `contextmanager` is another than `ContextManager`;
/// and so is what an import calls it here.
pub fn uses<'a>(imports: &'a [Import], retired: &str) -> Vec<&'a Import> {
    let module = retired.to_snake_case();
    let is_use = |import: &&Import| names(import).any(|name| name == retired || name == module);
    imports.iter().filter(is_use).collect()
}

/// The components of the module, then the symbol.
fn names(import: &Import) -> impl Iterator<Item = &str> {
    let components = import.module.split('.').filter(|name| !name.is_empty());
    components.chain(import.symbol.as_deref())
}
