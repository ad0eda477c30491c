//! The Debian archive's signed index.

use crate::address::debian::{Mirrors, Root};
use crate::address::shown::shown;
use crate::clock;
use crate::download::bounded;
use crate::failure::finding;
use crate::http::Http;
use anyhow::{bail, Context as _, Result};
use debian::{ClearSigned, Date, FileHash, LockedIndex, Release};
use sha2::{Digest as _, Sha256};
use std::io::Read;

mod signature;

const LARGEST_RELEASE: usize = 4 << 20;
const LARGEST_INDEX: u64 = 512 << 20;

/// A suite's index, verified down to its bytes
pub struct Index {
    /// What signed it off
    pub locked: LockedIndex,
    /// The text of `Packages`
    pub text: String,
    /// Whether it is of a mirror of a past date
    pub dated: bool,
}

/// Reads a suite's index from the first mirror that gives a good one
///
/// # Errors
/// When none does: unreachable, not signed by the keyring, past its `Valid-Until`, or other bytes
/// than the release says.
pub fn index(
    http: &Http,
    mirrors: &Mirrors,
    suite: &str,
    component: &str,
    architecture: &str,
) -> Result<Index> {
    let mut refusals = Vec::new();
    for root in mirrors.roots_of(suite) {
        match of_root(http, mirrors, root, suite, component, architecture) {
            Ok(index) => return Ok(index),
            Err(error) => refusals.push(format!("{error:#}")),
        }
    }
    if refusals.is_empty() {
        bail!(
            "apt's sources on this machine have no archive for suite `{suite}`\n\nhint: name one with \
             `--debian-mirror` or `--debian-security-mirror`, or add the suite to apt's sources"
        );
    }
    bail!(
        "no mirror provides suite `{suite}`: {}",
        refusals.join("; ")
    )
}

/// From the folder of the suite, else from those of the names that apt has for it: the index says by its
/// own code name whether it is the suite
fn of_root(
    http: &Http,
    mirrors: &Mirrors,
    root: &Root,
    suite: &str,
    component: &str,
    architecture: &str,
) -> Result<Index> {
    let folder = |name: &str| format!("{}/dists/{name}", root.uri.trim_end_matches('/'));
    let place = Place {
        http,
        mirrors,
        root,
        suite,
        component,
        architecture,
    };
    let first = match place.read(&folder(suite)) {
        Ok(index) => return Ok(index),
        Err(error) => error,
    };
    let others = root.suites.iter().filter(|name| *name != suite);
    for name in others {
        if let Ok(index) = place.read(&folder(name)) {
            return Ok(index);
        }
    }
    Err(first)
}

/// What to read, and from whom
struct Place<'a> {
    http: &'a Http,
    mirrors: &'a Mirrors,
    root: &'a Root,
    suite: &'a str,
    component: &'a str,
    architecture: &'a str,
}

impl Place<'_> {
    /// The index of the suite's folder `base`
    fn read(&self, base: &str) -> Result<Index> {
        let bytes = get(self.http, &format!("{base}/InRelease"), LARGEST_RELEASE)?;
        let release = self.release(base, &bytes)?;
        release.check_suite(self.suite).map_err(finding)?;
        let want = release.packages(self.component, self.architecture);
        let files = release.packages_files(self.component, self.architecture);
        for served in files.map_err(finding)? {
            let paths = served.by_hash.iter().chain([&served.path]);
            for path in paths {
                let place = format!("{base}/{path}");
                let Ok(bytes) = get(self.http, &place, 128 << 20) else {
                    continue;
                };
                same(&place, served.file.sha256, &bytes)?;
                let text = inflate(&served.path, &bytes)?;
                if let Some(want) = want {
                    same(&place, want.sha256, text.as_bytes())?;
                }
                let sha256 = FileHash::from(<[u8; 32]>::from(Sha256::digest(text.as_bytes())));
                return Ok(Index {
                    locked: LockedIndex::new(&release, self.component, sha256),
                    dated: base.split('/').any(|segment| snapshot(segment).is_some()),
                    text,
                });
            }
        }
        bail!(
            "`{}` has no index of `{}` for `{}`",
            shown(base),
            self.component,
            self.architecture
        )
    }

    /// Checks signature and `Valid-Until`
    fn release(&self, base: &str, bytes: &[u8]) -> Result<Release> {
        let url = format!("{base}/InRelease");
        let document = std::str::from_utf8(bytes).context("InRelease is not UTF-8")?;
        let signed = ClearSigned::parse(document)
            .map_err(|error| finding(format!("`{}`: {error}", shown(&url))))?;
        signature::check(self.mirrors, self.root, &url, &signed)?;
        let release = Release::parse(&signed.text)?;
        release.check_valid(now(base)).map_err(finding)?;
        self.is_debian(base, &release)?;
        Ok(release)
    }
}

