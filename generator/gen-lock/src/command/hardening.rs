use super::Outcome;
use crate::failure::finding;
use crate::file;
use crate::project::{source, Project};
use anyhow::Result;
use clap::{Args, Subcommand};
use fleet::hardening::Filter;
use fleet::Fleet;
use std::collections::BTreeMap;
use std::path::Path;

/// The system calls that containers may make
pub const SECCOMP: &str = "hardening/seccomp.toml";
const APPARMOR: &str = "hardening/apparmor";

/// Print the security profiles of the fleet's containers
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock hardening seccomp > seccomp.json")]
pub struct Hardening {
    #[command(subcommand)]
    profile: Profile,
}

#[derive(Debug, Subcommand)]
enum Profile {
    /// The system call filter, for `--security-opt seccomp=FILE`
    #[command(
        after_help = "Example: gen-lock hardening seccomp --family family-llm-cu121 > seccomp.json"
    )]
    Seccomp {
        /// Add the calls that this family's images need to the baseline
        #[arg(long)]
        family: Option<String>,
    },
    /// The AppArmor profile `gen-lock`, for `apparmor_parser --replace`
    #[command(after_help = "Example: gen-lock hardening apparmor | apparmor_parser --replace")]
    Apparmor,
}

impl Hardening {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        match self.profile {
            Profile::Seccomp { family } => {
                print!(
                    "{}",
                    seccomp(&project.root, &project.fleet, family.as_deref())?
                );
            }
            Profile::Apparmor => print!("{}", file::read(&project.root.join(APPARMOR))?),
        }
        Ok(Outcome::Fine)
    }
}

/// The filters of every family that is built; none where the project has no policy
///
/// # Errors
/// When the policy cannot be read.
pub fn profiles(root: &Path, fleet: &Fleet) -> Result<BTreeMap<String, render::Profile>> {
    if !root.join(SECCOMP).exists() {
        return Ok(BTreeMap::new());
    }
    let families = fleet.families.keys();
    let profile = |name: &String| {
        let text = seccomp(root, fleet, Some(name))?;
        Ok((name.clone(), render::Profile::new(text)))
    };
    families.map(profile).collect()
}

/// The filter for a family's images as engines read it; without one, the baseline
fn seccomp(root: &Path, fleet: &Fleet, family: Option<&str>) -> Result<String> {
    let families = &fleet.families;
    let chain = match family {
        None => Vec::new(),
        Some(name) => match families.get(name) {
            Some(family) => family.chain.clone(),
            None => {
                let known = families.keys().cloned().collect::<Vec<_>>().join(", ");
                let message = format!("family `{name}` is not known, or not built\n\nhint: available families: {known}");
                return Err(finding(message));
            }
        },
    };
    let text = file::read(&root.join(SECCOMP))?;
    let source = source(SECCOMP, &text);
    let known: Vec<String> = families.keys().cloned().collect();
    Ok(Filter::new(source, &source.parse()?, &chain, &known)?.print())
}
