//! What needs what.

use crate::Component;
use inventory::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Paths of components
pub type Edges<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// What each component needs and carries. A distribution finds others in its own folder alone.
pub fn edges<'a>(components: &[&'a Component]) -> Edges<'a> {
    let place = |component: &&'a Component| {
        let key = (component.kind, component.home(), component.name.as_str());
        (key, component.path.as_str())
    };
    let places: BTreeMap<(Kind, &str, &str), &str> = components.iter().map(place).collect();
    let needed = |component: &&'a Component| {
        let (kind, home) = (component.kind, component.home());
        let names = component.requires.iter();
        let paths = names.filter_map(|name| places.get(&(kind, home, name.as_str())).copied());
        let paths = paths.filter(|path| *path != component.path).collect();
        (component.path.as_str(), paths)
    };
    let mut edges: Edges<'a> = components.iter().map(needed).collect();
    for component in components {
        if let Some(carrier) = component.carrier.as_deref() {
            edges.entry(carrier).or_default().insert(&component.path);
        }
    }
    edges
}

/// The components from which every one is reached: what people asked for, then what nothing needs,
/// then the first of each circle that nothing leads into
pub fn tops<'a>(
    components: &[&'a Component],
    edges: &Edges<'a>,
    roots: &BTreeSet<(Kind, String)>,
) -> BTreeSet<&'a str> {
    let needed: BTreeSet<&str> = edges.values().flatten().copied().collect();
    let asked = |component: &Component| {
        component.carrier.is_none() && roots.contains(&(component.kind, component.name.clone()))
    };
    let free = |component: &Component| !needed.contains(component.path.as_str());
    let first = components.iter().filter(|one| asked(one) || free(one));
    let mut tops: BTreeSet<&str> = first.map(|one| one.path.as_str()).collect();
    let mut seen = BTreeSet::new();
    tops.iter().for_each(|top| reach(top, edges, &mut seen));
    for component in components {
        if !seen.contains(component.path.as_str()) {
            tops.insert(&component.path);
            reach(&component.path, edges, &mut seen);
        }
    }
    tops
}

fn reach<'a>(from: &'a str, edges: &Edges<'a>, seen: &mut BTreeSet<&'a str>) {
    let mut queue = vec![from];
    while let Some(path) = queue.pop() {
        if seen.insert(path) {
            queue.extend(edges.get(path).into_iter().flatten());
        }
    }
}
