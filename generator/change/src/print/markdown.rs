use super::bytes;
use super::row::{concerns, summary, through, versions};
use crate::{Changes, Level, Turn};
use report::{plural, visible};
use std::fmt::Write as _;

/// Rows of a table before the rest is counted: a change request holds some 65,000 letters
const MOST_ROWS: usize = 60;

/// For a change request: the same facts, what deserves a look first
pub fn markdown(changes: &Changes) -> String {
    let (old, new) = (code(&changes.old.name), code(&changes.new.name));
    let mut text = format!("### Lock changes, {old} → {new}\n\n");
    let _ = writeln!(
        text,
        "Packages: {}. {} changed.",
        summary(changes),
        plural(changes.images.len(), "image")
    );
    alarms(changes, &mut text);
    packages(changes, &mut text);
    machines(changes, &mut text);
    advisories(changes, &mut text);
    layers(changes, &mut text);
    for note in &changes.notes {
        let _ = write!(text, "\n> **Note:** {}\n", words(note));
    }
    text
}

/// A name that nothing in it can end, mention or format, in a table too
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    if text.is_empty() {
        return String::new();
    }
    let runs = text.split(|letter| letter != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Words of ours; what stands between backticks are names
fn words(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| {
        if at % 2 == 1 {
            code(part)
        } else {
            part.to_owned()
        }
    });
    parts.collect()
}

/// Names only stand in a way of several steps
fn way(text: &str) -> String {
    if text.starts_with("through ") {
        return code(text);
    }
    text.to_owned()
}

/// What must not be overlooked
fn alarms(changes: &Changes, text: &mut String) {
    let denied = changes
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Deny);
    let denied = denied.map(|finding| {
        format!(
            "{} {} ({})",
            code(&finding.subject),
            words(&finding.message),
            finding.rule
        )
    });
    let named = |package: &crate::PackageChange, rule: &str| {
        let mut findings = changes.findings.iter();
        findings.any(|finding| finding.rule == rule && finding.subject == package.name)
    };
    let replaced = changes.packages.iter().filter(|package| {
        package.turn == Turn::Replaced && !named(package, "same-version-other-hash")
    });
    let replaced = replaced.map(|package| {
        let way = "the same version with another hash: somebody rebuilt it";
        format!(
            "{} {} is {way}",
            code(&package.name),
            code(&versions(package))
        )
    });
    let source = changes.packages.iter();
    let source = source.filter(|package| package.to_source && !named(package, "built-from-source"));
    let source = source.map(|package| format!("{} is now built from source", code(&package.name)));
    let alarms: Vec<String> = denied.chain(replaced).chain(source).collect();
    if !alarms.is_empty() {
        let _ = write!(text, "\n> [!CAUTION]\n");
    }
    for alarm in alarms.iter().take(MOST_ROWS) {
        let _ = writeln!(text, "> - {alarm}");
    }
    rest(alarms.len(), "> - ", text);
    let warned = changes
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Warn);
    for finding in warned.take(MOST_ROWS) {
        let (subject, message) = (code(&finding.subject), words(&finding.message));
        let _ = write!(
            text,
            "\n> **Warning:** {subject} {message} ({})\n",
            finding.rule
        );
    }
}

fn rest(rows: usize, start: &str, text: &mut String) {
    if let Some(more @ 1..) = rows.checked_sub(MOST_ROWS) {
        let _ = writeln!(text, "{start}and {more} more");
    }
}

fn table(heads: &[&str], rows: &[Vec<String>], text: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = write!(
        text,
        "\n| {} |\n|{}\n",
        heads.join(" | "),
        "---|".repeat(heads.len())
    );
    for row in rows.iter().take(MOST_ROWS) {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    rest(rows.len(), "\n", text);
}

fn packages(changes: &Changes, text: &mut String) {
    let row = |package: &crate::PackageChange| {
        let word = package.turn.name();
        let loud = package.turn == Turn::Replaced || package.turn == Turn::Down;
        let word = if loud {
            format!("**{word}**")
        } else {
            word.to_owned()
        };
        vec![
            word,
            package.kind.name().to_owned(),
            code(&package.name),
            code(&versions(package)),
            way(&through(package, changes)),
            code(&concerns(&package.reach)),
        ]
    };
    let rows: Vec<_> = changes.packages.iter().map(row).collect();
    table(
        &["", "kind", "package", "version", "through", "concerns"],
        &rows,
        text,
    );
}

fn machines(changes: &Changes, text: &mut String) {
    let row = |pull: &crate::Pull| {
        let cells = [
            code(&pull.machine),
            bytes(pull.bytes),
            pull.blobs.to_string(),
            pull.images.to_string(),
        ];
        cells.to_vec()
    };
    let rows: Vec<_> = changes.machines.iter().map(row).collect();
    table(&["machine", "pulls", "blobs", "images"], &rows, text);
}

fn advisories(changes: &Changes, text: &mut String) {
    let Some(advisories) = &changes.advisories else {
        return;
    };
    let row = |word: &str, advisory: &crate::Advisory| {
        vec![
            word.to_owned(),
            code(&advisory.id),
            code(&advisory.severity),
            code(&format!("{} {}", advisory.package, advisory.version)),
            code(advisory.fixed_in.as_deref().unwrap_or_default()),
        ]
    };
    let introduced = advisories
        .introduced
        .iter()
        .map(|advisory| row("**introduced**", advisory));
    let fixed = advisories
        .fixed
        .iter()
        .map(|advisory| row("fixed", advisory));
    let rows: Vec<_> = introduced.chain(fixed).collect();
    let _ = write!(text, "\nAdvisories by {}:", code(&advisories.database));
    let _ = writeln!(
        text,
        " {} introduced, {} fixed.",
        advisories.introduced.len(),
        advisories.fixed.len()
    );
    table(
        &["", "advisory", "severity", "package", "fixed in"],
        &rows,
        text,
    );
}

fn layers(changes: &Changes, text: &mut String) {
    let row = |layer: &crate::LayerChange| {
        let size = |stored: &Option<crate::Stored>| {
            stored
                .as_ref()
                .map_or(String::new(), |stored| bytes(stored.size))
        };
        vec![
            layer.turn().to_owned(),
            code(&layer.name),
            size(&layer.old),
            size(&layer.new),
            layer.images.len().to_string(),
        ]
    };
    let rows: Vec<_> = changes.layers.iter().map(row).collect();
    table(&["", "layer", "old", "new", "images"], &rows, text);
}
