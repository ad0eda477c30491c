//! An OCI image layout, from its bytes.

use super::{report, Verify};
use crate::command::Outcome;
use crate::printer::Printer;
use crate::verify;
use anyhow::Result;
use std::path::{Path, PathBuf};

pub fn run(project: &Path, path: &PathBuf, of: &Verify) -> Result<Outcome> {
    let outputs = super::lock(project)?.outputs;
    let found = verify::layout(path, &outputs, of.image.as_deref(), &Printer::new())?;
    report::explained(project, &outputs, found, path, of)
}
