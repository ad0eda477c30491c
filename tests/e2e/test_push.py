"""`gen-lock push` sends each blob once and then none, and `gen-lock verify` finds what a registry has changed since."""

import json
import re
import time
import unittest
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import folder
import project
import tool
from access_log import Request
from checkout import Checkout
from layout import Image, Layout
from registry import Registry

ORGANISATION = "fleet"
TAG = re.compile(r"[0-9]{8}-[0-9a-f]{12}")
# Layers that differ in size, of families that both machines have
SWAPPED, OTHER = "base-utils-debs", "docker-proxy-debs"
SKIPPABLE = 0x184D2A50.to_bytes(4, "little")


class Push(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.registry = Registry(cls.folder)
        cls.addClassCleanup(cls.registry.stop)
        cls.address = f"127.0.0.1:{cls.registry.port}/{ORGANISATION}"
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.tag = cls.checkout.commit()
        layouts = [Layout(project.build(f"{machine}-fleet")) for machine in project.machines()]
        cls.images = {image.name: image for layout in layouts for image in layout.images.values()}
        cls.first, cls.first_requests = cls.push()
        cls.second, cls.second_requests = cls.push()

    @classmethod
    def push(cls, *arguments: str) -> tuple[dict, list[Request]]:
        """Its report, and what the registry was asked meanwhile."""
        before, begin = len(cls.registry.requests()), time.monotonic()
        said = json.loads(tool.run("gen-lock", "-C", cls.checkout.path, "push", cls.address, "--json", *arguments))
        seconds, asked = time.monotonic() - begin, cls.registry.requests()[before:]
        sent, size = said["uploaded"], said["bytes"] / 1e9
        print(f"push: {sent} blobs sent ({size:.2f} GB), {len(asked)} requests, {seconds:.1f} s", flush=True)
        return said, asked

    def verify(self, *arguments: str) -> tuple[int, str]:
        ended = tool.attempt("gen-lock", "-C", self.checkout.path, "verify", self.address, *arguments)
        self.assertNotEqual(ended.returncode, 2, ended.stderr)
        return ended.returncode, ended.stdout

    def test_the_first_push_sends_each_blob_once(self):
        layers = {layer.digest for image in self.images.values() for layer in image.layers}
        blobs = layers | {image.config_digest for image in self.images.values()}
        self.assertEqual((self.first["blobs"], self.first["uploaded"]), (len(blobs), len(blobs)))
        sent = Counter(digest for request in self.first_requests for digest in ended(request))
        self.assertEqual({digest: count for digest, count in sent.items() if digest in blobs}, dict.fromkeys(blobs, 1))
        # What is said of an image goes to its repository, once: the others have no use for it.
        others = [request for request in self.first_requests if not set(ended(request)) <= blobs]
        places = Counter((request.path.partition("/blobs/")[0], *ended(request)) for request in others)
        self.assertEqual(set(places.values()), {1})
        sessions = [request for request in self.first_requests if is_begin(request) and "mount=" not in request.path]
        self.assertEqual(len(sessions), sent.total())
        mounts = [request.status for request in self.first_requests if "mount=" in request.path]
        # an artifact's empty config, too, is lent from image to image and to the lock
        wanted = sum(len(image.layers) + 1 for image in self.images.values()) - len(blobs) + len(self.images)
        self.assertEqual(Counter(mounts), Counter({201: wanted}))

    def test_the_second_push_only_asks(self):
        self.assertEqual((self.second["uploaded"], self.second["manifests"], self.second["tags"]), (0, 0, 0))
        self.assertEqual({request.method for request in self.second_requests} - {"HEAD", "GET"}, set())

    def test_skopeo_finds_the_images_of_the_lock(self):
        families = [f"{machine}-{name}" for machine in project.machines() for name in project.families_of(machine)]
        for name in families:
            with self.subTest(name):
                address = self.registry.name(f"{ORGANISATION}/{name}", self.tag)
                said = json.loads(tool.run("skopeo", "inspect", "--tls-verify=false", address))
                image = self.images[name]
                self.assertEqual(said["Digest"], image.digest)
                self.assertEqual(said["Layers"], [layer.digest for layer in image.layers])

    def test_every_image_is_whole_and_has_one_tag(self):
        self.assertRegex(self.tag, TAG)
        for name, image in self.images.items():
            repository = f"{ORGANISATION}/{name}"
            digest, manifest = self.registry.manifest(repository, self.tag)
            self.assertEqual((digest, self.registry.lacks(repository, manifest)), (image.digest, []))

    def test_verified_from_the_bytes(self):
        for words in ((), ("--tag", self.tag)):
            self.assertRegex(self.verify(*words)[1], rf"^{len(self.images)} images, .*: all as locked\n$")
        begin = time.monotonic()
        code, said = self.verify("--deep")
        self.assertEqual(code, 0, said)
        print(f"verify --deep: {said.strip()}, {time.monotonic() - begin:.1f} s", flush=True)

    def test_a_swapped_blob_is_named(self):
        layers = {layer.name: layer for image in self.images.values() for layer in image.layers}
        path = self.registry.blob(layers[SWAPPED].digest)
        kept, other = path.read_bytes(), self.registry.blob(layers[OTHER].digest).read_bytes()
        # Sound zstd of the same length, too: what follows the other layer's frame is skipped.
        rest = len(kept) - len(other) - len(SKIPPABLE) - 4
        padded = other + SKIPPABLE + rest.to_bytes(4, "little") + bytes(rest)
        named = f"layer `{SWAPPED}` in image `mainpc-base-utils` and 1 more"
        try:
            path.write_bytes(other)
            for words in (("--deep",), ()):
                code, said = self.verify("--image", "base-utils", *words)
                self.assertEqual(code, 1, said)
                self.assertIn(f"of layer `{SWAPPED}` in image `mainpc-base-utils`", said)
            path.write_bytes(padded)
            self.assertEqual(self.verify("--image", "base-utils")[0], 0)
            code, said = self.verify("--image", "base-utils", "--deep")
            self.assertEqual(code, 1, said)
            for word in (named, layers[SWAPPED].digest, "want", "got", "where"):
                self.assertIn(word, said)
        finally:
            path.write_bytes(kept)
        self.assertEqual(self.verify("--image", "base-utils", "--deep")[0], 0)

    def test_the_tag_before_is_kept_when_all_is_complete(self):
        image = next(iter(self.images.values()))
        repository = f"{ORGANISATION}/{image.name}"
        (self.checkout.path / "services/note.md").write_text("A second release of the same images\n")
        second = self.checkout.commit("2024-06-16")
        # A part of the fleet is no release.
        self.push("--image", image.name)
        self.assertEqual(self.releases(repository), {self.tag, second})
        said, asked = self.push()
        self.assertEqual((said["tag"], said["before"], said["uploaded"]), (second, [self.tag], 0))
        self.assertEqual([digest for request in asked for digest in ended(request) if digest in self.digests()], [])
        self.assertEqual(self.releases(repository), {self.tag, second, f"{self.tag}-prev"})
        self.assertEqual(self.registry.manifest(repository, f"{self.tag}-prev")[0], image.digest)
        order = [request.path.rpartition("/")[2] for request in asked if request.method == "PUT" and is_tag(request)]
        self.assertLess(last(order, second), order.index(f"{self.tag}-prev"))

    def releases(self, repository: str) -> set[str]:
        """Its tags, without those that stand in for lists of referrers."""
        return {tag for tag in self.registry.tags(repository) if not tag.startswith("sha256-")}

    def test_what_no_commit_names_is_refused(self):
        for name, what in (("families/new.txt", "??"), ("services/fleet.toml", " M")):
            with self.subTest(name):
                file = self.checkout.path / name
                kept = file.read_text() if file.exists() else None
                file.write_text(f"{kept or ''}# changed\n")
                self.addCleanup(lambda file=file, kept=kept: file.write_text(kept) if kept else file.unlink())
                before = len(self.registry.requests())
                ended = tool.attempt("gen-lock", "-C", self.checkout.path, "push", self.address)
                self.assertEqual(ended.returncode, 1, ended.stderr)
                self.assertIn(f"{what} {name}", ended.stderr)
                self.assertEqual(len(self.registry.requests()), before)
                self.doCleanups()

    def digests(self) -> set[str]:
        return {digest for image in self.images.values() for digest in digests(image)}


def digests(image: Image) -> set[str]:
    return {image.config_digest} | {layer.digest for layer in image.layers}


def is_begin(request: Request) -> bool:
    return request.method == "POST" and "/blobs/uploads/" in request.path


def is_tag(request: Request) -> bool:
    return "/manifests/" in request.path and "sha256:" not in request.path


def ended(request: Request) -> list[str]:
    """The blob whose upload a request ended."""
    if request.method != "PUT" or "/blobs/uploads/" not in request.path or request.status != 201:
        return []
    return parse_qs(urlsplit(request.path).query)["digest"]


def last(order: list[str], one: str) -> int:
    return len(order) - 1 - order[::-1].index(one)
