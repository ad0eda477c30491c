//! An OCI image layout, from its bytes.

use super::{report, Verify};
use crate::command::Outcome;
use crate::printer::Printer;
use anyhow::Result;
use std::path::Path;
use verify::{verify_layout, Layout};

pub fn run(project: &Path, path: &Path, of: &Verify) -> Result<Outcome> {
    let outputs = super::lock(project)?.outputs;
    let bars = Printer::new().bars();
    let found = verify_layout(path, &outputs, of.image.as_deref(), &bars)?;
    report::explained(project, &outputs, found, &Layout::new(path), of)
}
