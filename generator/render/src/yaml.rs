//! YAML as this house writes it: block style, two spaces, keys in the order given, comments.
//!
//! A text is plain where no reader can take it for anything else, and double-quoted otherwise.
//! Source: YAML 1.2.2; what YAML 1.1 reads as a truth or a number is quoted too, since
//! docker-compose 1.29 reads that.

/// A value
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text
    Text(String),
    /// A number, `true` or `false`: as it stands
    Plain(String),
    /// `- a`
    List(Vec<Value>),
    /// `a: b`
    Map(Map),
}

/// Keys and values in the order given
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map {
    entries: Vec<(Vec<String>, String, Value)>,
    comments: Vec<String>,
}

impl Map {
    /// Adds a key
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        let comments = std::mem::take(&mut self.comments);
        self.entries.push((comments, key.to_owned(), value.into()));
    }

    /// Adds a key unless its value is an empty list or map
    pub fn set_some(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let empty = match &value {
            Value::List(items) => items.is_empty(),
            Value::Map(map) => map.entries.is_empty(),
            Value::Text(_) | Value::Plain(_) => false,
        };
        if !empty {
            self.set(key, value);
        }
    }

    /// A comment on one line above the next key
    pub fn comment(&mut self, text: &str) {
        self.comments.push(text.replace(char::is_control, " "));
    }

    /// With every text below it, keys apart, changed
    pub fn with_texts(self, change: fn(&str) -> String) -> Self {
        let entries = self.entries.into_iter();
        let entries =
            entries.map(|(comments, key, value)| (comments, key, value.with_texts(change)));
        Self {
            entries: entries.collect(),
            ..self
        }
    }

    /// Its keys and values
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        let entries = self.entries.iter();
        entries.map(|(_, key, value)| (key.as_str(), value))
    }

    /// The document
    pub fn print(&self) -> String {
        let mut text = "---\n".to_owned();
        if self.entries.is_empty() {
            text += "{}\n";
        }
        self.write(&mut text, 0);
        text
    }

    fn write(&self, text: &mut String, indent: usize) {
        for (comments, key, value) in &self.entries {
            for comment in comments {
                *text += &format!("{:indent$}# {comment}\n", "");
            }
            *text += &format!("{:indent$}{}:", "", scalar(key));
            match value {
                Value::Text(value) => *text += &format!(" {}\n", scalar(value)),
                Value::Plain(value) => *text += &format!(" {value}\n"),
                Value::List(items) if items.is_empty() => *text += " []\n",
                Value::Map(map) if map.entries.is_empty() => *text += " {}\n",
                Value::List(items) => {
                    text.push('\n');
                    list(items, text, indent + 2);
                }
                Value::Map(map) => {
                    text.push('\n');
                    map.write(text, indent + 2);
                }
            }
        }
    }
}

impl Value {
    fn with_texts(self, change: fn(&str) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(&text)),
            Self::Plain(text) => Self::Plain(text),
            Self::List(items) => {
                let items = items.into_iter();
                Self::List(items.map(|item| item.with_texts(change)).collect())
            }
            Self::Map(map) => Self::Map(map.with_texts(change)),
        }
    }
}

fn list(items: &[Value], text: &mut String, indent: usize) {
    for item in items {
        match item {
            Value::Text(value) => *text += &format!("{:indent$}- {}\n", "", scalar(value)),
            Value::Plain(value) => *text += &format!("{:indent$}- {value}\n", ""),
            Value::List(items) if items.is_empty() => *text += &format!("{:indent$}- []\n", ""),
            Value::Map(map) if map.entries.is_empty() => {
                *text += &format!("{:indent$}- {{}}\n", "")
            }
            Value::List(items) => nested(text, indent, |text| list(items, text, indent + 2)),
            Value::Map(map) => nested(text, indent, |text| map.write(text, indent + 2)),
        }
    }
}

/// What is two deeper, its first line behind a dash
fn nested(text: &mut String, indent: usize, write: impl FnOnce(&mut String)) {
    let mut inner = String::new();
    write(&mut inner);
    *text += &format!("{:indent$}- {}", "", &inner[indent + 2..]);
}

fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Begins with a letter or a slash, goes on with what means nothing to YAML, and is no word of it
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./@:=,".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic() || "/_".contains(first))
        && !text.ends_with(':')
        && text.bytes().all(legal)
        && WORDS.iter().all(|word| !text.eq_ignore_ascii_case(word))
}

fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            // What YAML may not hold as it is, or reads as a line's end
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                quoted += &format!("\\u{:04X}", u32::from(letter));
            }
            control if control.is_control() => {
                quoted += &format!("\\x{:02X}", u32::from(control));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Plain(truth.to_string())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// A map from pairs
impl<K: AsRef<str>, V: Into<Value>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::default();
        for (key, value) in pairs {
            map.set(key.as_ref(), value);
        }
        map
    }
}
