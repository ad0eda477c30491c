//! Everything a second time, by Nix.

use crate::command::Outcome;
use crate::printer::Printer;
use crate::project::Project;
use crate::store::{self, Another};
use anyhow::{ensure, Result};
use rayon::prelude::*;
use verify::{rebuilt, DifferenceLines, Pairs};

#[derive(serde::Serialize)]
struct Rebuilt {
    compared: usize,
    different: Vec<Different>,
}

#[derive(serde::Serialize)]
struct Different {
    derivation: String,
    /// Nix's words
    said: String,
    /// Down to path and field, where Nix kept both
    differences: Pairs,
}

pub fn run(project: &Project, image: Option<&str>, json: bool) -> Result<Outcome> {
    let machines = project.fleet.machines.keys();
    let attributes: Vec<String> = match image {
        Some(image) => vec![image.to_owned()],
        None => machines.map(|machine| format!("{machine}-fleet")).collect(),
    };
    store::build(&project.root, &attributes)?;
    let ours = |path: &String| {
        ["-layer.drv", "-image.drv", "-fleet.drv"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let derivations = store::derivations(&project.root, &attributes)?;
    let derivations: Vec<String> = derivations.into_iter().filter(ours).collect();
    ensure!(
        !derivations.is_empty(),
        "`{}` builds neither a layer nor an image: there is nothing to compare",
        attributes.join("`, `")
    );
    let bar = Printer::new().steps(derivations.len() as u64, "rebuild");
    let again: Result<Vec<Option<Different>>> = derivations
        .par_iter()
        .with_max_len(1)
        .map(|derivation| {
            let another = store::rebuild(derivation)?;
            bar.inc(1);
            another.map(|one| different(derivation, &one)).transpose()
        })
        .collect();
    bar.finish_and_clear();
    let report = Rebuilt {
        compared: derivations.len(),
        different: again?.into_iter().flatten().collect(),
    };
    if json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    Ok(Outcome::of(report.different.is_empty()))
}

fn different(derivation: &str, another: &Another) -> Result<Different> {
    let outputs = another.outputs.as_ref();
    let differences = outputs.map(|(first, second)| rebuilt(first, second));
    Ok(Different {
        derivation: derivation.to_owned(),
        said: another.said.trim().to_owned(),
        differences: differences.transpose()?.unwrap_or_default(),
    })
}

fn print(rebuilt: &Rebuilt) {
    for one in &rebuilt.different {
        println!("{}: {}", one.derivation, one.said);
        for (what, found) in &one.differences {
            println!("  {what}:");
            for line in DifferenceLines(found).to_string().lines() {
                println!("    {line}");
            }
        }
    }
    println!(
        "{} derivations were built a second time and compared, {} differ",
        rebuilt.compared,
        rebuilt.different.len()
    );
}
