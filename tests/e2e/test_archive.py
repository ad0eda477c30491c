"""Locked sources in a registry: each is a blob under its own SHA-256, and nothing half of it is taken as whole."""

import hashlib
import json
import os
import subprocess
import time
import unittest
from collections.abc import Callable
from pathlib import Path

import folder
import project
import tool
from checkout import Checkout
from registry import Registry

SMALL = 40
LARGE = range(100_000_000, 400_000_000)
PATIENCE = 60.0


def few(sources: dict[str, dict]) -> dict[str, dict]:
    """A large one and the smallest: while the one is under way others are done."""
    by_size = sorted(sources.items(), key=lambda source: source[1]["size"])
    large = next(source for source in reversed(by_size) if source[1]["size"] in LARGE)
    return dict([*by_size[:SMALL], large])


class Archive(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.registry = Registry(cls.folder / "first")
        cls.addClassCleanup(cls.registry.stop)
        cls.repository = f"127.0.0.1:{cls.registry.port}/fleet/sources"
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.sources = few(project.build_lock()["inputs"]["sources"])
        cls.hashes = {content["sha256"]: content["size"] for content in cls.sources.values()}
        cls.large = max(cls.hashes, key=cls.hashes.__getitem__)
        cls.lock(cls.sources)
        cls.pulled = cls.folder / "pulled"

    @classmethod
    def lock(cls, sources: dict[str, dict]) -> None:
        lock = project.build_lock()
        inputs = lock["inputs"] | {"sources": sources, "seed": None}
        (cls.checkout.path / "build-lock.json").write_text(json.dumps(lock | {"inputs": inputs}))

    def command(self, *arguments: str | Path) -> list[str]:
        return [tool.path("gen-lock"), "-C", str(self.checkout.path), *map(str, arguments)]

    def report(self, *arguments: str | Path) -> dict:
        return json.loads(tool.run(*self.command("archive", *arguments, "--json")))

    def attempt(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess:
        return tool.attempt(*self.command(*arguments), env=tool.environment(**more))

    def kill_when(self, ready: Callable[[], object], *arguments: str | Path, **more: str) -> None:
        """`kill -9` of a command in the midst of its work."""
        with subprocess.Popen(self.command(*arguments), env=os.environ | more, stderr=subprocess.DEVNULL) as process:
            end = time.monotonic() + PATIENCE
            while not ready() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.005)
            self.assertIsNone(process.poll(), "it ended before it could be killed")
            self.assertTrue(ready(), f"not there after {PATIENCE:g} s")
            process.kill()

    def visible(self) -> set[str]:
        return {file.name for file in self.pulled.glob("*") if not file.name.startswith(".")}

    def assert_right(self, files: set[str]) -> None:
        self.assertEqual({name: _sha256(self.pulled / name) for name in files}, {name: name for name in files})

    def test_1_a_killed_push_leaves_no_tag_and_what_arrived_is_not_sent_again(self):
        self.kill_when(self.registry.blobs, "archive", "push", self.repository)
        ended = self.attempt("archive", "pull", self.repository, self.pulled, "--tag", "lock-0")
        self.assertEqual(ended.returncode, 1)
        self.assertIn("nothing was pushed there", ended.stderr)
        pushed = self.report("push", self.repository)
        self.assertEqual(pushed["sources"], len(self.sources))
        self.assertIn(pushed["sent"], range(1, len(self.hashes)))
        self.assertEqual(self.report("push", self.repository), pushed | {"sent": 0, "bytes": 0})
        self.assertLessEqual({f"sha256:{sha256}" for sha256 in self.hashes}, self.registry.blobs())
        type(self).tag = pushed["tags"][0]

    def test_2_other_tools_pull_it_as_a_folder_of_files_named_by_sha256(self):
        layout = self.folder / "layout"
        name = self.registry.name("fleet/sources", self.tag)
        tool.run("skopeo", "copy", "--quiet", "--all", "--src-tls-verify=false", name, f"oci:{layout}:sources")
        self.assertLessEqual(self.hashes.keys(), {file.name for file in (layout / "blobs/sha256").iterdir()})

    def test_3_a_killed_pull_goes_on_where_it_was(self):
        part = self.pulled / f".{self.large}.part"

        def midway() -> bool:
            return bool(self.visible()) and part.exists() and part.stat().st_size > 1_000_000

        self.kill_when(midway, "archive", "pull", self.repository, self.pulled)
        self.assertNotIn(self.large, self.visible())
        self.assert_right(self.visible())
        done = len(self.visible())
        # by the tag alone, without a checkout
        pull = ("archive", "pull", self.repository, self.pulled, "--tag", self.tag, "--json")
        again = json.loads(tool.run("gen-lock", "-C", "/", *pull))
        self.assertEqual(again["pulled"], len(self.hashes) - done)
        self.assertRegex(self.registry.server.log.read_text(), rf'"GET /v2/\S*{self.large} HTTP/1.1" 206 ')
        self.assertEqual({file.name for file in self.pulled.iterdir()}, self.hashes.keys())
        self.assert_right(self.visible())

    def test_4_what_was_damaged_comes_again(self):
        small = min(self.hashes, key=self.hashes.__getitem__)
        _damage(self.pulled / small)
        (self.pulled / self.large).rename(self.pulled / f".{self.large}.part")
        _damage(self.pulled / f".{self.large}.part")
        self.assertEqual(self.report("pull", self.repository, self.pulled)["pulled"], 2)
        self.assertEqual(self.visible(), self.hashes.keys())
        self.assert_right(self.visible())
        self.assertEqual(self.report("pull", self.repository, self.pulled)["pulled"], 0)

    def test_5_a_killed_fetch_goes_on_and_gives_the_same_store_paths(self):
        elsewhere = {"NIX_REMOTE": f"local?root={self.folder / 'store'}", "XDG_CACHE_HOME": str(self.folder / "cache")}
        paths = [project.source(locator) for locator in self.sources]
        stored = [self.folder / "store" / str(path).lstrip("/") for path in paths]
        begun = self.folder / "cache/gen-lock" / self.large

        def midway() -> bool:
            return any(file.stat().st_size > 1_000_000 for file in begun.glob("*"))

        fetch = ("fetch", "--offline", "--from", f"oci://{self.repository}")
        self.kill_when(midway, *fetch, **elsewhere)
        tool.succeeded(self.attempt(*fetch, **elsewhere))
        locked = [content["sha256"] for content in self.sources.values()]
        self.assertEqual([_sha256(path) for path in stored], locked)
        tool.run("nix-store", "--check-validity", *paths, env=tool.environment(**elsewhere))
        self.assertEqual(list((self.folder / "cache/gen-lock").iterdir()), [])

    def test_6_other_bytes_are_refused_and_nothing_of_them_stays(self):
        small = min(self.hashes, key=self.hashes.__getitem__)
        data = self.registry.data / f"docker/registry/v2/blobs/sha256/{small[:2]}/{small}/data"
        whole = data.read_bytes()
        self.addCleanup(data.write_bytes, whole)
        _damage(data)
        target = self.folder / "refused"
        ended = self.attempt("archive", "pull", self.repository, target)
        self.assertEqual(ended.returncode, 2)
        self.assertIn(f"sends different bytes: want sha256:{small}", ended.stderr)
        self.assertFalse((target / small).exists())

    def test_7_what_is_nowhere_is_named_with_what_to_do(self):
        content = {"sha256": "0" * 64, "size": 1}
        self.lock(self.sources | {"cargo:lost-1.0.0.crate": content})
        self.addCleanup(self.lock, self.sources)
        for ended, code, words in (
            (self.attempt("archive", "push", self.repository), 1, "such as `cargo:lost-1.0.0.crate`\n\nhint: run `gen-lock fetch`"),
            (self.attempt("archive", "pull", self.repository, self.pulled), 2, f"has no blob sha256:{'0' * 64}"),
            (self.attempt("fetch", "--offline", "--from", self.pulled), 2, "`cargo:lost-1.0.0.crate`: it is in none of the places"),
            (self.attempt("fetch", "--from", "oci://127.0.0.1:1/a/b"), 2, "`127.0.0.1:1` cannot be reached"),
            (self.attempt("fetch", "--from", "ftp://a/b"), 2, "want a folder or `oci://REGISTRY/ORG/sources`"),
        ):
            self.assertEqual(ended.returncode, code, ended.stderr)
            self.assertIn(words, ended.stderr)
        self.assertEqual(self.visible(), self.hashes.keys())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damage(path: Path) -> None:
    with path.open("r+b") as file:
        first = file.read(1)[0]
        file.seek(0)
        file.write(bytes([first ^ 1]))


if __name__ == "__main__":
    unittest.main()
