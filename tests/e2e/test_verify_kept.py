"""`gen-lock verify docker-daemon:` and `containers-storage:`: what is kept there is what was locked, or what differs."""

import json
import os
import subprocess
import unittest
from pathlib import Path

import altered_image
import folder
import project
import tool
from engine import Engine
from layout import Layout

ATTRIBUTE = "mainpc-streaming-translation-proxy"
REF = ATTRIBUTE.partition("-")[2]
# It has one of that image's layers, `runtime`, above other layers.
OTHER = "mainpc-docker-proxy"
RUNTIME = "opt/gen-lock/lib/anyio/__init__.py"
FILE = "app/translation_proxy.py"


class Kept(unittest.TestCase):
    """In both: the image as it was built, then another one under its name."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.layout = Layout(project.build(ATTRIBUTE))
        cls.altered = altered_image.of(cls.layout, cls.folder / "altered", FILE)
        place = cls.folder / "engine"
        place.mkdir()
        cls.engine = Engine(place)
        cls.addClassCleanup(cls.engine.stop)
        store = cls.folder / "storage"
        cls.storage = f"containers-storage:[vfs@{store}/root+{store}/run]"

    def verify(self, *words: str) -> subprocess.CompletedProcess:
        environment = {**os.environ, "DOCKER_HOST": self.engine.address}
        return tool.attempt("gen-lock", "-C", project.ROOT, "verify", *words, env=environment)

    def load(self, layout: Layout, name: str, ref: str = REF) -> None:
        """Inflated on the way: Debian 12's skopeo makes no Docker manifest of zstd layers."""
        plain = folder.of_test(self) / f"dir-{ref}"
        tool.run("skopeo", "copy", "--quiet", "--dest-decompress", f"oci:{layout.path}:{ref}", f"dir:{plain}")
        to = f"docker-daemon:{name}"
        tool.run("skopeo", "copy", "--quiet", "--dest-daemon-host", self.engine.address, f"dir:{plain}", to)

    def store(self, layout: Layout, name: str) -> None:
        tool.run("skopeo", "copy", "--quiet", f"oci:{layout.path}:{REF}", f"{self.storage}{name}")

    def assert_as_locked(self, where: str) -> None:
        for depth in ((), ("--deep",)):
            ended = self.verify(where, *depth, "--image", ATTRIBUTE)
            self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
            self.assertIn("1 of 1 images are as locked", ended.stdout)

    def assert_another(self, where: str) -> None:
        ended = self.verify(where)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        layer = self.layout.image.layers[-1].name
        for words in (f"layer 7 `{layer}`: locked", f"`{FILE}`: mode: want 0644, got 0755", '`"ALTERED=1"`'):
            self.assertIn(words, ended.stdout)
        told = json.loads(self.verify(where, "--json").stdout)
        self.assertEqual(told["images"][ATTRIBUTE]["is"], "differs")
        (found,) = told["differences"][ATTRIBUTE][f"layer `{layer}`"]["kept"]
        self.assertEqual((found["path"], found["field"]), (FILE, "mode"))

    def test_engine(self):
        self.load(self.layout, f"fleet/{ATTRIBUTE}:latest")
        self.assert_as_locked("docker-daemon:")
        # An image under the name of another
        self.engine.run("tag", f"fleet/{ATTRIBUTE}:latest", "mainpc-nlu-agent:latest")
        ended = self.verify("docker-daemon:", "--image", "mainpc-nlu-agent")
        self.assertEqual(ended.returncode, 1, ended.stdout)
        self.assertIn(f"it is `{ATTRIBUTE}`", ended.stdout)
        self.engine.run("rmi", "mainpc-nlu-agent:latest")
        self.load(self.altered, f"fleet/{ATTRIBUTE}:latest")
        self.assert_another("docker-daemon:")

    def test_storage(self):
        self.store(self.layout, f"registry.example/fleet/{ATTRIBUTE}:latest")
        self.assert_as_locked(self.storage)
        self.store(self.altered, f"registry.example/fleet/{ATTRIBUTE}:latest")
        self.assert_another(self.storage)

    def test_bytes_that_an_engine_lost(self):
        """Its lists are as they were; only with `--deep` are its bytes looked at."""
        self.load(self.layout, f"deep/{ATTRIBUTE}:latest")
        name = f"deep/{ATTRIBUTE}:latest"
        upper = Path(self.engine.inspect([name])[name]["GraphDriver"]["Data"]["UpperDir"])
        path = upper / FILE
        was = path.read_bytes()
        path.write_bytes(was + b"# more\n")
        try:
            self.assertEqual(self.verify("docker-daemon:", "--image", ATTRIBUTE).returncode, 0)
            ended = self.verify("docker-daemon:", "--image", ATTRIBUTE, "--deep")
            self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
            self.assertIn(FILE, ended.stdout)
            self.assertIn("0 of 1 images are as locked", ended.stdout)
        finally:
            path.write_bytes(was)
            self.engine.run("rmi", name)

    def test_bytes_that_an_engine_lost_of_a_layer_that_two_images_have(self):
        """The engine keeps it once for each stack of layers below it, and writes it once into one archive."""
        names = {ATTRIBUTE: f"twice/{ATTRIBUTE}:latest", OTHER: f"twice/{OTHER}:latest"}
        self.load(self.layout, names[ATTRIBUTE])
        self.load(Layout(project.build(OTHER)), names[OTHER], OTHER.partition("-")[2])
        ended = self.verify("docker-daemon:", "--deep")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn("2 of 2 images are as locked", ended.stdout)
        for image, other in ((ATTRIBUTE, OTHER), (OTHER, ATTRIBUTE)):
            with self.subTest(image):
                file = self.runtime(names[image])
                was = file.read_bytes()
                file.write_bytes(was + b"# more\n")
                ended = self.verify("docker-daemon:", "--deep")
                file.write_bytes(was)
                self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
                self.assertIn(f"{image}: ", ended.stdout)
                self.assertNotIn(f"{other}: ", ended.stdout)
                self.assertIn("1 of 2 images are as locked", ended.stdout)
        self.engine.run("rmi", *names.values())

    def runtime(self, name: str) -> Path:
        """A file of the layer `runtime`, in the copy that the engine keeps for this image."""
        lower = self.engine.inspect([name])[name]["GraphDriver"]["Data"]["LowerDir"].split(":")
        (found,) = (path for path in (Path(folder, RUNTIME) for folder in lower) if path.exists())
        return found

    def test_a_config_that_a_storage_lost(self):
        lost = f"localhost/{ATTRIBUTE}:latest"
        self.store(self.layout, lost)
        name = self.layout.image.config_digest.removeprefix("sha256:")
        documents = self.folder / "storage/root/vfs-images" / name
        (config,) = [path for path in documents.iterdir() if path.read_bytes().startswith(b'{"architecture"')]
        was = config.read_bytes()
        config.write_bytes(was.replace(b"10001", b"00001"))
        try:
            ended = self.verify(self.storage, "--image", ATTRIBUTE)
            self.assertEqual(ended.returncode, 1, ended.stdout)
            self.assertIn("the storage has no such bytes", ended.stdout)
        finally:
            config.write_bytes(was)
            tool.run("skopeo", "delete", f"{self.storage}{lost}")

    def test_what_a_machine_lacks(self):
        ended = self.verify("docker-daemon:", "--machine", "pc2")
        self.assertEqual(ended.returncode, 1)
        count = len(project.rendered("pc2"))
        self.assertIn(f"0 of {count} images are as locked", ended.stdout)
        self.assertEqual(ended.stdout.count(": missing\n"), count)

    def test_who_does_not_answer(self):
        words = ("-C", project.ROOT, "verify", "docker-daemon:")
        ended = tool.attempt("gen-lock", *words, env={**os.environ, "DOCKER_HOST": "unix:///nowhere.sock"})
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertEqual(self.verify("containers-storage:[/nowhere]").returncode, 2)
