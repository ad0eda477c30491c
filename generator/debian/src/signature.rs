//! What `gpgv --status-fd` says of a document's signatures, judged as apt judges it (GnuPG's
//! `doc/DETAILS`, "Format of the --status-fd output"; apt's method `gpgv`).
//!
//! The exit status of `gpgv` doesn't do: it fails for one more signer whom nobody knows, and it passes
//! for digests that are broken.

/// The signatures of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Fingerprints of the keys that made good ones: each with that of its primary key.
    pub good: Vec<[String; 2]>,
    /// Why others do not count, in words.
    pub others: Vec<String>,
    /// Whether one does not fit the document.
    pub bad: bool,
}

/// Digests that are no proof any more, by their numbers (RFC 9580, section 9.5).
const WEAK: [(&str, &str); 3] = [("1", "MD5"), ("2", "SHA-1"), ("3", "RIPEMD-160")];

impl Signatures {
    /// Reads the status lines.
    pub fn read(status: &str) -> Self {
        let mut read = Self::default();
        let mut good = false;
        let lines = status
            .lines()
            .filter_map(|line| line.strip_prefix("[GNUPG:] "));
        for line in lines {
            let words: Vec<&str> = line.split_ascii_whitespace().collect();
            let key = words.get(1).copied().unwrap_or_default();
            let mut other = |why: &str| read.others.push(format!("the key `{key}` {why}"));
            match words.first().copied().unwrap_or_default() {
                // Says of the next VALIDSIG whether it counts.
                "NEWSIG" => good = false,
                "GOODSIG" => good = true,
                "EXPSIG" => other("made a signature that has expired"),
                "EXPKEYSIG" => other("has expired"),
                "REVKEYSIG" => other("was revoked"),
                "NO_PUBKEY" => other("is not in the keyring"),
                "BADSIG" => {
                    other("made a signature for another text");
                    read.bad = true;
                }
                "VALIDSIG" if good => {
                    good = false;
                    let digest = words.get(8).copied().unwrap_or_default();
                    match WEAK.iter().find(|(number, _)| *number == digest) {
                        Some((_, name)) => {
                            other(&format!("made a signature with the weak algorithm {name}"))
                        }
                        None => {
                            let primary = words.get(10).copied().unwrap_or(key);
                            read.good.push([key.to_owned(), primary.to_owned()]);
                        }
                    }
                }
                _ => {}
            }
        }
        read
    }

    /// Checks that one good signature is there, and none of another text; where `wanted` names
    /// fingerprints, by one of those keys.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn check(&self, wanted: &[String]) -> Result<(), String> {
        let is = |fingerprint: &String, key: &String| {
            let fingerprint = fingerprint.trim_end_matches('!');
            !fingerprint.is_empty() && key.ends_with(&fingerprint.to_ascii_uppercase())
        };
        let counts = |keys: &&[String; 2]| {
            wanted.is_empty()
                || wanted
                    .iter()
                    .any(|want| keys.iter().any(|key| is(want, key)))
        };
        if !self.bad && self.good.iter().any(|keys| counts(&keys)) {
            return Ok(());
        }
        let mut why = self.others.clone();
        if !self.good.is_empty() && !wanted.is_empty() {
            why.push(format!(
                "none is by a key in `Signed-By`: {}",
                wanted.join(", ")
            ));
        }
        Err(match why.is_empty() {
            true => "no signature was found".to_owned(),
            false => why.join("; "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Signatures;

    const GOOD: &str = "[GNUPG:] NEWSIG\n[GNUPG:] KEY_CONSIDERED AAAA 0\n[GNUPG:] SIG_ID x 2026-01-01 1\n[GNUPG:] GOODSIG BBBB Debian Archive\n[GNUPG:] VALIDSIG AABB 2026-01-01 1 0 4 0 1 8 01 CCDD\n";

    fn check(status: &str, wanted: &[&str]) -> Result<(), String> {
        let wanted: Vec<String> = wanted.iter().map(|key| (*key).to_owned()).collect();
        Signatures::read(status).check(&wanted)
    }

    #[test]
    fn one_good_signature_is_enough() {
        assert_eq!(check(GOOD, &[]), Ok(()));
        let unknown =
            "[GNUPG:] NEWSIG\n[GNUPG:] ERRSIG EEEE 1 8 00 1 9 -\n[GNUPG:] NO_PUBKEY EEEE\n";
        assert_eq!(check(&format!("{unknown}{GOOD}"), &[]), Ok(()));
        assert_eq!(check(&format!("{GOOD}{unknown}"), &[]), Ok(()));
        assert_eq!(
            check(unknown, &[]).unwrap_err(),
            "the key `EEEE` is not in the keyring"
        );
        assert_eq!(check("", &[]).unwrap_err(), "no signature was found");
    }

    #[test]
    fn what_expired_was_revoked_or_is_weak_does_not_count() {
        for (status, want) in [
            ("EXPSIG", "the key `BBBB` made a signature that has expired"),
            ("EXPKEYSIG", "the key `BBBB` has expired"),
            ("REVKEYSIG", "the key `BBBB` was revoked"),
        ] {
            assert_eq!(
                check(&GOOD.replace("GOODSIG", status), &[]).unwrap_err(),
                want
            );
        }
        let weak = GOOD.replace(" 1 8 01", " 1 2 01");
        assert_eq!(
            check(&weak, &[]).unwrap_err(),
            "the key `AABB` made a signature with the weak algorithm SHA-1"
        );
        assert_eq!(check(&format!("{weak}{GOOD}"), &[]), Ok(()));
        let bad = format!("{GOOD}[GNUPG:] NEWSIG\n[GNUPG:] BADSIG FFFF Debian\n");
        assert_eq!(
            check(&bad, &[]).unwrap_err(),
            "the key `FFFF` made a signature for another text"
        );
    }

    #[test]
    fn fingerprints_of_sources_choose() {
        for key in ["AABB", "ccdd", "AABB!"] {
            assert_eq!(check(GOOD, &["1234", key]), Ok(()), "{key}");
        }
        assert_eq!(
            check(GOOD, &["1234"]).unwrap_err(),
            "none is by a key in `Signed-By`: 1234"
        );
    }
}
