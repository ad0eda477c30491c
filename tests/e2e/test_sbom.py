"""SBOMs and provenance: accepted by other people's validators, the same twice, and about what the images hold."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import tarfile
import unittest
from functools import cache
from pathlib import Path

import folder
import installed
import project
import rootfs
import tool
from checkout import Checkout
from installed import Package
from layout import Layout, shadow

JUDGE = Path(__file__).with_name("judge_documents.py")
SMALL = "pc2-unified-web-agent"
BASE = "pc2-base-utils"
FORMS = (("sbom",), ("sbom", "--format", "spdx"), ("provenance",))


@cache
def layouts() -> list[Layout]:
    return [Layout(project.build(f"{machine}-fleet")) for machine in project.machines()]


@cache
def packages() -> dict[str, set[Package]]:
    """Those of every layer, by diff_id; each layer is read once."""
    found = {}
    for layout in layouts():
        for layer in (layer for image in layout.images.values() for layer in image.layers):
            if layer.diff_id not in found:
                found[layer.diff_id] = installed.packages(layout, layer.digest)
    return found


def write(place: Path) -> Path:
    """All documents of both fleets."""
    for command, *form in FORMS:
        paths = [layout.path for layout in layouts()]
        tool.run("gen-lock", "-C", project.ROOT, command, *paths, *form, "--out", place)
    return place


def documents(place: Path, end: str) -> dict[str, dict]:
    """By image."""
    paths = sorted(place.glob(f"*.{end}"))
    return {path.name.removesuffix(f".{end}"): json.loads(path.read_text()) for path in paths}


class OfBothFleets(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.place = write(folder.of_class(cls))
        cls.images = {image.name: image for layout in layouts() for image in layout.images.values()}

    def test_validators_accept_all(self):
        judge = os.environ.get("TOOLS_PYTHON")
        self.assertIsNotNone(judge, "TOOLS_PYTHON names no Python with the validators: run `./factory test images test_sbom`")
        ended = tool.attempt("env", judge, JUDGE, self.place)
        self.assertEqual((ended.returncode, ended.stdout), (0, ""), ended.stderr)
        self.assertEqual(len(list(self.place.iterdir())), 3 * len(self.images))
        print(f"{len(self.images)} images: CycloneDX, SPDX and in-toto are valid", flush=True)

    def test_two_runs_are_identical(self):
        again = write(folder.of_test(self))
        self.assertEqual(digests(self.place), digests(again))

    def test_the_lock_has_the_digest_of_each_cyclonedx_document(self):
        locked = {name: image["sbom"] for name, image in project.build_lock()["outputs"]["images"].items()}
        files = digests(self.place)
        self.assertEqual(locked, {name: f"sha256:{files[f'{name}.cdx.json']}" for name in self.images})

    def test_cyclonedx_has_the_packages_of_each_layer(self):
        for name, document in documents(self.place, "cdx.json").items():
            by_layer = {layer.diff_id: set() for layer in self.images[name].layers}
            for component in document["components"]:
                if component["type"] != "operating-system":
                    said = properties(component)
                    by_layer[said["aquasecurity:trivy:LayerDiffID"]].add(of_cyclonedx(component, said))
            self.assertEqual(by_layer, {diff_id: packages()[diff_id] for diff_id in by_layer}, name)
        count = len(set().union(*packages().values()))
        print(f"{count} packages in {len(packages())} layers, as status.d and dist-info say", flush=True)

    def test_spdx_has_the_packages_of_each_image(self):
        for name, document in documents(self.place, "spdx.json").items():
            said = {of_spdx(one) for one in document["packages"] if one["primaryPackagePurpose"] == "LIBRARY"}
            held = set().union(*(packages()[layer.diff_id] for layer in self.images[name].layers))
            self.assertEqual(said, {(one.kind, one.name, one.version, one.source) for one in held}, name)

    def test_one_operating_system_an_image(self):
        for name, document in documents(self.place, "cdx.json").items():
            systems = [one for one in document["components"] if one["type"] == "operating-system"]
            self.assertEqual([(one["name"], one["version"]) for one in systems], [("debian", "12")], name)

    def test_artifacts_are_those_of_the_lock(self):
        sources = project.build_lock()["inputs"]["sources"]
        for name, document in documents(self.place, "cdx.json").items():
            for component in document["components"]:
                said = properties(component)
                if "gen-lock:locator" in said:
                    source = sources[said["gen-lock:locator"]]
                    got = (component["hashes"][0]["content"], int(said["gen-lock:size"]))
                    self.assertEqual(got, (source["sha256"], source["size"]), name)
                elif component["type"] == "library":
                    self.assertIn("gen-lock:carried-by", said, name)

    def test_everything_is_reached_from_the_image(self):
        for name, document in documents(self.place, "cdx.json").items():
            edges = {entry["ref"]: entry["dependsOn"] for entry in document["dependencies"]}
            seen, queue = set(), ["image"]
            while queue:
                at = queue.pop()
                if at not in seen:
                    seen.add(at)
                    queue += edges[at]
            self.assertEqual(seen, {"image"} | {one["bom-ref"] for one in document["components"]}, name)

    def test_provenance_names_every_source(self):
        lock = hashlib.sha256((project.ROOT / "build-lock.json").read_bytes()).hexdigest()
        sources = project.build_lock()["inputs"]["sources"]
        bills = documents(self.place, "cdx.json")
        for name, statement in documents(self.place, "intoto.json").items():
            image = self.images[name]
            subjects = [subject["digest"]["sha256"] for subject in statement["subject"]]
            self.assertEqual([f"sha256:{digest}" for digest in subjects], [image.digest, image.config_digest])
            definition = statement["predicate"]["buildDefinition"]
            self.assertEqual(definition["externalParameters"]["attribute"], name)
            self.assertEqual(definition["externalParameters"]["lock"]["digest"], {"sha256": lock})
            used = {one["uri"]: one for one in definition["resolvedDependencies"]}
            for locator, one in used.items():
                self.assertEqual(one["digest"]["sha256"], sources[locator]["sha256"], name)
            held = {properties(one).get("gen-lock:locator") for one in bills[name]["components"]} - {None}
            layered = {locator for locator, one in used.items() if "layers" in one["annotations"]}
            self.assertEqual(layered, held, name)
            tools = {locator.partition(":")[0] for locator, one in used.items() if one["annotations"]["toolchain"]}
            self.assertEqual(tools, {"cargo", "debian"}, name)

    def test_no_document_names_a_host(self):
        for path in self.place.iterdir():
            text = path.read_text()
            for known in ("https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1"):
                text = text.replace(known, "")
            self.assertNotIn("://", text, path.name)


class OfOtherCompression(unittest.TestCase):
    def test_the_same_documents(self):
        zstd, packed = (project.build(f"{codec}.{SMALL}") for codec in ("zstd", "gzip"))
        self.assertNotEqual(Layout(zstd).image.digest, Layout(packed).image.digest)
        for form in FORMS[:2]:
            said = [tool.run("gen-lock", "-C", project.ROOT, *form, layout) for layout in (zstd, packed)]
            self.assertEqual(said[0], said[1])


class OfBytesThatAreNotLocked(unittest.TestCase):
    """A layer with a package more or less, in an image that the lock takes for its own."""

    def setUp(self) -> None:
        place = folder.of_test(self)
        self.original = Layout(project.build(BASE))
        self.layout = shadow(self.original, place / "layout")
        self.checkout = Checkout(place / "project")
        self.layer = self.original.image.layers[0]

    def refused(self, *arguments: str | Path) -> str:
        ended = tool.attempt("gen-lock", "-C", self.checkout.path, "sbom", self.layout.path, *arguments)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        return ended.stdout + ended.stderr

    def alter(self, removed: str = "", added: tuple[str, bytes] | None = None) -> None:
        """The layer without a file, or with one more; everything above it follows."""
        image = self.original.image
        tar = altered(self.original, self.layer.digest, removed, added)
        manifest, config = json.loads(json.dumps([image.manifest, image.config]))
        diff_ids = config["rootfs"]["diff_ids"]
        locked, diff_ids[0] = diff_ids[0], f"sha256:{hashlib.sha256(tar).hexdigest()}"
        manifest["layers"][0] |= self.put(gzip.compress(tar, 1), image.manifest["layers"][0]["mediaType"][:-4] + "gzip")
        manifest["config"] |= self.put(json.dumps(config).encode(), manifest["config"]["mediaType"])
        index = json.loads((self.layout.path / "index.json").read_text())
        index["manifests"][0] |= self.put(json.dumps(manifest).encode(), index["manifests"][0]["mediaType"])
        (self.layout.path / "index.json").write_text(json.dumps(index))
        self.checkout.edit("build-lock.json", image.config_digest, manifest["config"]["digest"])
        self.checkout.edit("build-lock.json", locked, diff_ids[0])

    def put(self, blob: bytes, media_type: str) -> dict:
        digest = f"sha256:{hashlib.sha256(blob).hexdigest()}"
        self.layout.blob(digest).write_bytes(blob)
        return {"digest": digest, "size": len(blob), "mediaType": media_type}

    def test_a_deb_less(self):
        self.alter(removed="var/lib/dpkg/status.d/libc6")
        said = self.refused()
        self.assertIn(f"layer `{self.layer.name}`: deb `libc6` ", said)
        self.assertIn("is in the lock, but not in the bytes", said)

    def test_a_wheel_more(self):
        path = "usr/local/lib/python3.11/dist-packages/left_pad-1.0.dist-info"
        self.alter(added=(f"{path}/METADATA", b"Name: left-pad\nVersion: 1.0\n"))
        said = self.refused()
        self.assertIn(f"layer `{self.layer.name}`: `{path}` belongs to wheel `left-pad` 1.0, which is not in the lock", said)

    def test_another_version(self):
        path = "var/lib/dpkg/status.d/libc6"
        self.alter(removed=path, added=(path, b"Package: libc6\nSource: glibc\nVersion: 9\nArchitecture: amd64\n"))
        said = self.refused()
        self.assertRegex(said, rf"layer `{self.layer.name}`: `{path}`: version of deb `libc6`: want the locked `2\S+`, got `9`")

    def test_an_image_that_is_not_locked(self):
        self.checkout.edit("build-lock.json", self.original.image.config_digest, "sha256:" + "0" * 64)
        self.assertIn(f"image `{BASE}`: config: want sha256:0000", self.refused())

    def test_a_digest_that_is_not_that_of_the_document(self):
        locked = project.build_lock()["outputs"]["images"][BASE]["sbom"]
        self.checkout.edit("build-lock.json", locked, "sha256:" + "0" * 64)
        said = self.refused("--check")
        self.assertIn(f"{BASE}: SBOM\n  want sha256:0000", said)
        self.assertIn(f"  got  {locked}\n1 SBOMs: 1 differ from build-lock.json\n", said)
        # Nobody is handed it, either.
        self.assertIn("build-lock.json has SBOM sha256:0000", self.refused())

    def test_bytes_that_no_record_names(self):
        """The records are those of the lock, and so is the document; a file more is in the layer."""
        tar = altered(self.original, self.layer.digest, "", ("usr/share/unnamed", b"of nobody"))
        zstd = subprocess.run([tool.path("zstd"), "--quiet", "--stdout"], input=tar, capture_output=True, check=True)
        blob, content = self.layout.blob(self.layer.digest), zstd.stdout
        blob.unlink()
        blob.write_bytes(content)
        got = hashlib.sha256(content).hexdigest()
        want = f"layer `{self.layer.name}`: blob digest\n  want {self.layer.digest}\n  got  sha256:{got}"
        self.assertIn(want, self.refused("--check"))

    def test_what_cannot_be_read(self):
        for arguments, words in (
            (("sbom", self.layout.path / "blobs"), "is not an OCI image layout"),
            (("sbom", self.layout.path, "--image", "nobody"), "there is no image `nobody` in"),
            (("provenance", self.layout.path, "--machine", "nowhere"), "there is no image of machine `nowhere` in"),
            (("sbom", *(layout.path for layout in layouts())), "hint: write their documents to a folder with `--out DIR`"),
        ):
            ended = tool.attempt("gen-lock", "-C", project.ROOT, *arguments)
            self.assertEqual((ended.returncode, ended.stdout), (2, ""), ended.stderr)
            self.assertIn(words, ended.stderr)


def altered(layout: Layout, digest: str, removed: str, added: tuple[str, bytes] | None) -> bytes:
    """The tar of a layer without one file and with another."""
    new = io.BytesIO()
    with rootfs.inflated(layout.blob(digest)) as tar, tarfile.open(fileobj=tar, mode="r|") as old:
        with tarfile.open(fileobj=new, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for member in old:
                if member.name != removed:
                    archive.addfile(member, old.extractfile(member) if member.isfile() else None)
            if added:
                member = tarfile.TarInfo(added[0])
                member.size = len(added[1])
                archive.addfile(member, io.BytesIO(added[1]))
    return new.getvalue()


def digests(place: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(place.iterdir())}


def properties(component: dict) -> dict[str, str]:
    return {one["name"]: one["value"] for one in component["properties"]}


def of_cyclonedx(component: dict, said: dict[str, str]) -> Package:
    kind = component["purl"].removeprefix("pkg:").partition("/")[0]
    source = None
    if kind == "deb":
        version = said["aquasecurity:trivy:SrcVersion"]
        epoch, release = (said.get(f"aquasecurity:trivy:Src{part}") for part in ("Epoch", "Release"))
        whole = (f"{epoch}:" if epoch else "") + version + (f"-{release}" if release else "")
        source = (said["aquasecurity:trivy:SrcName"], whole)
    return Package(kind, component["name"], component["version"], component["bom-ref"], source)


def of_spdx(package: dict) -> tuple:
    kind = package["externalRefs"][0]["referenceLocator"].removeprefix("pkg:").partition("/")[0]
    source = package.get("sourceInfo", "").removeprefix("built package from: ").split()
    return kind, package["name"], package["versionInfo"], tuple(source) or None
