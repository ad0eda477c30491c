"""The crates keep to the layers that `ARCHITECTURE.md` states: who does I/O, and who depends on whom."""

import re
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CRATES = ROOT / "generator"
# Neither is a part of the program.
BESIDE = {"bench", "fuzz"}
IO = {
    "files": (r"\bstd::fs\b|\bfs::File\b", {"gen-lock", "layer", "verify", "registry"}),
    "a network": (r"\bstd::net::(Tcp|Udp)|\breqwest\b", {"gen-lock", "registry"}),
    "a process": (r"\bprocess::Command\b", {"gen-lock"}),
}
# The one file of `registry` that may: a blob that is sent from a file
SENT_FROM = "registry/src/blob.rs"
FORMATS = {"oci", "python", "python-source", "elf", "debian", "advisory", "nix", "compare", "startup"}
# What a format may stand on: another format, and how a message shows what others wrote
BELOW_FORMATS = FORMATS | {"report"}


def crates() -> dict[str, set[str]]:
    """Each crate with those of the house that it depends on."""
    manifests = {path.parent.name: tomllib.loads(path.read_text()) for path in CRATES.glob("*/Cargo.toml")}
    manifests = {name: manifest for name, manifest in manifests.items() if name not in BESIDE}
    return {name: set(manifest.get("dependencies", {})) & set(manifests) for name, manifest in manifests.items()}


def sources(crate: str):
    """Each source file without what follows `#[cfg(test)]`; files of tests are left out."""
    for path in sorted((CRATES / crate / "src").rglob("*.rs")):
        place = path.relative_to(CRATES)
        if "tests" not in place.parts and path.stem != "tests":
            yield str(place), path.read_text().partition("#[cfg(test)]\nmod ")[0]


class Layers(unittest.TestCase):
    def test_who_does_io(self):
        for what, (pattern, allowed) in IO.items():
            found = {crate for crate in crates() for _, text in sources(crate) if re.search(pattern, text)}
            self.assertEqual(found - allowed, set(), what)
            # A pattern that finds nothing would hold nothing.
            self.assertIn("gen-lock", found, what)

    def test_a_registry_reads_one_file_at_most(self):
        found = {place for place, text in sources("registry") if re.search(IO["files"][0], text)}
        self.assertLessEqual(found, {SENT_FROM})

    def test_formats_know_nothing_of_fleets(self):
        every = crates()
        self.assertLessEqual(FORMATS, set(every))
        for crate in FORMATS:
            self.assertLessEqual(every[crate], BELOW_FORMATS, crate)

    def test_the_layer_builder_stands_on_oci_alone(self):
        self.assertEqual(crates()["layer"], {"oci"})
        self.assertEqual(crates()["oci"], set())

    def test_nobody_stands_on_the_commands(self):
        for crate, below in crates().items():
            self.assertNotIn("gen-lock", below, crate)

    def test_the_codemap_names_every_crate(self):
        codemap = (ROOT / "ARCHITECTURE.md").read_text()
        for crate in crates():
            self.assertIn(f"`generator/{crate}/src`", codemap)


if __name__ == "__main__":
    unittest.main()
