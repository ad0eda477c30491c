use super::{Owner, Project};
use crate::failure::finding;
use crate::file;
use anyhow::Result;
use python::Requirement;

impl Project {
    /// What a lock was asked for: the owner's own requirements, and of a family also its ancestors'
    ///
    /// # Errors
    /// When a line is no requirement.
    pub fn requirements(&self, owner: &Owner) -> Result<Vec<Requirement>> {
        let Some(family) = self.fleet.families.get(&owner.name) else {
            return self.requirements_in(&owner.folder);
        };
        let mut requirements = Vec::new();
        for step in &family.chain {
            requirements.extend(self.requirements_in(&format!("families/{step}"))?);
        }
        Ok(requirements)
    }

    /// The requirements of a folder; none where it has no such file
    ///
    /// # Errors
    /// When a line is no requirement.
    pub fn requirements_in(&self, folder: &str) -> Result<Vec<Requirement>> {
        let name = format!("{folder}/requirements.in");
        let path = self.root.join(&name);
        if !path.exists() {
            return Ok(Vec::new());
        }
        let mut requirements = Vec::new();
        let text = python::decode(&file::bytes(&path)?)
            .map_err(|problem| finding(format!("{name}: {problem}")))?;
        for (number, line) in text.lines().enumerate() {
            let line = line.split(" #").next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with(['#', '-']) {
                continue;
            }
            let parsed = line.parse();
            requirements
                .push(parsed.map_err(|error| finding(format!("{name}:{}: {error}", number + 1)))?);
        }
        Ok(requirements)
    }
}
