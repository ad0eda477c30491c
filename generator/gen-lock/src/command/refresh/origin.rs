//! Which index a package comes from, and what its index does not say.

use super::requirements::Resolver;
use crate::address::index::Index;
use crate::address::shown::shown;
use crate::download::{patiently, Stop};
use crate::failure::finding;
use crate::http::Http;
use anyhow::{Context as _, Result};
use python::FileHash;
use registry::Paced;
use std::collections::BTreeMap;
use std::io::{self, Read as _};
use toml_edit::{DocumentMut, TableLike, Value};

/// The largest wheel whose server does not say its size; the public index takes none of a tenth of it
const LARGEST_WHEEL: u64 = 16 << 30;
/// Any index but the default one
const EXTRA: &str = "extra";

/// Notes which packages come from another index than the default one, and checks the table's
/// `indexes`
///
/// # Errors
/// When a package comes from another index than the table says, or an index does not answer.
pub fn note(
    resolver: &Resolver<'_>,
    pins: &BTreeMap<String, Vec<String>>,
    lock: &mut python::Lock,
) -> Result<()> {
    for package in &mut lock.packages {
        let (name, file) = (package.name.to_string(), package.filename.to_string());
        let sha256 = package.sha256.to_string();
        let wheel = (file.as_str(), sha256.as_str());
        let origin = resolver.indexes.origin(&resolver.http, &name, wheel)?;
        let default = resolver.indexes.ranked.last();
        for (pin, _) in pins.iter().filter(|(_, names)| is_among(&name, names)) {
            check(&name, pin, origin, default)?;
        }
        package.index = origin.map(|index| FileHash::from_bytes(index.sha256()));
    }
    Ok(())
}

fn is_among(name: &str, patterns: &[String]) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        })
}

fn check(name: &str, pin: &str, origin: Option<&Index>, default: Option<&Index>) -> Result<()> {
    let from = origin.or(default);
    let fits = match pin {
        EXTRA => origin.is_some(),
        pin => from.is_some_and(|index| index.name.as_deref() == Some(pin)),
    };
    if fits {
        return Ok(());
    }
    let from = from.map_or_else(|| "no index".to_owned(), |index| format!("`{index}`"));
    let hint = match pin {
        EXTRA => {
            "give the index that has it in `extra-index-url`, in `UV_INDEX`, or before another \
            `--index-url`"
                .to_owned()
        }
        pin => format!("give the index before the others: `--index-url {pin}=URL`"),
    };
    Err(finding(format!(
        "`{name}` comes from {from}, but {} pins it to the index `{pin}`\n\nhint: {hint}",
        crate::project::TABLE
    )))
}

/// The packages that uv left out for their dates, by its words
pub fn filtered(words: &str) -> Vec<&str> {
    let name = |part: &'_ str| -> Option<usize> { part.rfind('`') };
    let parts = words.split("` was filtered by `exclude-newer`");
    let parts: Vec<&str> = parts.collect();
    let before = parts.iter().take(parts.len().saturating_sub(1));
    before
        .filter_map(|part| Some(&part[name(part)? + 1..]))
        .collect()
}

/// uv's answer with the size of each wheel: an index in HTML says none, and its server does
///
/// # Errors
/// When a server does not answer.
pub fn sized(http: &Http, text: &str) -> Result<String> {
    let mut document: DocumentMut = text.parse().context("uv's answer")?;
    let packages = document.get_mut("packages");
    let packages = packages.and_then(|packages| packages.as_array_of_tables_mut());
    for package in packages
        .into_iter()
        .flat_map(|packages| packages.iter_mut())
    {
        let Some(wheels) = package.get_mut("wheels") else {
            continue;
        };
        if let Some(wheels) = wheels.as_array_mut() {
            for wheel in wheels.iter_mut().filter_map(Value::as_inline_table_mut) {
                size(http, wheel)?;
            }
        } else if let Some(wheels) = wheels.as_array_of_tables_mut() {
            for wheel in wheels.iter_mut() {
                size(http, wheel)?;
            }
        }
    }
    Ok(document.to_string())
}

fn size(http: &Http, wheel: &mut dyn TableLike) -> Result<()> {
    let url = wheel.get("url").and_then(|url| url.as_str());
    let Some(url) = url.filter(|_| !wheel.contains_key("size")) else {
        return Ok(());
    };
    let bytes = patiently(|| length(http, url))?;
    wheel.insert("size", toml_edit::value(i64::try_from(bytes)?));
    Ok(())
}

/// The bytes of a wheel, by its server's word or by reading it
fn length(http: &Http, url: &str) -> Result<u64, Stop> {
    let response = http.get(url, &[])?;
    let length = response.headers().get("Content-Length");
    if let Some(length) = length.and_then(|length| length.to_str().ok()?.parse().ok()) {
        return Ok(length);
    }
    let mut body = Paced::new(response, http.silence).take(LARGEST_WHEEL + 1);
    let read = io::copy(&mut body, &mut io::sink());
    let read = read
        .with_context(|| format!("`{}`", shown(url)))
        .map_err(Stop::Passing)?;
    if read > LARGEST_WHEEL {
        let most = format!("`{}` is larger than {LARGEST_WHEEL} bytes", shown(url));
        return Err(Stop::Final(finding(most)));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::{check, filtered, is_among, sized};
    use crate::address::index::Index;
    use crate::http::Http;
    use crate::login::Logins;
    use crate::loopback::Server;

    #[test]
    fn a_pin_holds_a_package_to_its_index() {
        let index = |text| Index::parse(text).unwrap();
        let (acme, other) = (
            index("acme=http://a.example"),
            index("http://u:p@b.example"),
        );
        let said = |pin, origin| {
            let said = check("acme-tool", pin, origin, Some(&other));
            said.map_or_else(|error| error.to_string(), |()| "fits".to_owned())
        };
        assert_eq!(said("acme", Some(&acme)), "fits");
        assert_eq!(said("extra", Some(&acme)), "fits");
        assert_eq!(
            said("acme", None),
            "`acme-tool` comes from `http://b.example`, but services/fleet.toml pins it to the index `acme`\n\nhint: give the index before the others: `--index-url acme=URL`"
        );
        assert!(said("extra", None).starts_with("`acme-tool` comes from `http://b.example`, but"));
        let names = ["acme-*".to_owned(), "idna".to_owned()];
        assert!(is_among("acme-tool", &names) && is_among("idna", &names));
        assert!(!is_among("acme", &names) && !is_among("idna2", &names));
    }

    #[test]
    fn the_packages_that_dates_left_out() {
        let words = "hint: `acme-tool` was filtered by `exclude-newer` to only include\n\
            hint: `b` was filtered by `exclude-newer`";
        assert_eq!(filtered(words), ["acme-tool", "b"]);
        assert_eq!(filtered("no `such` words"), [""; 0]);
    }

    #[test]
    fn a_size_that_the_index_lacks_is_the_servers() {
        let server = Server::of(&[("/a.whl", "12345")]);
        let text = format!(
            "[[packages]]\nname = \"a\"\nwheels = [{{ url = \"http://{0}/a.whl\" }}, \
             {{ url = \"http://{0}/b.whl\", size = 7 }}]\n",
            server.host
        );
        let sized = sized(&Http::new(Logins::default()).unwrap(), &text).unwrap();
        assert!(sized.contains("size = 5"), "{sized}");
        assert_eq!(server.asked(), ["/a.whl"]);
    }
}
