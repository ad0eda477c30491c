//! Which image holds which layer.

use super::page::Page;
use crate::layer::size;
use crate::print::bytes;
use crate::size::total;
use crate::{Changes, State};
use report::{plural, visible};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn section(changes: &Changes, new: &State, page: &mut Page) {
    let shared = shared(new);
    page.raw("<section aria-labelledby=\"shared\">\n<h2 id=\"shared\">Shared layers</h2>\n");
    page.raw("<p>Each image of the new state with the layers that it shares with another one, the lowest ");
    page.raw("first, and the bytes that only it has. Changed layers have a ring.</p>\n");
    page.raw("<div class=\"card\" role=\"region\" tabindex=\"0\" aria-labelledby=\"shared\">\n");
    page.raw(
        "<table class=\"matrix\">\n<thead><tr><th scope=\"col\">Image</th><th \
        scope=\"col\"><span>own bytes</span></th>",
    );
    for layer in &shared {
        let bytes = new.lock.outputs.layers.get(*layer).map(size).map(bytes);
        page.raw("<th scope=\"col\"><span>")
            .name(layer)
            .raw(" <small>");
        page.text(&bytes.unwrap_or_default())
            .raw("</small></span></th>");
    }
    page.raw("</tr></thead>\n");
    let changed: BTreeSet<&str> = changes
        .layers
        .iter()
        .map(|layer| layer.name.as_str())
        .collect();
    for (machine, images) in by_machine(new) {
        let columns = shared.len() + 2;
        page.raw("<tbody><tr><th scope=\"rowgroup\" class=\"machine\" colspan=\"")
            .number(columns);
        page.raw("\">")
            .name(machine)
            .raw(": ")
            .text(&plural(images.len(), "image"))
            .raw("</th></tr>\n");
        for image in images {
            row(new, image, &shared, &changed, page);
        }
        page.raw("</tbody>\n");
    }
    page.raw("</table>\n</div>\n</section>\n");
}

/// Layers of more than one image: where they lie in it, then by name
fn shared(new: &State) -> Vec<&String> {
    let mut uses: BTreeMap<&String, (usize, usize)> = BTreeMap::new();
    for image in new.lock.outputs.images.values() {
        for (at, layer) in image.layers.iter().enumerate() {
            let (times, place) = uses.entry(layer).or_insert((0, at));
            *times += 1;
            *place = (*place).max(at);
        }
    }
    let mut shared: Vec<_> = uses
        .into_iter()
        .filter(|(_, (times, _))| *times > 1)
        .collect();
    shared.sort_by_key(|(layer, (_, at))| (*at, *layer));
    shared.into_iter().map(|(layer, _)| layer).collect()
}

fn by_machine(new: &State) -> BTreeMap<&str, Vec<&String>> {
    let mut machines: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for image in new.lock.outputs.images.keys() {
        let machine = new.machine(image).unwrap_or("?");
        machines.entry(machine).or_default().push(image);
    }
    machines
}

fn row(new: &State, name: &str, shared: &[&String], changed: &BTreeSet<&str>, page: &mut Page) {
    let outputs = &new.lock.outputs;
    let image = &outputs.images[name];
    let own = image.layers.iter().filter(|layer| !shared.contains(layer));
    let own = own.filter_map(|layer| outputs.layers.get(layer)).map(size);
    page.raw("<tr><th scope=\"row\">")
        .name(name)
        .raw("</th><td class=\"sum\">");
    page.text(&bytes(total(own))).raw("</td>");
    for layer in shared {
        let holds = image.layers.contains(layer);
        page.raw(match (holds, changed.contains(layer.as_str())) {
            (false, _) => "<td></td>",
            (true, false) => "<td title=\"",
            (true, true) => "<td class=\"ring\" title=\"",
        });
        if holds {
            page.text(&visible(layer)).raw("\">●</td>");
        }
    }
    page.raw("</tr>\n");
}
