use super::{Project, POLICY};
use anyhow::{anyhow, Result};

impl Project {
    /// The number of the Debian release that the debs are of; advisories are kept by it
    ///
    /// # Errors
    /// When no suite of the policy is of a release that is known.
    pub fn debian_release(&self) -> Result<&'static str> {
        let mut suites = self.policy.suites.iter();
        let known = suites.find_map(|suite| advisory::debian_release(suite));
        known.ok_or_else(|| {
            anyhow!(
                "{POLICY}: no suite in `{}` belongs to a known Debian release",
                self.policy.suites.join("`, `")
            )
        })
    }
}
