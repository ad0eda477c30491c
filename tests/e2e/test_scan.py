"""`gen-lock scan` of this fleet: a database that knows every package of an image finds each of them, and a report is
of the image that has its layers.

No registry here carries Trivy or Grype: their reports are made in their shape from the image's own config."""

import json
import os
import subprocess
import unittest
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import folder
import installed
import locked
import project
import tool
from checkout import Checkout
from installed import Package
from layout import Image, Layout

IMAGE = "pc2-unified-web-agent"
# Its wheel `ray` carries others
LARGE, CARRIER = "mainpc-family-llm-cu121", "wheel-ray-2.24.0"
TODAY = ("--today", "2026-11-26")
ECOSYSTEMS = {"deb": "Debian:12", "pypi": "PyPI"}
KINDS = {"deb": "deb", "pypi": "wheel"}


@cache
def image() -> tuple[Layout, Image]:
    layout = Layout(project.build("pc2-fleet"))
    (found,) = [one for one in layout.images.values() if one.digest == locked.manifests()[IMAGE]]
    return layout, found


@cache
def packages() -> frozenset[Package]:
    """Those of the image, read from its bytes."""
    layout, one = image()
    return frozenset().union(*(installed.packages(layout, layer.digest) for layer in one.layers))


def about(package: Package) -> tuple[str, str, str]:
    """What an advisory of it is kept by: ecosystem, name and version."""
    return ECOSYSTEMS[package.kind], *(package.source or (package.name, package.version))


@cache
def subjects() -> list[tuple[str, str, str]]:
    return sorted({about(package) for package in packages()})


def record(number: int, fixed: bool) -> dict:
    """Of one subject: its version alone, or all before it."""
    ecosystem, name, version = subjects()[number]
    before = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": version}]}]
    concerned = {"ranges": before} if fixed else {"versions": [version]}
    return {
        "id": f"GHSA-{number:04}",
        "aliases": [f"CVE-2026-{number:04}"],
        "modified": "2026-01-02T03:04:05Z",
        "database_specific": {"severity": "HIGH"},
        "affected": [{"package": {"ecosystem": ecosystem, "name": name}} | concerned],
    }


