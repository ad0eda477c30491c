//! Events into a tree, with a stack of its own: how deep a text nests never becomes how deep this
//! code calls itself.

use super::refusal::{self, Lines};
use super::{Entry, Kind, Map, Node, Scalar, MAX_BYTES, MAX_DEPTH, MAX_NODES};
use crate::{Error, Place, Placed, Problem};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::collections::BTreeMap;

pub(super) fn build(text: &str) -> Result<Node, Error> {
    let start = Place { line: 1, column: 1 };
    if text.len() > MAX_BYTES {
        let bytes = text.len();
        return Err(Error::new(start, Problem::TooLarge { bytes }));
    }
    let lines = Lines::of(text);
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| refusal::of(&error, &lines))?;
        let place = place(&span);
        if !matches!(event, Event::StreamStart | Event::DocumentStart(_)) {
            lines.refuse_tab(place)?;
        }
        builder.take(event, &span, place)?;
    }
    builder.root.ok_or(Error::new(start, Problem::Empty))
}

fn written(tag: &Tag) -> String {
    if tag.is_yaml_core_schema() {
        format!("!!{}", tag.suffix)
    } else {
        tag.to_string()
    }
}

fn place(span: &Span) -> Place {
    Place {
        line: span.start.line(),
        column: span.start.col() + 1,
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    nodes: usize,
    root: Option<Node>,
}

/// A map or list whose end is still to come
struct Open {
    place: Place,
    inner: Inner,
}

enum Inner {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        keys: BTreeMap<String, Place>,
        key: Option<Placed<String>>,
    },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: &Span, place: Place) -> Result<(), Error> {
        let refuse = |problem| Err(Error::new(place, problem));
        match event {
            Event::DocumentStart(_) if self.root.is_some() => refuse(Problem::SeveralDocuments),
            Event::Alias(_) => refuse(Problem::Alias),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                refuse(tag.map_or(Problem::Anchor, |tag| Problem::Tag(written(&tag))))
            }
            Event::Scalar(text, style, ..) => {
                let scalar = scalar(text.into_owned(), style, span);
                self.scalar(scalar, place)
            }
            Event::SequenceStart(..) => self.open(place, Inner::List(vec![])),
            Event::MappingStart(..) => self.open(place, Inner::map()),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd => Ok(()),
            Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn scalar(&mut self, scalar: Scalar, place: Place) -> Result<(), Error> {
        let Some(Open {
            inner: Inner::Map { keys, key, .. },
            ..
        }) = self.open.last_mut()
        else {
            return self.put(place, Kind::Scalar(scalar));
        };
        if key.is_some() {
            return self.put(place, Kind::Scalar(scalar));
        }
        if scalar.plain && scalar.text == "<<" {
            return Err(Error::new(place, Problem::MergeKey));
        }
        if let Some(first) = keys.insert(scalar.text.clone(), place) {
            let key = scalar.text;
            return Err(Error::new(place, Problem::DuplicateKey { key, first }));
        }
        *key = Some(Placed::new(scalar.text, place));
        Ok(())
    }

    fn open(&mut self, place: Place, inner: Inner) -> Result<(), Error> {
        if self.open.len() == MAX_DEPTH {
            return Err(Error::new(place, Problem::TooDeep));
        }
        if let Some(Open {
            inner: Inner::Map { key: None, .. },
            ..
        }) = self.open.last()
        {
            let got = inner.name();
            return Err(Error::new(place, Problem::Key { got }));
        }
        self.open.push(Open { place, inner });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Open { place, inner }) => self.put(place, inner.close()),
            None => Ok(()),
        }
    }

    fn put(&mut self, place: Place, kind: Kind) -> Result<(), Error> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(Error::new(place, Problem::TooManyNodes));
        }
        let value = Node { place, kind };
        match self.open.last_mut().map(|open| &mut open.inner) {
            None => self.root = Some(value),
            Some(Inner::List(items)) => items.push(value),
            Some(Inner::Map { entries, key, .. }) => {
                entries.extend(key.take().map(|key| Entry { key, value }));
            }
        }
        Ok(())
    }
}

impl Inner {
    fn map() -> Self {
        Self::Map {
            entries: vec![],
            keys: BTreeMap::new(),
            key: None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::List(_) => "a list",
            Self::Map { .. } => "a map",
        }
    }

    fn close(self) -> Kind {
        match self {
            Self::List(items) => Kind::List(items),
            Self::Map { entries, .. } => Kind::Map(Map { entries }),
        }
    }
}

fn scalar(text: String, style: ScalarStyle, span: &Span) -> Scalar {
    let quote = match style {
        ScalarStyle::Plain => Some(0),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Some(1),
        ScalarStyle::Literal | ScalarStyle::Folded => None,
    };
    // As many characters on one line as the text and its quotes have: nothing was unescaped.
    let one_line = span.start.line() == span.end.line();
    let as_it_is = |quote: &usize| one_line && span.len() == text.chars().count() + 2 * quote;
    Scalar {
        plain: style == ScalarStyle::Plain,
        quote: quote.filter(as_it_is),
        text,
    }
}
