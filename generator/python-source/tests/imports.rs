//! What is read out of sources, and the messages of those that are refused.

use python_source::{imports, uses, Import};

fn shown(import: &Import) -> String {
    let symbol = import.symbol.iter().map(|name| format!(" symbol {name}"));
    let alias = import.alias.iter().map(|name| format!(" as {name}"));
    let rest: String = symbol.chain(alias).collect();
    let (place, form) = (import.place, import.form);
    format!("{place} {form:?} {}{rest}", import.module)
}

fn read(text: &str) -> String {
    let found = imports(text).unwrap();
    found.iter().map(shown).collect::<Vec<_>>().join("\n")
}

fn error(text: &str) -> String {
    imports(text).unwrap_err().to_string()
}

#[test]
fn statements_name_modules_and_symbols() {
    insta::assert_snapshot!(read("import os, a.b as c\nfrom a.b import (\n    C as D,\n    E,\n)\nfrom a import *\n"), @"
    1:8 Import os
    1:12 Import a.b as c
    3:5 From a.b symbol C as D
    4:5 From a.b symbol E
    6:15 From a symbol *
    ");
}

#[test]
fn relative_imports_keep_their_dots() {
    insta::assert_snapshot!(read("from . import a\nfrom ..b.c import D\nfrom ... import e\n"), @"
    1:15 From . symbol a
    2:19 From ..b.c symbol D
    3:17 From ... symbol e
    ");
}

#[test]
fn every_block_and_expression_is_looked_into() {
    let text = "\
try:
    import a
except ImportError:
    import b
else:
    import c
finally:
    import d
if x:
    import e
elif y:
    import f
else:
    import g
def h():
    class I:
        async def j(self):
            async with k:
                for l in m:
                    while n:
                        match o:
                            case p: import q
x = f'{[__import__(\"r\") for s in t]}'
";
    insta::assert_snapshot!(read(text), @"
    2:12 Import a
    4:12 Import b
    6:12 Import c
    8:12 Import d
    10:12 Import e
    12:12 Import f
    14:12 Import g
    22:44 Import q
    23:20 Dynamic r
    ");
}

#[test]
fn dynamic_imports_of_literals_count() {
    let text = "\
importlib.import_module('a' '.b')
import_module(name=\"c\", package='d')
builtins.__import__('e', fromlist=[__import__('f').g])
import_module(variable)
import_module(f'{x}')
import_module()
other('h')
'import i'  # import j
";
    insta::assert_snapshot!(read(text), @"
    1:25 Dynamic a.b
    2:20 Dynamic c
    3:21 Dynamic e
    3:47 Dynamic f
    ");
}

#[test]
fn columns_count_characters_and_every_line_ending_counts() {
    insta::assert_snapshot!(read("\u{feff}import a\r\n'é'; import b\rimport c\n"), @"
    1:8 Import a
    2:13 Import b
    3:8 Import c
    ");
}

#[test]
fn a_retired_name_is_a_class_or_its_module() {
    let text = "\
from agents.coordination import RequestCoordinator as R
import agents.request_coordinator
from .request_coordinator.client import Client
from agents import request_coordinator
importlib.import_module('agents.request_coordinator')
from agents import RequestCoordinatorClient
from agents import Other as RequestCoordinator
import request
'RequestCoordinator'
";
    let found = imports(text).unwrap();
    let lines: Vec<usize> = uses(&found, "RequestCoordinator")
        .iter()
        .map(|import| import.place.line)
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    assert_eq!(uses(&found, "request_coordinator").len(), 4, "a module");
    let other = imports("from contextlib import contextmanager").unwrap();
    assert!(uses(&other, "ContextManager").is_empty());
    assert!(uses(&found, "StreamingTTSAgent").is_empty());
}

#[test]
fn an_acronym_is_one_word_of_the_module() {
    let found = imports("import main.agents.vram_optimizer_agent").unwrap();
    assert_eq!(uses(&found, "VRAMOptimizerAgent").len(), 1);
}

#[test]
fn errors_name_line_and_column() {
    insta::assert_snapshot!(error("import os\nimport\n"), @"2:7: not Python: Expected one or more symbol names after import");
    insta::assert_snapshot!(error("x = 1\nprint 'é'\n"), @"2:7: not Python: Simple statements must be separated by newlines or semicolons");
    insta::assert_snapshot!(error("def f():\nreturn 1\n"), @"2:1: not Python: Expected an indented block after function definition");
    insta::assert_snapshot!(error("if x:\n        y\n    z\n"), @"3:1: not Python: unindent does not match any outer indentation level");
    insta::assert_snapshot!(error("f(1,\nimport os\n"), @"1:5: not Python: Expected `)`, found newline");
    insta::assert_snapshot!(error("s = 'open\n"), @"1:5: not Python: missing closing quote in string literal");
    insta::assert_snapshot!(error("\0"), @r"1:1: not Python: Got unexpected token `\u{0}`");
    insta::assert_snapshot!(error(&" ".repeat((4 << 20) + 1)), @"a Python source has at most 4194304 bytes");
}
