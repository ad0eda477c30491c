//! RECORD as an installer writes it.
//!
//! The wheel's own RECORD would name scripts by their place in the archive, lack the generated
//! commands and hold stale hashes of rewritten scripts, so that `importlib.metadata.files` and
//! `pip check` would be told untruths. It is therefore written as pip writes it (installed paths
//! relative to the library folder, rows sorted, CRLF), less the files that are not installed here:
//! `INSTALLER`, `REQUESTED`, `direct_url.json`, `.pyc`.

use super::record::Row;

/// The rows of a RECORD to be written.
#[derive(Default)]
pub struct RecordFile {
    rows: Vec<(String, Row)>,
}

impl RecordFile {
    /// Lists `path` below the root.
    pub fn list(&mut self, library: &str, path: &str, row: &Row) {
        self.rows.push((relative(library, path), row.clone()));
    }

    /// The file's bytes.
    pub fn print(mut self) -> Vec<u8> {
        self.rows
            .sort_by(|(a, x), (b, y)| (a, &x.hash, &x.size).cmp(&(b, &y.hash, &y.size)));
        self.rows.dedup();
        let line =
            |(path, row): &(String, Row)| format!("{},{},{}\r\n", quote(path), row.hash, row.size);
        self.rows.iter().map(line).collect::<String>().into_bytes()
    }
}

/// `path` as seen from the folder `from`.
fn relative(from: &str, path: &str) -> String {
    let (mut from, mut to) = (from.split('/').peekable(), path.split('/').peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| "..");
    up.chain(to).collect::<Vec<_>>().join("/")
}

/// As Python's `csv` quotes: only where it must.
fn quote(field: &str) -> String {
    match field.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_library() {
        let library = "usr/local/lib/python3.11/dist-packages";
        assert_eq!(
            relative(library, "usr/local/bin/uvicorn"),
            "../../../bin/uvicorn"
        );
        assert_eq!(relative(library, &format!("{library}/a/b.py")), "a/b.py");
    }

    #[test]
    fn rows_are_sorted_and_quoted() {
        let mut file = RecordFile::default();
        file.list("lib", "lib/b", &Row::of(b""));
        file.list("lib", "lib/a,c", &Row::default());
        assert_eq!(
            String::from_utf8(file.print()).unwrap(),
            "\"a,c\",,\r\nb,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\r\n"
        );
    }
}
