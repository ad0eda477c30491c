//! Writes small ELF files: a header, program headers, a dynamic section, its strings.

/// `PT_LOAD`, `PT_DYNAMIC`, `PT_INTERP`
const HEADERS: u64 = 3;
/// The address of the first byte.
const BASE: u64 = 0x1000;

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Sample {
    pub is_64: bool,
    pub is_big: bool,
    pub machine: u16,
    /// `ET_DYN` is 3.
    pub kind: u16,
    pub interpreter: Option<String>,
    /// Tags whose value is a string.
    pub strings: Vec<(u64, String)>,
    /// Tags whose value is a number.
    pub numbers: Vec<(u64, u64)>,
}

pub const NEEDED: u64 = 1;
pub const SONAME: u64 = 14;
pub const RPATH: u64 = 15;
pub const RUNPATH: u64 = 29;

/// A shared object of amd64.
pub fn shared(soname: Option<&str>, needed: &[&str]) -> Sample {
    let soname = soname.iter().map(|name| (SONAME, name.to_string()));
    let needed = needed.iter().map(|name| (NEEDED, name.to_string()));
    Sample {
        is_64: true,
        is_big: false,
        machine: 62,
        kind: 3,
        interpreter: None,
        strings: soname.chain(needed).collect(),
        numbers: Vec::new(),
    }
}

impl Sample {
    /// With another string.
    pub fn with(mut self, tag: u64, text: &str) -> Self {
        self.strings.push((tag, text.to_owned()));
        self
    }

    /// The file: headers, interpreter, strings, dynamic section.
    pub fn bytes(&self) -> Vec<u8> {
        let (header, program) = if self.is_64 { (64, 56) } else { (52, 32) };
        let interpreter = self
            .interpreter
            .iter()
            .flat_map(|path| [path.as_bytes(), b"\0"].concat());
        let interpreter: Vec<u8> = interpreter.collect();
        let (strings, entries) = self.strings();
        let interpreter_at = header + HEADERS * program;
        let strings_at = interpreter_at + interpreter.len() as u64;
        let dynamic_at = strings_at + strings.len() as u64;
        let mut dynamic = Vec::new();
        let table = [(5, BASE + strings_at), (10, strings.len() as u64), (0, 0)];
        for (tag, value) in entries.into_iter().chain(table) {
            self.word(&mut dynamic, tag);
            self.word(&mut dynamic, value);
        }
        let size = dynamic_at + dynamic.len() as u64;
        let mut file = self.header(header, program);
        self.program(&mut file, 1, 0, size);
        self.program(&mut file, 2, dynamic_at, dynamic.len() as u64);
        self.program(&mut file, 3, interpreter_at, interpreter.len() as u64);
        [file, interpreter, strings, dynamic].concat()
    }

    fn strings(&self) -> (Vec<u8>, Vec<(u64, u64)>) {
        let mut table = vec![0];
        let mut entries = self.numbers.clone();
        for (tag, text) in &self.strings {
            entries.push((*tag, table.len() as u64));
            table.extend_from_slice(text.as_bytes());
            table.push(0);
        }
        (table, entries)
    }

    fn header(&self, header: u64, program: u64) -> Vec<u8> {
        let order = if self.is_big { 2 } else { 1 };
        let class = if self.is_64 { 2 } else { 1 };
        let mut file = vec![0x7f, b'E', b'L', b'F', class, order, 1];
        file.resize(16, 0);
        self.put(&mut file, self.kind.into(), 2);
        self.put(&mut file, self.machine.into(), 2);
        self.put(&mut file, 1, 4);
        self.word(&mut file, 0);
        self.word(&mut file, header);
        self.word(&mut file, 0);
        self.put(&mut file, 0, 4);
        for value in [header, program, HEADERS, 0, 0, 0] {
            self.put(&mut file, value, 2);
        }
        file
    }

    fn program(&self, file: &mut Vec<u8>, kind: u64, offset: u64, size: u64) {
        self.put(file, kind, 4);
        if self.is_64 {
            self.put(file, 0, 4);
        }
        for value in [offset, BASE + offset, 0, size, size] {
            self.word(file, value);
        }
        if !self.is_64 {
            self.put(file, 0, 4);
        }
        self.word(file, 1);
    }

    fn word(&self, file: &mut Vec<u8>, value: u64) {
        self.put(file, value, if self.is_64 { 8 } else { 4 });
    }

    fn put(&self, file: &mut Vec<u8>, value: u64, size: usize) {
        let mut bytes = value.to_le_bytes()[..size].to_vec();
        if self.is_big {
            bytes.reverse();
        }
        file.extend_from_slice(&bytes);
    }
}
