use ruff_python_ast::visitor::source_order::{walk_expr, walk_stmt, SourceOrderVisitor};
use ruff_python_ast::{Alias, Expr, ExprCall, Stmt, StmtImportFrom};
use ruff_text_size::Ranged;

use crate::place::Lines;
use crate::{Form, Import};

/// The imports of some statements and of all within them.
pub(crate) fn imports(statements: &[Stmt], lines: &Lines) -> Vec<Import> {
    let mut walk = Walk {
        lines,
        found: Vec::new(),
    };
    walk.visit_body(statements);
    walk.found
}

struct Walk<'a> {
    lines: &'a Lines<'a>,
    found: Vec<Import>,
}

impl Walk<'_> {
    fn alias(&mut self, alias: &Alias, module: String, symbol: Option<String>, form: Form) {
        self.found.push(Import {
            place: self.lines.place(alias.start()),
            module,
            symbol,
            alias: alias.asname.as_ref().map(ToString::to_string),
            form,
        });
    }

    fn from(&mut self, from: &StmtImportFrom) {
        let mut module = ".".repeat(from.level as usize);
        module.push_str(from.module.as_deref().unwrap_or_default());
        for alias in &from.names {
            let symbol = Some(alias.name.to_string());
            self.alias(alias, module.clone(), symbol, Form::From);
        }
    }

    fn call(&mut self, call: &ExprCall) {
        if !matches!(called(call), Some("import_module" | "__import__")) {
            return;
        }
        let name = call.arguments.find_argument_value("name", 0);
        let Some(name) = name.and_then(Expr::as_string_literal_expr) else {
            return;
        };
        self.found.push(Import {
            place: self.lines.place(name.start()),
            module: name.value.to_str().to_owned(),
            symbol: None,
            alias: None,
            form: Form::Dynamic,
        });
    }
}

/// The last name of what is called: both `importlib.import_module` and a bare `import_module`.
fn called(call: &ExprCall) -> Option<&str> {
    match &*call.func {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

impl<'a> SourceOrderVisitor<'a> for Walk<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.alias(alias, alias.name.to_string(), None, Form::Import);
                }
            }
            Stmt::ImportFrom(from) => self.from(from),
            _ => walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Call(call) = expression {
            self.call(call);
        }
        walk_expr(self, expression);
    }
}
