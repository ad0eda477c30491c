use super::policy::{Argument, Policy};
use crate::place::{Error, Source};
use serde_json::{json, Value};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// EPERM
const REFUSED: u32 = 1;

/// A policy whose every call is named once, for a family's images
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// By call: what its argument must be
    allow: BTreeMap<String, Option<Argument>>,
    /// By call: the error
    deny: BTreeMap<String, u32>,
}

impl Filter {
    /// The filter for the images of a family, given with its ancestors; without one, the baseline.
    ///
    /// # Errors
    /// When the version is not known, a call is named twice, or an addition is for an unknown family.
    pub fn new(
        source: Source<'_>,
        policy: &Policy,
        chain: &[String],
        known: &[String],
    ) -> Result<Self, Error> {
        if *policy.version.get_ref() != 1 {
            let message = format!("version `{}` is not known", policy.version.get_ref());
            return Err(source
                .error(&policy.version, message)
                .hint("this gen-lock reads version 1"));
        }
        let mut named = Named {
            source,
            calls: BTreeMap::new(),
        };
        let (mut allow, mut deny) = (BTreeMap::new(), BTreeMap::new());
        for entry in &policy.allow {
            for call in &entry.calls {
                named.once(call)?;
                allow.insert(call.get_ref().clone(), entry.argument.clone());
            }
        }
        for entry in &policy.deny {
            for call in &entry.calls {
                named.once(call)?;
                deny.insert(call.get_ref().clone(), entry.errno);
            }
        }
        for call in policy.taken.iter().flat_map(|entry| &entry.calls) {
            named.once(call)?;
        }
        for family in &policy.family {
            let name = family.name.get_ref();
            if !known.contains(name) {
                return Err(source.error(&family.name, format!("family `{name}` is not known")));
            }
            let own = family.calls.iter().filter(|_| chain.contains(name));
            allow.extend(own.map(|call| (call.get_ref().clone(), None)));
        }
        Ok(Self { allow, deny })
    }

    /// As engines read it (Docker's `--security-opt seccomp=FILE`; Podman and runc take the same)
    pub fn print(&self) -> String {
        let plain = self.allow.iter().filter(|(_, argument)| argument.is_none());
        let names: Vec<&String> = plain.map(|(call, _)| call).collect();
        let mut calls = vec![json!({ "names": names, "action": "SCMP_ACT_ALLOW" })];
        for (call, argument) in &self.allow {
            let values = argument
                .iter()
                .flat_map(|argument| argument.equals.iter().map(move |value| (argument, *value)));
            calls.extend(values.map(|(argument, value)| with_argument(call, argument, value)));
        }
        for (call, errno) in &self.deny {
            calls.push(json!({ "names": [call], "action": "SCMP_ACT_ERRNO", "errnoRet": errno }));
        }
        let profile = json!({
            "defaultAction": "SCMP_ACT_ERRNO",
            "defaultErrnoRet": REFUSED,
            "architectures": ["SCMP_ARCH_X86_64"],
            "syscalls": calls,
        });
        format!("{profile:#}\n")
    }
}

fn with_argument(call: &str, argument: &Argument, value: u64) -> Value {
    // A masked comparison takes the mask first, then the value.
    let args = match argument.mask {
        Some(mask) => {
            json!({ "index": argument.index, "value": mask, "valueTwo": value, "op": "SCMP_CMP_MASKED_EQ" })
        }
        None => json!({ "index": argument.index, "value": value, "op": "SCMP_CMP_EQ" }),
    };
    json!({ "names": [call], "action": "SCMP_ACT_ALLOW", "args": [args] })
}

struct Named<'a> {
    source: Source<'a>,
    calls: BTreeMap<&'a str, ()>,
}

impl<'a> Named<'a> {
    fn once(&mut self, call: &'a Spanned<String>) -> Result<(), Error> {
        match self.calls.insert(call.get_ref(), ()) {
            None => Ok(()),
            Some(()) => Err(self
                .source
                .error(call, format!("`{}` is named twice", call.get_ref()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"version = 1
[[allow]]
why = "files"
calls = ["read", "write"]
[[allow]]
why = "sockets"
calls = ["socket"]
argument = { index = 0, equals = [1, 2] }
[[allow]]
why = "threads"
calls = ["clone"]
argument = { index = 0, mask = 0x7e020000, equals = [0] }
[[deny]]
why = "flags behind a pointer"
calls = ["clone3"]
errno = 38
[[taken]]
why = "memory of others"
calls = ["ptrace"]
[[family]]
name = "debug"
why = "a debugger"
calls = ["ptrace"]
"#;

    fn filter(text: &str, chain: &[&str]) -> Result<Filter, Error> {
        let source = Source {
            file: "hardening/seccomp.toml",
            text,
        };
        let chain: Vec<String> = chain.iter().map(ToString::to_string).collect();
        Filter::new(
            source,
            &source.parse()?,
            &chain,
            &["base".to_owned(), "debug".to_owned()],
        )
    }

    #[test]
    fn an_engines_profile() {
        insta::assert_snapshot!(filter(SMALL, &[]).unwrap().print());
    }

    #[test]
    fn a_familys_additions_are_its_own() {
        let names = |chain: &[&str]| filter(SMALL, chain).unwrap().print().contains("ptrace");
        assert_eq!(
            [names(&[]), names(&["base"]), names(&["base", "debug"])],
            [false, false, true]
        );
    }

    #[test]
    fn what_is_refused() {
        let twice = SMALL.replace("\"write\"", "\"ptrace\"");
        let family = SMALL.replace("name = \"debug\"", "name = \"other\"");
        let version = SMALL.replace("version = 1", "version = 2");
        let messages =
            [twice, family, version].map(|text| filter(&text, &[]).unwrap_err().to_string());
        insta::assert_snapshot!(messages.join("\n---\n"));
    }

    #[test]
    fn the_fleets_own_is_sound() {
        let profile = filter(include_str!("../../../../hardening/seccomp.toml"), &[])
            .unwrap()
            .print();
        for call in [
            "ptrace",
            "mount",
            "unshare",
            "keyctl",
            "bpf",
            "init_module",
            "setns",
            "io_uring_setup",
        ] {
            assert!(!profile.contains(&format!("\"{call}\"")), "{call}");
        }
    }
}
