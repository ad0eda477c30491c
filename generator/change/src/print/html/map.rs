//! A map of each image's size, by layer and by package; and the layers with all that they hold.

use super::page::Page;
use super::squarify::{squarify, Rect};
use crate::layer::size;
use crate::print::bytes;
use crate::size::total as sum;
use crate::{Changes, State};
use fleet::build_lock::Outputs;
use inventory::{Kind, Package};
use report::{plural, visible};
use std::collections::{BTreeMap, BTreeSet};

const WHOLE: Rect = Rect {
    x: 0.0,
    y: 0.0,
    width: 1000.0,
    height: 520.0,
};
/// Below this area a rectangle is a speck: the specks are one
const SPECK: f64 = 60.0;
/// Above this size a rectangle has room for words
const ROOM: (f64, f64) = (44.0, 13.0);
/// Of a letter, about
const LETTER: f64 = 6.4;

/// Images of the same layers, which have the same map
type Groups<'a> = BTreeMap<&'a Vec<String>, Vec<&'a String>>;

fn groups(outputs: &Outputs) -> Groups<'_> {
    let mut groups = Groups::new();
    for (name, image) in &outputs.images {
        groups.entry(&image.layers).or_default().push(name);
    }
    groups
}

pub(super) fn section(changes: &Changes, new: &State, page: &mut Page) {
    let outputs = &new.lock.outputs;
    let mut groups: Vec<(&Vec<String>, Vec<&String>)> = groups(outputs).into_iter().collect();
    groups.sort_by(|(_, one), (_, other)| one.cmp(other));
    page.raw("<section aria-labelledby=\"map\">\n<h2 id=\"map\">Map of an image</h2>\n");
    if groups.is_empty() {
        page.raw("<p>The new state has no image.</p>\n</section>\n");
        return;
    }
    page.raw("<p>The area is the size in a registry, by layer and within it by package: a package's share ");
    page.raw(
        "is that of its wheel or deb. A layer with a bold edge changed. Choose an image:</p>\n",
    );
    choice(new, &groups, page);
    let first = first(changes, outputs, &groups);
    let changed: BTreeSet<&str> = changes
        .layers
        .iter()
        .map(|layer| layer.name.as_str())
        .collect();
    page.raw("<div class=\"maps\">\n");
    for (at, (layers, images)) in groups.iter().enumerate() {
        page.raw(if at == first {
            "<div class=\"map first\" id=\"map-"
        } else {
            "<div class=\"map\" id=\"map-"
        });
        page.number(at).raw("\">\n<h3>").name(images[0]);
        if images.len() > 1 {
            page.raw(" <small>and ")
                .text(&plural(images.len() - 1, "other"))
                .raw(" of the same layers</small>");
        }
        let known = layers.iter().filter_map(|layer| outputs.layers.get(layer));
        let total = sum(known.map(size));
        page.raw(" <small>")
            .text(&bytes(total))
            .raw("</small></h3>\n");
        picture(new, layers, &changed, page);
        page.raw("</div>\n");
    }
    page.raw("</div>\n</section>\n");
}

/// The map to begin with: of the largest image that changed, else of the largest
fn first(changes: &Changes, outputs: &Outputs, groups: &[(&Vec<String>, Vec<&String>)]) -> usize {
    let changed: BTreeSet<&String> = changes.images.iter().map(|image| &image.name).collect();
    let weight = |(at, (_, images)): (usize, &(&Vec<String>, Vec<&String>))| {
        let is_changed = images.iter().any(|image| changed.contains(image));
        (
            is_changed,
            outputs.images[images[0]].size,
            std::cmp::Reverse(at),
        )
    };
    let heaviest = groups.iter().enumerate().map(weight).max();
    heaviest.map_or(0, |(_, _, at)| at.0)
}

