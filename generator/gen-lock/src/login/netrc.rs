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

#[derive(Default)]
struct Entry {
    /// `None` for `default`
    machine: Option<String>,
    login: Login,
}

impl Netrc {
    /// Reads a file, and gives what is to be told of it, without a secret. A word that it does not know
    /// is passed over; a word that lacks what should follow it takes nothing from the entry on the next
    /// line.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<String>) {
        let (mut entries, mut notes) = (Vec::<Entry>::new(), Vec::new());
        let mut words = words(text).into_iter().peekable();
        while let Some((line, word)) = words.next() {
            let is_value = |(next, text): &(usize, String)| {
                *next == line || !matches!(text.as_str(), "machine" | "default")
            };
            let machine = match word.as_str() {
                "default" => {
                    entries.push(Entry::default());
                    continue;
                }
                "machine" => true,
                "login" | "user" | "password" | "account" if !entries.is_empty() => false,
                _ => continue,
            };
            let Some((_, value)) = words.next_if(is_value) else {
                notes.push(format!(
                    "`{file}:{line}`: a value is missing after `{word}`"
                ));
                continue;
            };
            match (machine, entries.last_mut()) {
                (true, _) => entries.push(Entry {
                    machine: Some(value.to_ascii_lowercase()),
                    login: Login::default(),
                }),
                (false, Some(entry)) => entry.set(&word, value),
                (false, None) => {}
            }
        }
        (Self { entries }, notes)
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

impl Entry {
    fn set(&mut self, word: &str, value: String) {
        match word {
            "password" => self.login.password = value,
            "account" => {}
            _ => self.login.user = value,
        }
    }
}

/// Words between blanks, or in double quotes with `\` before what is meant as it is. A comment goes
/// from a `#` at the start of a word to the end of the line, a macro to an empty line.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut is_macro = false;
    for (number, line) in (1..).zip(text.lines()) {
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
                words.last().map(|(_, word)| word.as_str()),
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
            words.push((number, word));
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
        let (netrc, _) = Netrc::parse("netrc", text);
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

    #[test]
    fn a_malformed_line_harms_itself_and_is_told_without_its_secret() {
        let text = "machine a.example login ann password\nmachine b.example login\n\
            machine\ndefault login eve password secret\n";
        let (_, notes) = Netrc::parse("netrc", text);
        assert_eq!(
            notes,
            [
                "`netrc:1`: a value is missing after `password`",
                "`netrc:2`: a value is missing after `login`",
                "`netrc:3`: a value is missing after `machine`",
            ]
        );
        assert_eq!(of(text, "a.example", ""), "ann:");
        assert_eq!(of(text, "b.example", ""), ":");
        assert_eq!(of(text, "c.example", ""), "eve:secret");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in r#"((machine|default|login|password|macdef|"|\\|#|a|\n) ?){0,40}"#) {
            Netrc::parse("netrc", &text);
        }
    }
}
