//! A unit file as systemd and Podman's generator read it (systemd.syntax(7), systemd.service(5),
//! podman-systemd.unit(5)): sections of keys, comments on lines of their own.
//!
//! A value of `[Container]` becomes a part of `ExecStart=`, in which systemd replaces `%` and `$`. The
//! generator leaves both as they are, so that they are doubled here.

#[derive(Default)]
pub struct Unit(String);

impl Unit {
    pub fn section(&mut self, name: &str) {
        self.0 += &format!("\n[{name}]\n");
    }

    /// Adds a key with a text that is ours: `%` is no specifier in it, and nothing ends the line
    pub fn set(&mut self, key: &str, value: &str) {
        let value = value.replace('%', "%%").replace(char::is_control, " ");
        self.0 += &format!("{key}={value}\n");
    }

    /// Adds a key of which Podman's generator takes each word with its quotes off and its escapes read:
    /// one word, whatever is in it
    pub fn word(&mut self, key: &str, word: &str) {
        self.0 += &format!("{key}={}\n", word_of(argument(word)));
    }

    /// Adds a command line of systemd's own: a program by its path, in which `$` is a letter as any
    /// other, and its arguments, whatever is in each
    pub fn command(&mut self, key: &str, program: &str, arguments: &[&str]) {
        let arguments = arguments.iter().map(|word| argument(word));
        let words = std::iter::once(program.replace('%', "%%")).chain(arguments);
        let words: Vec<String> = words.map(word_of).collect();
        self.0 += &format!("{key}={}\n", words.join(" "));
    }

    /// Adds a variable of systemd's own (`Environment=` of `[Service]`), whose value `$` is a letter in
    pub fn variable(&mut self, name: &str, value: &str) {
        let word = format!("{name}={value}").replace('%', "%%");
        self.0 += &format!("Environment={}\n", word_of(word));
    }

    /// Adds a key of which Podman's generator takes each word with its quotes off and no escape read:
    /// one word of one line
    pub fn bare_word(&mut self, key: &str, word: &str) {
        let word = argument(word).replace(char::is_control, " ");
        let word = if is_plain(&word) {
            word
        } else {
            let quoted = word.split('\'').map(|part| format!("'{part}'"));
            quoted.collect::<Vec<_>>().join("\"'\"")
        };
        self.0 += &format!("{key}={word}\n");
    }

    /// Adds the command of a health check. Podman takes an array of several words as it is, and one
    /// that begins with `CMD` for a text, which it splits at blanks; of a single word it would make a
    /// shell's command.
    pub fn health(&mut self, words: &[String]) {
        let command = match words {
            [word] => format!("CMD {word}"),
            words => serde_json::Value::from(words).to_string(),
        };
        self.0 += &format!("HealthCmd={}\n", argument(&command));
    }

    pub fn comment(&mut self, text: &str) {
        self.0 += &format!("# {}\n", text.replace(char::is_control, " "));
    }

    pub fn print(&self) -> &str {
        &self.0
    }
}

/// What systemd gives to a program as it is
fn argument(text: &str) -> String {
    text.replace('%', "%%").replace('$', "$$")
}

fn is_plain(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:@=,+%$".contains(&byte);
    !word.is_empty() && word.bytes().all(plain)
}

fn word_of(word: String) -> String {
    if is_plain(&word) {
        word
    } else {
        quoted(&word)
    }
}

/// In double quotes, with the escapes of C
fn quoted(word: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in word.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            control if control.is_ascii_control() => {
                quoted += &format!("\\x{:02x}", u32::from(control));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::Unit;

    fn of(set: impl FnOnce(&mut Unit)) -> String {
        let mut unit = Unit::default();
        set(&mut unit);
        unit.print().to_owned()
    }

    /// What each word becomes is proved with Podman's generator and systemd by `test_render.py`
    #[test]
    fn a_word_is_one_word_whatever_is_in_it() {
        for (word, want) in [
            ("a=b:c,d", "K=a=b:c,d\n"),
            ("", "K=\"\"\n"),
            ("a b ", "K=\"a b \"\n"),
            // podman-container-tools/podman 26259
            (
                "x=--o:ssl.enable=false --o:ssl.termination=true",
                "K=\"x=--o:ssl.enable=false --o:ssl.termination=true\"\n",
            ),
            ("50%", "K=50%%\n"),
            ("$HOME ${X}", "K=\"$$HOME $${X}\"\n"),
            ("a\"b'c", "K=\"a\\\"b'c\"\n"),
            ("\\n", "K=\"\\\\n\"\n"),
            ("a\nb\t\u{1}", "K=\"a\\nb\\t\\x01\"\n"),
            ("#é", "K=\"#é\"\n"),
        ] {
            assert_eq!(of(|unit| unit.word("K", word)), want, "{word:?}");
        }
    }

    #[test]
    fn a_bare_word_has_quotes_of_both_kinds_around_what_needs_them() {
        for (word, want) in [
            ("a=b", "K=a=b\n"),
            ("a \"b\"\\", "K='a \"b\"\\'\n"),
            ("it's 5%", "K='it'\"'\"'s 5%%'\n"),
        ] {
            assert_eq!(of(|unit| unit.bare_word("K", word)), want, "{word:?}");
        }
    }

    #[test]
    fn a_health_check_is_what_podman_reads_as_one() {
        let health = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            of(|unit| unit.health(&words))
        };
        assert_eq!(
            health(&["/bin/a", "b c", "\"%$\\"]),
            "HealthCmd=[\"/bin/a\",\"b c\",\"\\\"%%$$\\\\\"]\n"
        );
        assert_eq!(health(&["/bin/a"]), "HealthCmd=CMD /bin/a\n");
    }
}
