use super::Outcome;
use crate::failure::finding;
use anyhow::Result;
use clap::Args;
use lint::{Rule, Severity, RULES};

/// Explain a rule of `lint`: what it means, why, and what to do
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock explain port-clash")]
pub struct Explain {
    /// The rule's id; without it, lists all rules
    rule: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Row {
    id: &'static str,
    severity: Severity,
    title: &'static str,
    page: &'static str,
}

impl Explain {
    pub fn run(self) -> Result<Outcome> {
        let rules: Vec<&Rule> = match &self.rule {
            None => RULES.iter().collect(),
            Some(id) => vec![find(id)?],
        };
        if self.json {
            let row = |rule: &&Rule| Row {
                id: rule.id,
                severity: rule.severity,
                title: rule.title(),
                page: rule.page,
            };
            let rows: Vec<Row> = rules.iter().map(row).collect();
            println!("{}", serde_json::to_string_pretty(&rows)?);
        } else if self.rule.is_some() {
            rules.iter().for_each(|rule| print!("{}", rule.page));
        } else {
            rules.iter().for_each(|rule| line(rule));
        }
        Ok(Outcome::Fine)
    }
}

fn line(rule: &Rule) {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    println!("{:20}  {severity:7}  {}", rule.id, rule.title());
}

fn find(id: &str) -> Result<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).ok_or_else(|| {
        finding(format!(
            "there is no rule `{id}`\n\nhint: `gen-lock explain` lists the rules"
        ))
    })
}