fn choice(new: &State, groups: &[(&Vec<String>, Vec<&String>)], page: &mut Page) {
    let mut machines: BTreeMap<&str, Vec<(&String, usize)>> = BTreeMap::new();
    for (at, (_, images)) in groups.iter().enumerate() {
        for image in images {
            let machine = new.machine(image).unwrap_or("?");
            machines.entry(machine).or_default().push((image, at));
        }
    }
    for (machine, mut images) in machines {
        images.sort();
        page.raw("<details class=\"choice\"><summary>")
            .name(machine)
            .raw(": ");
        page.text(&plural(images.len(), "image"))
            .raw("</summary>\n<ul>\n");
        for (image, at) in images {
            page.raw("<li><a href=\"#map-")
                .number(at)
                .raw("\">")
                .name(image)
                .raw("</a></li>\n");
        }
        page.raw("</ul></details>\n");
    }
}

fn picture(new: &State, layers: &[String], changed: &BTreeSet<&str>, page: &mut Page) {
    let outputs = &new.lock.outputs;
    let known = layers
        .iter()
        .filter_map(|name| Some((name, size(outputs.layers.get(name)?))));
    let mut tiles: Vec<(&String, u64)> = known.collect();
    tiles.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let total = sum(tiles.iter().map(|(_, size)| *size));
    let specks = specks(&tiles, total, WHOLE.area());
    let (tiles, small) = tiles.split_at(tiles.len() - specks);
    let mut weights: Vec<u64> = tiles.iter().map(|(_, size)| *size).collect();
    weights.extend((!small.is_empty()).then(|| sum(small.iter().map(|(_, size)| *size))));
    let rects = squarify(&weights, WHOLE);
    page.raw("<svg viewBox=\"0 0 1000 520\" role=\"group\" aria-label=\"Layers by size\">\n");
    for ((name, size), rect) in tiles.iter().zip(&rects) {
        tile(
            new,
            name,
            *size,
            *rect,
            changed.contains(name.as_str()),
            page,
        );
    }
    if let (false, Some(rect)) = (small.is_empty(), rects.get(tiles.len())) {
        let names: Vec<String> = small.iter().map(|(name, _)| visible(name)).collect();
        page.raw("<g class=\"own\"><title>")
            .text(&names.join(", "))
            .raw("</title>");
        rectangle(*rect, "layer", page);
        page.raw("</g>\n");
    }
    page.raw("</svg>\n");
}

/// How many of the last ones are specks
fn specks<T>(sorted: &[(T, u64)], total: u64, area: f64) -> usize {
    let is_speck = |size: u64| total == 0 || size as f64 / total as f64 * area < SPECK;
    let small = sorted.iter().rev().take_while(|(_, size)| is_speck(*size));
    small.count()
}

fn rectangle(rect: Rect, class: &'static str, page: &mut Page) {
    page.raw("<rect class=\"")
        .raw(class)
        .raw("\" x=\"")
        .length(rect.x)
        .raw("\" y=\"")
        .length(rect.y);
    page.raw("\" width=\"")
        .length(rect.width)
        .raw("\" height=\"")
        .length(rect.height)
        .raw("\"/>");
}

/// As much of a text as there is room for
fn label(rect: Rect, text: &str, class: &'static str, page: &mut Page) {
    if rect.width < ROOM.0 || rect.height < ROOM.1 {
        return;
    }
    let room = ((rect.width - 6.0) / LETTER).max(0.0) as usize;
    let mut words: String = text.chars().take(room).collect();
    if words.len() < text.len() {
        words.pop();
        words.push('…');
    }
    page.raw("<text class=\"")
        .raw(class)
        .raw("\" x=\"")
        .length(rect.x + 3.0)
        .raw("\" y=\"");
    page.length(rect.y + 11.0)
        .raw("\">")
        .text(&words)
        .raw("</text>");
}

