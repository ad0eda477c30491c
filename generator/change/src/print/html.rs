//! One page, whole by itself: no script, nothing from elsewhere, and a policy of its own that the
//! browser holds it to.

mod changed;
mod map;
mod matrix;
mod page;
mod squarify;

use crate::{Changes, State};
use base64::Engine as _;
use page::Page;
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("html/style.css");

/// The changes, a map of each image's size in the new state, and which image shares which layer
pub fn html(changes: &Changes, new: &State) -> String {
    let mut page = Page::new();
    head(changes, &mut page);
    changed::sections(changes, &mut page);
    map::section(changes, new, &mut page);
    matrix::section(changes, new, &mut page);
    map::layers(new, &mut page);
    page.raw("</main>\n</body>\n</html>\n");
    page.print()
}

fn head(changes: &Changes, page: &mut Page) {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    page.text(&style_hash());
    page.raw("'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Lock changes, ");
    page.name(&changes.old.name)
        .raw(" → ")
        .name(&changes.new.name);
    page.raw("</title>\n<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    page.raw("<nav aria-label=\"Parts\"><a href=\"#packages\">Packages</a> <a href=\"#machines\">Machines</a> ");
    page.raw("<a href=\"#layers\">Layers</a> <a href=\"#map\">Map of an image</a> ");
    page.raw(
        "<a href=\"#shared\">Shared layers</a></nav>\n<main>\n<h1>Lock changes</h1>\n<p><code>",
    );
    page.name(&changes.old.name)
        .raw("</code> → <code>")
        .name(&changes.new.name);
    page.raw("</code></p>\n");
}

/// What the policy names the style by
fn style_hash() -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE))
}