impl Place<'_> {
    /// A source of apt may be another archive's, with a suite of Debian's name and a key of its own. What
    /// the user named is what the user meant.
    fn is_debian(&self, base: &str, release: &Release) -> Result<()> {
        let is_named = self.root.suites.is_empty();
        if is_named || release.origin == "Debian" {
            return Ok(());
        }
        Err(finding(format!(
            "`{}` is not Debian's archive: its `Origin` is `{}`",
            shown(base),
            release.origin
        )))
    }
}

fn same(place: &str, want: FileHash, bytes: &[u8]) -> Result<()> {
    let got = hex::encode(Sha256::digest(bytes));
    if got == want.to_string() {
        return Ok(());
    }
    Err(finding(format!(
        "the hash of `{}` differs from the release: want sha256 {want}, got {got}",
        shown(place)
    )))
}

/// Now, only to refuse an index that is past its `Valid-Until`. A mirror of a past date
/// (`…/20250520T000000Z/…`) is judged at that date.
fn now(base: &str) -> Date {
    base.split('/')
        .find_map(snapshot)
        .unwrap_or_else(clock::now)
}

fn snapshot(segment: &str) -> Option<Date> {
    let (day, time) = segment.strip_suffix('Z')?.split_once('T')?;
    if day.len() != 8 || time.len() != 6 || !(day.is_ascii() && time.is_ascii()) {
        return None;
    }
    let (date, clock) = (
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..]),
    );
    format!("{date}T{clock}Z").parse().ok()
}

fn inflate(name: &str, bytes: &[u8]) -> Result<String> {
    let mut text = String::new();
    let reader: Box<dyn Read> = match name.rsplit('.').next() {
        Some("xz") => Box::new(liblzma::read::XzDecoder::new_multi_decoder(bytes)),
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(bytes)),
        Some("zst") => Box::new(zstd::Decoder::new(bytes)?),
        Some("bz2") => Box::new(bzip2::read::MultiBzDecoder::new(bytes)),
        Some("lzma") => Box::new(lzma(bytes)?),
        _ => Box::new(bytes),
    };
    let count = reader.take(LARGEST_INDEX + 1).read_to_string(&mut text)?;
    anyhow::ensure!(
        count as u64 <= LARGEST_INDEX,
        "`{name}` inflates to more than {LARGEST_INDEX} bytes"
    );
    Ok(text)
}

/// The format before xz, of one stream alone
fn lzma(bytes: &[u8]) -> Result<liblzma::read::XzDecoder<&[u8]>> {
    let stream = liblzma::stream::Stream::new_lzma_decoder(u64::MAX)?;
    Ok(liblzma::read::XzDecoder::new_stream(bytes, stream))
}

fn get(http: &Http, url: &str, most: usize) -> Result<Vec<u8>> {
    let response = http.get(url, &[])?;
    bounded(http, response, most)
}

#[cfg(test)]
mod tests {
    use super::{inflate, snapshot};
    use std::io::Write as _;

    #[test]
    fn an_index_of_several_streams_is_read_to_its_end() {
        let gzip = |text: &str| {
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let xz = |text: &str| {
            let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let bzip2 = |text: &str| {
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        let (one, two) = ("Package: aa\n\n", "Package: bb\n");
        for (name, bytes) in [
            ("Packages.gz", [gzip(one), gzip(two)].concat()),
            ("Packages.xz", [xz(one), xz(two)].concat()),
            ("Packages.bz2", [bzip2(one), bzip2(two)].concat()),
            ("Packages.zst", [zstd(one), zstd(two)].concat()),
        ] {
            assert_eq!(
                inflate(name, &bytes).unwrap(),
                format!("{one}{two}"),
                "{name}"
            );
        }
    }

    #[test]
    fn an_index_in_the_format_before_xz_is_read() {
        let options = liblzma::stream::LzmaOptions::new_preset(1).unwrap();
        let stream = liblzma::stream::Stream::new_lzma_encoder(&options).unwrap();
        let mut encoder = liblzma::write::XzEncoder::new_stream(Vec::new(), stream);
        encoder.write_all(b"Package: aa\n").unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(inflate("Packages.lzma", &bytes).unwrap(), "Package: aa\n");
        assert!(inflate("Packages.lzma", &bytes[..bytes.len() - 3]).is_err());
    }

    #[test]
    fn a_dated_mirror_has_its_own_now() {
        assert_eq!(
            snapshot("20250520T000000Z").unwrap().to_string(),
            "2025-05-20T00:00:00Z"
        );
        assert!(snapshot("debian").is_none());
    }
}
