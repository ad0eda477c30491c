//! `.netrc` as ftp(1) has it and pip, uv and curl read it: `machine HOST login USER password SECRET`.

/// The logins of a netrc file
#[derive(Default)]
pub struct Netrc {
    entries: Vec<Entry>,
}

/// A login
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Login {
    /// Who
    pub user: String,
    /// The secret
    pub password: String,
}

struct Entry {
    /// `None` for `default`
    machine: Option<String>,
    login: Login,
}

impl Netrc {
    /// Reads a file. A word that it does not know is passed over.
    pub fn parse(text: &str) -> Self {
        let words = words(text);
        let mut words = words.iter().map(String::as_str);
        let mut entries: Vec<Entry> = Vec::new();
        while let Some(word) = words.next() {
            let machine = match word {
                "machine" => words.next().map(|host| Some(host.to_ascii_lowercase())),
                "default" => Some(None),
                _ => None,
            };
            if let Some(machine) = machine {
                let login = Login::default();
                entries.push(Entry { machine, login });
            } else if let ("login" | "user" | "password" | "account", Some(entry)) =
                (word, entries.last_mut())
            {
                let value = words.next().unwrap_or_default().to_owned();
                match word {
                    "password" => entry.login.password = value,
                    "account" => {}
                    _ => entry.login.user = value,
                }
            }
        }
        Self { entries }
    }

    /// The login for a host, of that user where one is given
    pub fn login(&self, host: &str, user: &str) -> Option<Login> {
        self.find(Some(host), user)
    }

    /// The login for hosts that are not named
    pub fn default(&self, user: &str) -> Option<Login> {
        self.find(None, user)
    }

    fn find(&self, machine: Option<&str>, user: &str) -> Option<Login> {
        let fits = |entry: &&Entry| {
            entry.machine.as_deref() == machine && (user.is_empty() || entry.login.user == user)
        };
        let mut found = self.entries.iter().filter(fits);
        found.next().map(|entry| entry.login.clone())
    }
}

/// Words between blanks, or in double quotes with `\` before what is meant as it is. A comment goes
/// from a `#` at the start of a word to the end of the line, a macro to an empty line.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_macro = false;
    for line in text.lines() {
        if is_macro {
            is_macro = !line.trim().is_empty();
            continue;
        }
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next_if(|_| true) {
            if letter.is_whitespace() {
                continue;
            }
            let is_value = matches!(
                words.last().map(String::as_str),
                Some("password" | "login" | "user" | "account")
            );
            if letter == '#' && !is_value {
                break;
            }
            let is_quoted = letter == '"';
            let mut word = String::new();
            let mut next = if is_quoted {
                letters.next()
            } else {
                Some(letter)
            };
            while let Some(letter) = next {
                if letter == '"' && is_quoted || letter.is_whitespace() && !is_quoted {
                    break;
                }
                let escaped = (letter == '\\').then(|| letters.next()).flatten();
                word.push(escaped.unwrap_or(letter));
                next = letters.next();
            }
            is_macro = word == "macdef" && !is_value;
            words.push(word);
            if is_macro {
                break;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Netrc;
    use proptest::prelude::*;

    fn of(text: &str, host: &str, user: &str) -> String {
        let netrc = Netrc::parse(text);
        let login = netrc.login(host, user).or(netrc.default(user));
        login.map_or(String::new(), |login| {
            format!("{}:{}", login.user, login.password)
        })
    }

    #[test]
    fn a_machine_has_its_login_and_the_rest_the_default() {
        let text = "# mine\nmachine a.example login bob password #1\n\
            machine A.example\n\tlogin ann\n\taccount x\n\tpassword \"two \\\"words\"\n\
            macdef init\n machine b.example login no password no\n\n\
            default login any password p\n";
        assert_eq!(of(text, "a.example", ""), "bob:#1");
        assert_eq!(of(text, "a.example", "ann"), "ann:two \"words");
        assert_eq!(of(text, "b.example", ""), "any:p");
        assert_eq!(of(text, "b.example", "bob"), "");
        assert_eq!(of("machine a.example", "a.example", ""), ":");
        assert_eq!(of("machine a.example password t", "a.example", ""), ":t");
        assert_eq!(of("login x machine", "a.example", ""), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in r#"((machine|default|login|password|macdef|"|\\|#|a|\n) ?){0,40}"#) {
            Netrc::parse(&text);
        }
    }
}
