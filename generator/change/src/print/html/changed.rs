//! The lists: packages, advisories, what a policy says, machines, layers.

use super::page::Page;
use crate::print::bytes;
use crate::print::row::{concerns, through, turns, versions};
use crate::{Changes, Level, Turn};
use report::plural;

pub(super) fn sections(changes: &Changes, page: &mut Page) {
    counts(changes, page);
    for note in &changes.notes {
        page.raw("<p class=\"notice\">").text(note).raw("</p>\n");
    }
    findings(changes, page);
    packages(changes, page);
    advisories(changes, page);
    machines(changes, page);
    layers(changes, page);
}

fn class(turn: Turn) -> &'static str {
    match turn {
        Turn::Replaced => "word replaced",
        Turn::Down => "word down",
        Turn::Added => "word added",
        Turn::Up => "word up",
        Turn::Removed => "word removed",
    }
}

fn counts(changes: &Changes, page: &mut Page) {
    page.raw("<ul class=\"counts\" aria-label=\"How many\">\n");
    for (turn, number) in turns(changes) {
        page.raw("<li class=\"")
            .raw(class(turn))
            .raw("\">")
            .number(number)
            .raw(" ");
        page.raw(turn.name()).raw("</li>\n");
    }
    let images = plural(changes.images.len(), "image");
    page.raw("<li class=\"word\">")
        .text(&images)
        .raw(" changed</li>\n</ul>\n");
}

fn open(title: &'static str, id: &'static str, heads: &[&'static str], page: &mut Page) {
    page.raw("<section aria-labelledby=\"")
        .raw(id)
        .raw("\">\n<h2 id=\"")
        .raw(id)
        .raw("\">")
        .raw(title);
    page.raw("</h2>\n<div class=\"card\" role=\"region\" tabindex=\"0\" aria-labelledby=\"")
        .raw(id);
    page.raw("\">\n<table>\n<thead><tr>");
    for head in heads {
        page.raw("<th scope=\"col\">").raw(head).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
}

fn close(page: &mut Page) {
    page.raw("</tbody>\n</table>\n</div>\n</section>\n");
}

fn findings(changes: &Changes, page: &mut Page) {
    if changes.findings.is_empty() {
        return;
    }
    open("Policy", "policy", &["Level", "Rule", "What"], page);
    for finding in &changes.findings {
        let word = match finding.level {
            Level::Deny => "<span class=\"word replaced\">deny</span>",
            Level::Warn => "<span class=\"word down\">warn</span>",
            Level::Allow => "allow",
        };
        page.raw("<tr><td>")
            .raw(word)
            .raw("</td><td>")
            .raw(finding.rule)
            .raw("</td><td><b>");
        page.name(&finding.subject)
            .raw("</b> ")
            .text(&finding.message)
            .raw("</td></tr>\n");
    }
    close(page);
}

fn packages(changes: &Changes, page: &mut Page) {
    if changes.packages.is_empty() {
        page.raw("<h2 id=\"packages\">Packages</h2>\n<p>None changed.</p>\n");
        return;
    }
    let heads = [
        "Change", "Package", "Kind", "Version", "Through", "Concerns",
    ];
    open("Packages", "packages", &heads, page);
    for package in &changes.packages {
        let loud = package.turn == Turn::Replaced || package.to_source;
        page.raw(if loud { "<tr class=\"loud\"" } else { "<tr" })
            .raw(" data-package=\"");
        page.name(&package.name)
            .raw("\" data-turn=\"")
            .raw(package.turn.name());
        page.raw("\"><td><span class=\"")
            .raw(class(package.turn))
            .raw("\">")
            .raw(package.turn.name());
        page.raw("</span></td><th scope=\"row\">")
            .name(&package.name)
            .raw("</th><td>");
        page.raw(package.kind.name())
            .raw("</td><td><code>")
            .text(&versions(package));
        page.raw("</code></td><td>")
            .text(&through(package, changes))
            .raw("</td><td>");
        page.text(&concerns(&package.reach)).raw("</td></tr>\n");
    }
    close(page);
}

fn advisories(changes: &Changes, page: &mut Page) {
    let Some(advisories) = &changes.advisories else {
        return;
    };
    open(
        "Advisories",
        "advisories",
        &["Change", "Advisory", "Severity", "Package", "Fixed in"],
        page,
    );
    let introduced = advisories
        .introduced
        .iter()
        .map(|advisory| (true, advisory));
    for (new, advisory) in
        introduced.chain(advisories.fixed.iter().map(|advisory| (false, advisory)))
    {
        page.raw(if new {
            "<tr><td><span class=\"word replaced\">introduced</span></td><th scope=\"row\">"
        } else {
            "<tr><td><span class=\"word added\">fixed</span></td><th scope=\"row\">"
        });
        page.name(&advisory.id)
            .raw("</th><td>")
            .name(&advisory.severity)
            .raw("</td><td>");
        page.name(&advisory.package)
            .raw(" ")
            .name(&advisory.version)
            .raw("</td><td>");
        page.name(advisory.fixed_in.as_deref().unwrap_or_default())
            .raw("</td></tr>\n");
    }
    close(page);
    page.raw("<p>By ").name(&advisories.database).raw("</p>\n");
}

fn machines(changes: &Changes, page: &mut Page) {
    open(
        "Machines",
        "machines",
        &["Machine", "Pulls", "Blobs", "Images", "From nothing"],
        page,
    );
    for pull in &changes.machines {
        page.raw("<tr data-machine=\"")
            .name(&pull.machine)
            .raw("\"><th scope=\"row\">");
        page.name(&pull.machine)
            .raw("</th><td>")
            .text(&bytes(pull.bytes))
            .raw("</td><td>");
        page.number(pull.blobs)
            .raw("</td><td>")
            .number(pull.images)
            .raw("</td><td>");
        page.text(&bytes(pull.bytes_from_nothing))
            .raw("</td></tr>\n");
    }
    close(page);
}

fn layers(changes: &Changes, page: &mut Page) {
    if changes.layers.is_empty() {
        page.raw("<h2 id=\"layers\">Layers</h2>\n<p>None changed.</p>\n");
        return;
    }
    open(
        "Layers",
        "layers",
        &["Change", "Layer", "Old", "New", "Images"],
        page,
    );
    for layer in &changes.layers {
        page.raw("<tr><td>")
            .raw(layer.turn())
            .raw("</td><th scope=\"row\">")
            .name(&layer.name);
        page.raw("</th>");
        for stored in [&layer.old, &layer.new] {
            let size = stored.as_ref().map(|stored| bytes(stored.size));
            page.raw("<td>")
                .text(&size.unwrap_or_default())
                .raw("</td>");
        }
        page.raw("<td>")
            .number(layer.images.len())
            .raw("</td></tr>\n");
    }
    close(page);
}
