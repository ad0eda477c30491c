#!/bin/bash
# Finding: Podman's unit generator reads a backslash in a quoted word of `Environment=` as C does, and in one of
#   `AddDevice=` as a backslash; in neither does it touch `$`, which systemd replaces in the `ExecStart=` it writes.
# Expectation: one way to write a word for all keys of `[Container]`, as systemd.syntax(7) has it.
# Behaviour: `"a\"b"` is the word `a"b` as an environment; as a device it is dropped without a word, exit code 0.
#   `'c"d'` is right as both.
# Version: Podman 5.4 of Debian 13
# Source: podman-systemd.unit(5), systemd.service(5) "Command lines"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' | awk '$1 == "bookworm" || $1 == "trixie" { print $2; exit }')
mkdir -p "$work"/{lists/partial,archives/partial,in,out}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/sources.list"
options=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
  -o "Dir::Cache=$work" -o APT::Sandbox::User=root -o Acquire::Languages=none)
apt-get "${options[@]}" update
(cd "$work" && apt-get "${options[@]}" download "podman=5.4.*")
dpkg -x "$work"/podman_*.deb "$work/root"

cat >"$work/in/a.container" <<'UNIT'
[Container]
Image=localhost/a@sha256:0000000000000000000000000000000000000000000000000000000000000000
Environment="A=a\"b" B=$HOME
AddDevice="a\"b"
AddDevice='c"d'
UNIT
QUADLET_UNIT_DIRS="$work/in" "$work/root/usr/libexec/podman/quadlet" "$work/out"
start=$(grep '^ExecStart=' "$work/out/a.service")
echo "$start"
grep -qF -- '--env "A=a\"b"' <<<"$start"
[ "$(grep -o -- --device <<<"$start" | wc -l)" = 1 ]
grep -qF -- '--device "c\"d"' <<<"$start"
grep -qF -- '--env B=$HOME' <<<"$start"
