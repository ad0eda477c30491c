use super::bytes;
use super::row::{concerns, summary, through, versions};
use crate::{Changes, Level, Turn};
use report::{plural, quoted, visible};
use std::fmt::Write as _;

const RED: &str = "\u{1b}[1;31m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// For a terminal, with colours
pub fn text(changes: &Changes) -> String {
    let mut text = format!(
        "old  {}\nnew  {}\n",
        visible(&changes.old.name),
        visible(&changes.new.name)
    );
    packages(changes, &mut text);
    layers(changes, &mut text);
    machines(changes, &mut text);
    advisories(changes, &mut text);
    findings(changes, &mut text);
    for note in &changes.notes {
        let _ = write!(text, "\n{YELLOW}note{PLAIN}: {note}\n");
    }
    text
}

/// Cells of one row and the colour of its first
type Row = (&'static str, Vec<String>);

/// Rows with their columns aligned, the last one as long as it is
fn table(rows: &[Row], text: &mut String) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for (color, cells) in rows {
        let padded = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, width))| {
                let width = if at + 1 == cells.len() { 0 } else { *width };
                match at {
                    0 => format!(
                        "{color}{cell}{PLAIN}{:1$}",
                        "",
                        width - cell.chars().count().min(width)
                    ),
                    _ => format!("{cell:width$}"),
                }
            });
        let line = padded.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn heading(title: &str, what: &str, text: &mut String) {
    let _ = write!(text, "\n{BOLD}{title}{PLAIN}: {what}\n");
}

fn packages(changes: &Changes, text: &mut String) {
    heading("packages", &summary(changes), text);
    let row = |package: &crate::PackageChange| {
        let color = match package.turn {
            Turn::Replaced => RED,
            _ if package.to_source => RED,
            Turn::Down => YELLOW,
            Turn::Added | Turn::Up => GREEN,
            Turn::Removed => PLAIN,
        };
        let cells = vec![
            package.turn.name().to_owned(),
            package.kind.name().to_owned(),
            visible(&package.name),
            versions(package),
            through(package, changes),
            concerns(&package.reach),
        ];
        (color, cells)
    };
    table(&changes.packages.iter().map(row).collect::<Vec<_>>(), text);
}

fn layers(changes: &Changes, text: &mut String) {
    heading("layers", &plural(changes.layers.len(), "change"), text);
    let row = |layer: &crate::LayerChange| {
        let sizes = [&layer.old, &layer.new].into_iter().flatten();
        let sizes: Vec<String> = sizes.map(|stored| bytes(stored.size)).collect();
        let color = if layer.recompressed { YELLOW } else { PLAIN };
        let cells = vec![
            layer.turn().to_owned(),
            visible(&layer.name),
            sizes.join(" → "),
            plural(layer.images.len(), "image"),
        ];
        (color, cells)
    };
    table(&changes.layers.iter().map(row).collect::<Vec<_>>(), text);
}

fn machines(changes: &Changes, text: &mut String) {
    let images = plural(changes.images.len(), "image");
    heading("machines", &format!("{images} changed"), text);
    let row = |pull: &crate::Pull| {
        let cells = vec![
            visible(&pull.machine),
            format!("pulls {}", bytes(pull.bytes)),
            format!(
                "{} in {}",
                plural(pull.blobs, "blob"),
                plural(pull.images, "image")
            ),
            format!("({} from nothing)", bytes(pull.bytes_from_nothing)),
        ];
        (PLAIN, cells)
    };
    table(&changes.machines.iter().map(row).collect::<Vec<_>>(), text);
}

fn advisories(changes: &Changes, text: &mut String) {
    let Some(advisories) = &changes.advisories else {
        return;
    };
    let (introduced, fixed) = (&advisories.introduced, &advisories.fixed);
    let what = format!(
        "{} introduced, {} fixed, by {}",
        introduced.len(),
        fixed.len(),
        visible(&advisories.database)
    );
    heading("advisories", &what, text);
    let row = |color, word: &str, advisory: &crate::Advisory| {
        let fixed_in = advisory
            .fixed_in
            .as_ref()
            .map(|version| format!("fixed in {}", visible(version)));
        let cells = vec![
            word.to_owned(),
            visible(&advisory.severity),
            visible(&advisory.id),
            format!(
                "{} {}",
                visible(&advisory.package),
                visible(&advisory.version)
            ),
            fixed_in.unwrap_or_default(),
        ];
        (color, cells)
    };
    let introduced = introduced
        .iter()
        .map(|advisory| row(RED, "introduced", advisory));
    let fixed = fixed.iter().map(|advisory| row(GREEN, "fixed", advisory));
    table(&introduced.chain(fixed).collect::<Vec<_>>(), text);
}

fn findings(changes: &Changes, text: &mut String) {
    if changes.findings.is_empty() {
        return;
    }
    heading("policy", &plural(changes.findings.len(), "finding"), text);
    let row = |finding: &crate::Finding| {
        let (color, word) = match finding.level {
            Level::Deny => (RED, "deny"),
            Level::Warn => (YELLOW, "warn"),
            Level::Allow => (PLAIN, "allow"),
        };
        let words = format!("{} {}", quoted(&finding.subject), finding.message);
        (color, vec![word.to_owned(), finding.rule.to_owned(), words])
    };
    table(&changes.findings.iter().map(row).collect::<Vec<_>>(), text);
}
