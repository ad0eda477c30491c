use super::Texts;
use crate::{Finding, Place, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

/// Each finding with its lines, what else has to do with it, and the remedy
pub fn human(findings: &[Finding], texts: &Texts, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let one = |finding: &Finding| render(finding, texts, &renderer) + "\n\n";
    findings.iter().map(one).collect()
}

fn render(finding: &Finding, texts: &Texts, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*finding.message).id(finding.rule);
    let snippets = snippets(finding, texts);
    let mut group = title.elements(snippets);
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.with_name("hint").message(&**hint));
    }
    renderer.render(&[group])
}

/// One piece of source a file, its places marked
fn snippets<'a>(finding: &'a Finding, texts: &'a Texts) -> Vec<Snippet<'a, Annotation<'a>>> {
    let mut marks: Vec<(&Place, Annotation<'_>)> =
        vec![mark(&finding.at, texts, AnnotationKind::Primary)];
    for (place, label) in &finding.also {
        let (place, annotation) = mark(place, texts, AnnotationKind::Context);
        marks.push((place, annotation.label(&**label)));
    }
    let mut files: Vec<&str> = Vec::new();
    for (place, _) in &marks {
        if !files.contains(&&*place.file) {
            files.push(&place.file);
        }
    }
    let of_file = |file: &'a str| {
        let text = texts.get(file).map_or("", String::as_str);
        let own = marks.iter().filter(|(place, _)| place.file == file);
        Snippet::source(text)
            .path(file)
            .annotations(own.map(|(_, mark)| mark.clone()))
    };
    files.into_iter().map(of_file).collect()
}

fn mark<'a>(place: &'a Place, texts: &Texts, kind: AnnotationKind) -> (&'a Place, Annotation<'a>) {
    let end = texts.get(&place.file).map_or(0, String::len);
    let span = place.span.start.min(end)..place.span.end.min(end);
    (place, kind.span(span))
}
