"""An image arrives at a registry of every mode, in every way that it takes; skopeo pushes to each as a control."""

import json
import os
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

import folder
import tool
from checkout import Checkout
from loopback import HOST
from registry_modes import MODES, Mode
from small_image import SmallImage
from stand_in import StandIn

NAME = "pc2-base-python"
# Documents of a release, besides the image's blobs: the lock, and the empty config
DOCUMENTS = 4 << 20
AT_ONCE = 4


class Registries(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.image = SmallImage(cls.folder, NAME)
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.image.locked_in(cls.checkout)
        cls.tag = f"{cls.checkout.commit()}-gzip"
        cls.path = os.pathsep.join((str(cls.image.built_by(cls.folder / "bin")), os.environ["PATH"]))

    def push(self, registry: StandIn, organisation: str, *words: str) -> subprocess.CompletedProcess:
        address = f"{HOST}:{registry.port}/{organisation}"
        # In another codec than the table's no document is asked of the fleet's build.
        chosen = ("--image", NAME, "--codec", "gzip")
        front = ("-C", self.checkout.path, "push", address, "--json", "--verbose")
        return tool.attempt("gen-lock", *front, *chosen, *words, env=tool.environment(PATH=self.path))

    def each(self, check) -> None:
        """Checks all modes, several at once."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for mode, problem in zip(MODES, pool.map(lambda mode: self.checked(check, mode), MODES), strict=True):
                with self.subTest(mode.name):
                    self.assertEqual(problem, "")

    def checked(self, check, mode: Mode) -> str:
        registry = StandIn(mode)
        try:
            return check(registry) or ""
        finally:
            registry.stop()

    def test_an_image_arrives_whole_and_once(self):
        def check(registry: StandIn) -> str:
            ended = self.push(registry, "fleet")
            sent, begun = registry.received, len(registry.asked)
            print(f"{registry.mode.name:14} {sent / 1e6:5.1f} MB of {self.image.bytes / 1e6:.1f} MB sent", flush=True)
            if ended.returncode != 0 or not registry.whole(f"fleet/{NAME}", self.tag):
                return f"it does not arrive: {ended.stdout}{ended.stderr}"
            # What is refused is sent once for each blob that was under way.
            most = self.image.bytes * (3 if must_be_learned(registry.mode) else 1) + DOCUMENTS
            if sent > most:
                return f"{sent} bytes were sent: {lines(registry)}"
            if self.push(registry, "fleet").returncode != 0:
                return "a second push fails"
            again = [asked for asked in registry.asked[begun:] if asked.method in ("PATCH", "PUT", "POST")]
            return f"a second push sends {again}" if again else ""

        self.each(check)

    def test_every_way_that_is_taken_can_be_chosen(self):
        def check(registry: StandIn) -> str:
            found = []
            for way in ("whole", "stream", "chunked"):
                ended = self.push(registry, way, "--upload", way)
                arrived = registry.whole(f"{way}/{NAME}", self.tag)
                if arrived != taken(registry.mode, way) or (ended.returncode == 0) != arrived:
                    found.append(f"{way}: arrived: {arrived}, {ended.stderr}")
            return "; ".join(found)

        self.each(check)

    def test_what_a_registry_takes_is_said(self):
        (mode,) = (mode for mode in MODES if mode.name == "artifactory")
        registry = StandIn(mode)
        self.addCleanup(registry.stop)
        said = self.push(registry, "fleet").stderr
        self.assertIn("answers 400: sent whole, in one PUT", said)
        self.assertEqual(said.count("accepts blobs whole, in one PATCH; use `--upload stream` to"), 1)

    def test_a_layer_above_a_limit_is_told_before_a_byte_is_sent(self):
        registry = StandIn(MODES[0])
        self.addCleanup(registry.stop)
        ended = self.push(registry, "fleet", "--layer-limit", str(16 << 20))
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertIn("`layer-0` (17.83 MB); nothing was uploaded", ended.stderr)
        self.assertEqual(registry.asked, [])

    def test_skopeo_as_a_control(self):
        def check(registry: StandIn) -> str:
            to = f"docker://{HOST}:{registry.port}/control/image:latest"
            words = ("copy", "--quiet", "--dest-tls-verify=false", "--preserve-digests")
            ended = tool.attempt("skopeo", *words, f"oci:{self.image.path}:latest", to)
            arrived = ended.returncode == 0 and registry.whole("control/image", "latest")
            print(f"{registry.mode.name:14} skopeo: {'arrives' if arrived else 'fails'}", flush=True)
            return "" if arrived != bool(registry.mode.skopeo_fails) else f"arrived: {arrived}; {ended.stderr}"

        self.each(check)


def must_be_learned(mode: Mode) -> bool:
    """Whether the first way is refused."""
    return bool(mode.refuses_whole or mode.longest_body)


def taken(mode: Mode, way: str) -> bool:
    if mode.longest_body and way != "chunked":
        return False
    refused = {"whole": mode.refuses_whole, "stream": mode.refuses_stream, "chunked": mode.refuses_chunks}
    return not refused[way]


def lines(registry: StandIn) -> str:
    asked = (f"{one.method} {one.received} {one.status}" for one in registry.asked if one.received)
    return json.dumps(list(asked))
