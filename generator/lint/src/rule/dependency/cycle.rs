use super::edges;
use crate::report::Report;
use crate::Input;
use serde_spanned::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// By row: the names that it depends on
type Graph<'a> = BTreeMap<&'a str, Vec<&'a Spanned<String>>>;

/// Rows of a machine that wait for each other
pub fn cycle(input: &Input<'_>, report: &mut Report<'_>) {
    let mut graphs: BTreeMap<&str, Graph<'_>> = BTreeMap::new();
    for (placed, name) in edges(input) {
        graphs
            .entry(placed.name)
            .or_default()
            .entry(placed.row())
            .or_default()
            .push(name);
    }
    for (machine, graph) in &graphs {
        let mut done = BTreeSet::new();
        for row in graph.keys() {
            let Some(path) = walk(graph, row, &mut done) else {
                continue;
            };
            let names: Vec<&str> = path.iter().map(|name| name.get_ref().as_str()).collect();
            let last = names.last().copied().unwrap_or_default();
            let message = format!(
                "on `{machine}`, {last} → {} wait for each other",
                names.join(" → ")
            );
            let closing = path.last().expect("a cycle has an edge");
            let hint =
                "a service that only calls another one later does not depend on it: remove that dependency";
            report.at(closing, message).of(last).on(machine).hint(hint);
        }
    }
}

/// Follows edges depth first from a row; the edges of the first cycle, the last one closing it
fn walk<'a>(
    graph: &Graph<'a>,
    row: &'a str,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a Spanned<String>>> {
    let mut path: Vec<(&str, usize)> = vec![(row, 0)];
    let mut edges: Vec<&Spanned<String>> = Vec::new();
    while let Some((at, next)) = path.last_mut() {
        let edge = graph.get(at).and_then(|names| names.get(*next)).copied();
        *next += 1;
        let Some(edge) = edge.filter(|_| !done.contains(at)) else {
            done.insert(at);
            path.pop();
            edges.pop();
            continue;
        };
        let name = edge.get_ref().as_str();
        edges.push(edge);
        if let Some(start) = path.iter().position(|(row, _)| *row == name) {
            done.extend(path.iter().map(|(row, _)| *row));
            return Some(edges.split_off(start));
        }
        path.push((name, 0));
    }
    None
}