def database(place: Path, fixed: bool = False) -> Path:
    """As OSV exports it: an archive for each ecosystem."""
    for ecosystem in ECOSYSTEMS.values():
        (place / ecosystem).mkdir(parents=True)
        with zipfile.ZipFile(place / ecosystem / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number, subject in enumerate(subjects()):
                if subject[0] == ecosystem:
                    archive.writestr(f"GHSA-{number:04}.json", json.dumps(record(number, fixed)))
    return place


def report(diff_ids: list[str]) -> dict:
    """In Trivy's shape, of the first package of each layer that has one."""
    layout, one = image()
    results = {"deb": ("os-pkgs", "debian", []), "pypi": ("lang-pkgs", "python-pkg", [])}
    for layer in one.layers:
        for package in sorted(installed.packages(layout, layer.digest))[:1]:
            results[package.kind][2].append(
                {
                    "VulnerabilityID": "CVE-2026-0001",
                    "PkgName": package.name,
                    "InstalledVersion": package.version,
                    "Severity": "CRITICAL",
                    "Layer": {"DiffID": layer.diff_id},
                }
            )
    return {
        "SchemaVersion": 2,
        "ArtifactName": "an-image.tar",
        "ArtifactType": "container_image",
        "Metadata": {"OS": {"Family": "debian", "Name": "12.11"}, "DiffIDs": diff_ids},
        "Results": [
            {"Class": of, "Type": kind, "Vulnerabilities": found} for of, kind, found in results.values() if found
        ],
    }


def scan(*arguments: str | Path, root: Path = project.ROOT) -> subprocess.CompletedProcess:
    return tool.attempt("gen-lock", "-C", root, "scan", *arguments, *TODAY)


class Database(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        self.folder = folder.of_test(self)

    def found(self, place: Path, root: Path = project.ROOT) -> dict:
        ended = scan("--database", place, "--json", root=root)
        self.assertIn(ended.returncode, (0, 1), ended.stderr)
        return json.loads(ended.stdout)

    def test_every_package_of_the_image_is_judged(self):
        self.assertGreater(len(packages()), 50)
        findings = self.found(database(self.folder / "osv"))["findings"]
        of_image = [one for one in findings if any(place["image"] == IMAGE for place in one["images"])]
        got = {(one["kind"], one["package"], one["version"]) for one in of_image}
        want = {(KINDS[package.kind], package.name, package.version) for package in packages()}
        self.assertEqual(got, want)
        self.assertEqual({one["verdict"] for one in findings}, {"fails"})
        # Debs by source package, each under the name of its own.
        numbers = {subject: f"CVE-2026-{number:04}" for number, subject in enumerate(subjects())}
        names = {(one["kind"], one["package"], one["version"]): one["vulnerability"] for one in of_image}
        for package in packages():
            key = (KINDS[package.kind], package.name, package.version)
            self.assertEqual(names[key], numbers[about(package)])

    def test_what_is_fixed_in_the_locked_version_is_not_found(self):
        document = self.found(database(self.folder / "osv", fixed=True))
        of_image = [one for one in document["findings"] if any(place["image"] == IMAGE for place in one["images"])]
        # A local version also counts as its public one, which is older; one that is there twice is once older.
        twice = {name for name, count in Counter(name for _, name, _ in subjects()).items() if count > 1}
        old = [one for one in of_image if not (one["kind"] == "wheel" and "+" in one["version"])]
        self.assertLessEqual({one.get("source", {}).get("name", one["package"]) for one in old}, twice)

    def test_packed_or_not_it_is_the_same_database(self):
        packed = database(self.folder / "packed")
        for archive in packed.rglob("all.zip"):
            with zipfile.ZipFile(archive) as members:
                members.extractall(self.folder / "unpacked")
        one, other = self.found(packed), self.found(self.folder / "unpacked")
        self.assertEqual(one, other)

    def test_what_is_accepted_passes_and_is_told_to_scanners(self):
        checkout = Checkout(self.folder / "checkout")
        findings = self.found(database(self.folder / "osv"))["findings"]
        (checkout.path / "families/allow.toml").write_text("\n".join(map(entry, findings)))
        outs = [self.folder / name for name in ("vex.json", "ignore.yaml", "scan.sarif")]
        flags = [word for pair in zip(("--openvex", "--trivyignore", "--sarif"), outs) for word in pair]
        ended = scan("--database", self.folder / "osv", *flags, root=checkout.path)
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        statements = json.loads(outs[0].read_text())["statements"]
        self.assertEqual({one["status"] for one in statements}, {"affected"})
        manifests = {digest.replace(":", "%3A") for digest in locked.manifests().values()}
        products = {product["@id"].partition("@")[2] for one in statements for product in one["products"]}
        self.assertLessEqual(products, manifests)
        ids = "import sys, ruamel.yaml as y; print(*(v['id'] for v in y.YAML().load(open(sys.argv[1]))['vulnerabilities']))"
        said = subprocess.run(
            [os.environ["TOOLS_PYTHON"], "-c", ids, outs[1]], capture_output=True, text=True, check=True
        )
        self.assertEqual(set(said.stdout.split()), {one["vulnerability"] for one in findings})
        results = json.loads(outs[2].read_text())["runs"][0]["results"]
        lines = (project.ROOT / "build-lock.json").read_text().splitlines()
        for result in results:
            sha256 = result["partialFingerprints"]["vulnerability/artifact"].partition("/")[2]
            line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
            self.assertIn(sha256, lines[line - 1])


def entry(finding: dict) -> str:
    families = sorted({place["family"] for place in finding["images"]})
    return (
        f'[[allow]]\nvulnerability = "{finding["vulnerability"]}"\nartifacts = ["{finding["artifact"]["sha256"]}"]\n'
        f'families = {json.dumps(families)}\nreason = "a test"\nowner = "tests"\nexpires = "2026-12-31"\n'
    )


class Carried(unittest.TestCase):
    """What a wheel has inside it, which no lock names, is found where a layout shows it."""

    def test_every_distribution_that_ray_carries_is_judged(self):
        layout = Layout(project.build(LARGE))
        (layer,) = [one for one in layout.image.layers if one.name == CARRIER]
        there = installed.packages(layout, layer.digest)
        inside = {(one.name, one.version, one.path) for one in there if "/ray/" in one.path}
        self.assertGreater(len(inside), 5)
        place = folder.of_test(self)
        for ecosystem, names in (("PyPI", {name for name, _, _ in inside}), ("Debian:12", {"nothing-of-ours"})):
            (place / ecosystem).mkdir()
            for number, name in enumerate(sorted(names)):
                every = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]
                one = {
                    "id": f"GHSA-{number:04}",
                    "modified": "2026-01-02T03:04:05Z",
                    "database_specific": {"severity": "HIGH"},
                    "affected": [{"package": {"ecosystem": ecosystem, "name": name}, "ranges": every}],
                }
                (place / ecosystem / f"{number}.json").write_text(json.dumps(one))
        found = []
        for words in ((), ("--layout", layout.path)):
            ended = scan("--database", place, "--json", *words)
            self.assertEqual(ended.returncode, 1, ended.stderr)
            parts = json.loads(ended.stdout)["findings"]
            found.append({(one["package"], one["version"], one["path"]) for one in parts if one.get("path")})
            ways = {tuple(image["way"][-2:]) for one in parts if one.get("path") for image in one["images"]}
            self.assertEqual(ways, {("ray", name) for name, _, _ in inside} if words else set())
        self.assertEqual(found, [set(), inside])


class Report(unittest.TestCase):
    def setUp(self) -> None:
        self.file = folder.of_test(self) / "trivy.json"
        self.layers = image()[1].config["rootfs"]["diff_ids"]

    def test_it_is_of_the_image_that_has_its_layers(self):
        self.file.write_text(json.dumps(report(self.layers)))
        ended = scan("--report", self.file, "--json")
        self.assertEqual(ended.returncode, 1, ended.stderr)
        document = json.loads(ended.stdout)
        self.assertIn(IMAGE, document["images"])
        self.assertEqual(document["images"][IMAGE]["diff_ids"], self.layers)
        self.assertTrue(document["findings"])
        sources = project.build_lock()["inputs"]["sources"]
        for finding in document["findings"]:
            artifact = finding["artifact"]
            self.assertEqual(sources[artifact["locator"]]["sha256"], artifact["sha256"])

    def test_of_other_layers_it_is_refused(self):
        for layers in (self.layers[:-1], [*self.layers, self.layers[0]], ["sha256:" + "0" * 64]):
            self.file.write_text(json.dumps(report(layers)))
            ended = scan("--report", self.file)
            # Without its last layer it may be another image of this fleet.
            if ended.returncode != 2:
                self.assertNotIn(IMAGE, ended.stdout)
                continue
            self.assertIn("is not an image of build-lock.json", ended.stderr)

    def test_cut_off_it_is_refused(self):
        whole = json.dumps(report(self.layers))
        for length in range(0, len(whole), max(1, len(whole) // 40)):
            self.file.write_text(whole[:length])
            ended = scan("--report", self.file)
            self.assertEqual(ended.returncode, 2, ended.stdout)
            self.assertIn(str(self.file), ended.stderr)