fn tile(new: &State, name: &str, size: u64, rect: Rect, changed: bool, page: &mut Page) {
    let packages = packages(new, name);
    let at = new
        .lock
        .outputs
        .layers
        .keys()
        .position(|layer| layer == name);
    page.raw("<a href=\"#layer-")
        .number(at.unwrap_or_default())
        .raw("\" class=\"");
    page.raw(class(name, packages))
        .raw(if changed { " changed" } else { "" });
    let words = format!(
        "{}, {}, {}",
        visible(name),
        bytes(size),
        plural(packages.len(), "package")
    );
    page.raw("\" aria-label=\"")
        .text(&words)
        .raw("\"><title>")
        .text(&words)
        .raw("</title>");
    rectangle(rect, "layer", page);
    label(rect, &visible(name), "name", page);
    if packages.len() > 1 {
        parts(packages, size, rect.within(3.0, 16.0), page);
    }
    page.raw("</a>\n");
}

fn parts(packages: &[Package], size: u64, within: Rect, page: &mut Page) {
    let mut parts: Vec<(&Package, u64)> = packages
        .iter()
        .map(|package| (package, package.size))
        .collect();
    parts.sort_by(|one, other| {
        other
            .1
            .cmp(&one.1)
            .then_with(|| one.0.name.cmp(&other.0.name))
    });
    let total = sum(parts.iter().map(|(_, size)| *size));
    let specks = specks(&parts, total, within.area());
    let (parts, small) = parts.split_at(parts.len() - specks);
    let mut weights: Vec<u64> = parts.iter().map(|(_, size)| *size).collect();
    weights.extend((!small.is_empty()).then(|| sum(small.iter().map(|(_, size)| *size))));
    let rects = squarify(&weights, within);
    for (at, rect) in rects.iter().enumerate() {
        let share = weights[at] as f64 / total.max(1) as f64;
        let share = bytes((size as f64 * share) as u64);
        let words = match parts.get(at) {
            Some((package, _)) => {
                format!("{} {}", visible(&package.name), visible(&package.version))
            }
            None => format!("{} smaller", small.len()),
        };
        page.raw("<g><title>")
            .text(&words)
            .raw(", ")
            .text(&share)
            .raw("</title>");
        rectangle(*rect, "part", page);
        label(*rect, &words, "part", page);
        page.raw("</g>");
    }
}

fn packages<'a>(state: &'a State, layer: &str) -> &'a [Package] {
    let known = state.inventory.as_ref();
    let packages = known.and_then(|known| known.layers.get(layer));
    packages.map_or(&[], Vec::as_slice)
}

fn class(name: &str, packages: &[Package]) -> &'static str {
    let of = |kind| {
        packages
            .iter()
            .filter(|package| package.kind == kind)
            .count()
    };
    match (of(Kind::Deb), of(Kind::Wheel)) {
        (0, 0) if name.ends_with("-debs") => "debs",
        (0, 0) if name.ends_with("-wheels") || name.starts_with("wheel-") => "wheels",
        (0, 0) => "own",
        (debs, wheels) if debs > wheels => "debs",
        _ => "wheels",
    }
}

/// Every layer with its packages, as lists: what the map shows, to read
pub(super) fn layers(new: &State, page: &mut Page) {
    page.raw("<section aria-labelledby=\"held\">\n<h2 id=\"held\">Contents of each layer</h2>\n");
    for (at, (name, layer)) in new.lock.outputs.layers.iter().enumerate() {
        let packages = packages(new, name);
        page.raw("<details class=\"held\"><summary>")
            .name(name)
            .raw(" <small>");
        page.text(&bytes(size(layer)))
            .raw(", ")
            .text(&plural(packages.len(), "package"));
        page.raw("</small></summary>\n<div id=\"layer-")
            .number(at)
            .raw("\" tabindex=\"-1\"><code>");
        page.name(&layer.diff_id.to_string()).raw("</code>\n<ul>\n");
        for package in packages {
            page.raw("<li>")
                .name(&package.name)
                .raw(" ")
                .name(&package.version)
                .raw(" <small>");
            page.text(&bytes(package.size)).raw("</small></li>\n");
        }
        page.raw("</ul></div></details>\n");
    }
    page.raw("</section>\n");
}
