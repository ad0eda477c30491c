//! The builder of every layer, image and layout.
//!
//! As a Nix builder it reads the paths from `specPath` and `out`; by hand from `--spec` and `--out`.

mod environment;

use std::path::PathBuf;
use std::process::ExitCode;

use layer::Publish;

const USAGE: &str = "usage: layer-builder layer|image|layout [--spec FILE --out DIR]

Without options, the specification's path is in the variable `specPath` (or `spec`), the output's in
`out`, as Nix sets them.

Example: layer-builder layer --spec numpy.json --out numpy-layer";

/// What to do, from where, to where.
struct Request {
    verb: String,
    spec: PathBuf,
    out: PathBuf,
    publish: Publish,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let done = parse(&arguments).and_then(|request| run(&request).map_err(|e| e.to_string()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("layer-builder: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Result<Request, String> {
    let (verb, options) = arguments.split_first().ok_or(USAGE)?;
    if !matches!(verb.as_str(), "layer" | "image" | "layout") {
        return Err(format!("unknown command: `{verb}`\n\n{USAGE}"));
    }
    let (mut spec, mut out) = (None, None);
    for pair in options.chunks(2) {
        match pair {
            [name, value] if name == "--spec" => spec = Some(PathBuf::from(value)),
            [name, value] if name == "--out" => out = Some(PathBuf::from(value)),
            _ => {
                return Err(format!(
                    "unknown or incomplete option: `{}`\n\n{USAGE}",
                    pair[0]
                ))
            }
        }
    }
    let verb = verb.clone();
    match (spec, out) {
        (Some(spec), Some(out)) => Ok(Request {
            verb,
            spec,
            out,
            publish: Publish::Durable,
        }),
        (None, None) => {
            let (spec, out) = environment::paths()?;
            Ok(Request {
                verb,
                spec,
                out,
                publish: Publish::Nix,
            })
        }
        _ => Err(format!("`--spec` and `--out` go together\n\n{USAGE}")),
    }
}

fn run(request: &Request) -> Result<(), layer::Error> {
    let Request {
        verb,
        spec,
        out,
        publish,
    } = request;
    match verb.as_str() {
        "layer" => layer::write_layer(spec, out, environment::threads(), *publish),
        "image" => layer::write_image(spec, out, *publish),
        _ => layer::write_layout(spec, out, *publish),
    }
}
