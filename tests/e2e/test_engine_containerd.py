"""Debian 13's engine with containerd's image store, which calls images by their manifests: layouts that are loaded, each
proved against the lock. `engines.py` rolls pc2 out there.
"""

import shutil
import tarfile
import tempfile
import time
import unittest
from functools import cache
from pathlib import Path

import altered_image
import container
import folder
import later_debian
import podman_trial
import project
import rootfs
import tool
from container import Container
from engine import PACKAGES, Engine
from layout import Layout, only

SERVICE = "cache-manager"
NAME = f"pc2-{SERVICE}"


places: list[Path] = []


@cache
def engine() -> Engine:
    place, begin = Path(tempfile.mkdtemp(prefix="gen-lock-")), time.monotonic()
    places.append(place)
    usr = later_debian.Usr(place / "debian", "trixie", *PACKAGES, *podman_trial.PACKAGES, "skopeo")
    made = Engine(place, usr, containerd=True)
    print(f"Debian 13's engine runs after {time.monotonic() - begin:.0f} s", flush=True)
    return made


def tearDownModule() -> None:
    """What follows wants the room."""
    if engine.cache_info().currsize:
        engine().stop()
        engine.cache_clear()
    for place in places:
        shutil.rmtree(place)


class Loaded(unittest.TestCase):
    """By each way that a layout comes into an engine."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder, cls.engine = folder.of_class(cls), engine()
        cls.whole = Layout(project.build("pc2-fleet"))

    def tearDown(self) -> None:
        if images := set(self.engine.run("image", "ls", "--quiet", "--no-trunc").split()):
            self.engine.run("rmi", "--force", *images)

    def verify(self, *words: str, engine: Engine | None = None):
        engine = engine or self.engine
        return engine.beside("gen-lock", "-C", project.ROOT, "verify", "docker-daemon:", "--image", NAME, *words)

    def assert_as_locked(self, engine: Engine | None = None) -> None:
        for depth in ((), ("--deep",)):
            ended = self.verify(*depth, engine=engine)
            self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
            self.assertIn("1 of 1 images are as locked", ended.stdout)

    def archive(self, layout: Layout) -> Path:
        """Blobs are links into the store, which no archive may have."""
        tar = folder.of_test(self) / "layout.tar"
        tool.run("tar", "--create", "--dereference", "--file", tar, "-C", layout.path, ".")
        return tar

    def load(self, layout: Layout) -> str:
        return self.engine.run("load", "--input", self.archive(layout))

    def test_docker_load_of_a_layout(self):
        layout = self.one()
        self.assertIn(f"Loaded image: localhost/{NAME}:latest", self.load(layout))
        (found,) = self.engine.inspect([f"localhost/{NAME}:latest"]).values()
        self.assertEqual(found["Id"], layout.images[SERVICE].digest)
        self.assert_as_locked()
        running = Container(self.engine, f"localhost/{NAME}:latest", NAME)
        container.wait([running], "healthy")
        container.stop([running])

    def test_docker_load_with_overlay2(self):
        """By `manifest.json`: that store reads no `index.json`."""
        place = folder.of_test(self)
        classic = Engine(place, self.engine.usr)
        self.addCleanup(classic.stop)
        said = classic.run("load", "--input", self.archive(self.one()))
        self.assertIn(f"Loaded image: localhost/{NAME}:latest", said)
        (found,) = classic.inspect([f"localhost/{NAME}:latest"]).values()
        self.assertEqual(found["Id"], self.whole.images[SERVICE].config_digest)
        self.assert_as_locked(classic)

    def test_names_in_containerd_podman_and_skopeo(self):
        tar, name = self.archive(self.one()), f"localhost/{NAME}:latest"
        ctr = ("ctr", "--address", self.engine.containerd, "--namespace", "names", "images")
        self.engine.succeeding(*ctr, "import", "--no-unpack", tar)
        self.assertEqual(self.engine.succeeding(*ctr, "ls", "--quiet").split(), [name])
        self.engine.succeeding(*ctr, "rm", name)
        podman = podman_trial.Podman(folder.of_test(self), self.engine.usr)
        self.assertIn(f"Loaded image: {name}", podman.run("load", "--input", tar))
        podman.run("rmi", name)
        address = f"oci:{self.whole.path}:{SERVICE}"
        said = self.engine.succeeding("skopeo", "inspect", "--format", "{{.Digest}}", address)
        self.assertEqual(said.strip(), self.whole.images[SERVICE].digest)

    def test_skopeo_by_way_of_a_folder(self):
        """It writes a manifest of its own, by which the engine calls the image."""
        plain = f"dir:{self.folder}/plain"
        tool.run("skopeo", "copy", "--quiet", "--dest-decompress", f"oci:{self.whole.path}:{SERVICE}", plain)
        # Debian 12's speaks a version of the API that this engine no longer does.
        archive = self.folder / "plain.tar"
        tool.run("skopeo", "copy", "--quiet", plain, f"docker-archive:{archive}:{NAME}:latest")
        self.engine.run("load", "--input", archive)
        (found,) = self.engine.inspect([f"{NAME}:latest"]).values()
        image = self.whole.images[SERVICE]
        self.assertNotIn(found["Id"], (image.digest, image.config_digest))
        self.assert_as_locked()

    def test_another_image_under_the_name(self):
        one = self.one()
        with rootfs.inflated(one.blob(one.image.layers[-1].digest)) as tar:
            with tarfile.open(fileobj=tar, mode="r|") as archive:
                file = next(member.name for member in archive if member.isfile())
        self.load(altered_image.of(one, folder.of_test(self) / "altered", file))
        ended = self.verify("--against", self.whole.path)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        self.assertIn(f"  config: locked {self.whole.images[SERVICE].config_digest}, there is sha256:", ended.stdout)
        self.assertIn('`"ALTERED=1"`', ended.stdout)

    def one(self) -> Layout:
        return only(self.whole, SERVICE, folder.of_test(self) / "one")
