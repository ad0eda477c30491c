"""`kill -9` in the midst of fetch, push and refresh: what is there is whole, and the next run ends right."""

import hashlib
import json
import random
import shutil
import time
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import folder
import killed
import project
import tool
from checkout import Checkout
from killed import Call, Time
from layout import Layout
from registry import Registry
from source_index import SourceIndex

SEED = 20240615
RENAME, SYNC = "rename,renameat,renameat2", "fsync,fdatasync"
OPEN, WRITE = "openat", "write,pwrite64"
SEND, CLOSE = "sendto,writev,sendmsg", "close,shutdown"
REMOVE = "unlink,unlinkat,rmdir"
IMAGE = "pc2-base-python"
KILLS = 200


class Kills:
    """Kills of one command, and what must hold after each."""

    def __init__(self, name: str, wanted: int) -> None:
        self.name, self.wanted, self.random = name, wanted, random.Random(SEED)
        self.places: Counter[str] = Counter()
        self.problems: list[str] = []

    def begin(self) -> None:
        """From the start."""
        raise NotImplementedError

    def command(self) -> tuple[list[str | Path], dict[str, str]]:
        raise NotImplementedError

    def calls(self) -> list[Call]:
        """The system calls about which it is killed; the rest of the kills are at times."""
        raise NotImplementedError

    def problem(self, whole: bool) -> str:
        """What is not as it should be after a kill, or when a run has ended."""
        raise NotImplementedError

    def every(self, names: str) -> list[Call]:
        """Before and after each of these calls."""
        self.begin()
        count = killed.calls(names, *self.command())
        return [Call(names, number, after) for number in range(1, count + 1) for after in (False, True)]

    def some(self, names: str, most: int) -> list[Call]:
        """Some of them, by the seed."""
        points = self.every(names)
        return self.random.sample(points, min(most, len(points)))

    def all(self) -> None:
        for point in self.calls():
            self.at(point)
        self.begin()
        begin = time.monotonic()
        tool.run(*self.command()[0], env=self.command()[1])
        whole = time.monotonic() - begin
        # One that ended before its time is none.
        for _ in range(2 * self.wanted):
            if self.places.total() >= self.wanted:
                break
            self.at(Time(self.random.uniform(0.02, whole)))

    def at(self, point: Call | Time) -> None:
        self.begin()
        command, environment = self.command()
        if killed.run(point, command, environment):
            self.places[point.place] += 1
        found = self.problem(whole=False)
        ended = tool.attempt(*command, env=environment)
        if ended.returncode != 0:
            found += f"; the next run: {ended.stderr}"
        else:
            found += self.problem(whole=True)
        if found:
            self.problems.append(f"{self.name} {point}: {found}")


class Refresh(Kills):
    """Of a checkout whose table changed: every file is the old or the new one."""

    def __init__(self, place: Path) -> None:
        super().__init__("refresh", 50)
        self.checkout = Checkout(place / "refreshed")
        self.checkout.edit("services/fleet.toml", "port = 7200", "port = 7299")
        self.old = self.files()
        tool.run(*self.command()[0], env=self.command()[1])
        self.new = self.files()
        assert self.old != self.new, "the edit changes nothing"

    def files(self) -> dict[Path, bytes]:
        found = (path for path in self.checkout.path.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in found}

    def begin(self) -> None:
        for path, content in self.old.items():
            if self.new[path] != content:
                path.write_bytes(content)
        for path in self.files().keys() - self.old.keys():
            path.unlink()

    def command(self) -> tuple[list[str | Path], dict[str, str]]:
        return ["gen-lock", "-C", self.checkout.path, "refresh", "--locked", "--no-build"], tool.environment()

    def calls(self) -> list[Call]:
        return [*self.every(RENAME), *self.every(SYNC), *self.some(WRITE, 8)]

    def problem(self, whole: bool) -> str:
        found, now = [], self.files()
        for path in now.keys() | self.new.keys():
            aside = path.name.startswith(".gen-lock-") and not whole
            allowed = (self.new.get(path),) if whole else (self.new.get(path), self.old.get(path))
            if not aside and now.get(path) not in allowed:
                found.append(f"`{path}` is neither the old nor the new one")
        return "; ".join(found)


class Fetch(Kills):
    """Into an empty store that is made, from an index: what the store calls valid is right, and nothing stays behind."""

    def __init__(self, place: Path) -> None:
        super().__init__("fetch", 70)
        self.checkout, self.place = Checkout(place / "fetched"), place / "fetch"
        lock = project.build_lock()
        wheels = [item for item in lock["inputs"]["sources"].items() if item[0].startswith("pypi:")]
        wheels.sort(key=lambda item: item[1]["size"])
        large = next(item for item in wheels if item[1]["size"] > 3_000_000)
        self.sources = dict([*wheels[:4], large])
        inputs = lock["inputs"] | {"sources": self.sources, "seed": None}
        (self.checkout.path / "build-lock.json").write_text(json.dumps(lock | {"inputs": inputs}))
        self.paths = {str(project.source(locator)): content["sha256"] for locator, content in self.sources.items()}
        self.index = SourceIndex(list(self.sources))

    def begin(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        # Nix's own making of a store is not ours to judge.
        tool.run("nix-store", "--init", env=tool.environment(**self.elsewhere()))

    def command(self) -> tuple[list[str | Path], dict[str, str]]:
        words = ["gen-lock", "-C", self.checkout.path, "fetch", "--index-url", self.index.address]
        return words, tool.environment(**self.elsewhere())

    def elsewhere(self) -> dict[str, str]:
        return {"NIX_REMOTE": f"local?root={self.place}/store", "XDG_CACHE_HOME": f"{self.place}/cache"}

    def calls(self) -> list[Call]:
        files = [*self.every(SYNC), *self.some(REMOVE, 16)]
        return [*files, *self.some(WRITE, 16), *self.some(OPEN, 8)]

    def problem(self, whole: bool) -> str:
        paths = self.paths
        words = ("--check-validity", "--print-invalid", *paths)
        invalid = tool.run("nix-store", *words, env=tool.environment(**self.elsewhere())).split()
        wrong = [path for path in paths if path not in invalid and self.sha256(path) != paths[path]]
        found = [f"the store calls {wrong} valid"] if wrong else []
        if whole and invalid:
            found.append(f"the store lacks {invalid}")
        if whole and list((self.place / "cache/gen-lock").iterdir()):
            found.append("something is left in the cache")
        return "; ".join(found)

    def sha256(self, path: str) -> str:
        return hashlib.sha256((self.place / "store" / path.lstrip("/")).read_bytes()).hexdigest()


class Push(Kills):
    """To an empty organisation: a tag names a whole image, or is not there."""

    def __init__(self, place: Path) -> None:
        super().__init__("push", 80)
        self.registry, self.number = Registry(place / "registry"), 0
        self.checkout = Checkout(place / "pushed")
        self.tag = self.checkout.commit()
        self.digest = Layout(project.build(IMAGE)).image.digest

    def begin(self) -> None:
        self.number += 1

    def command(self) -> tuple[list[str | Path], dict[str, str]]:
        address = f"127.0.0.1:{self.registry.port}/fleet-{self.number}"
        return ["gen-lock", "-C", self.checkout.path, "push", address, "--image", IMAGE], tool.environment()

    def calls(self) -> list[Call]:
        return [*self.some(SEND, 32), *self.some(CLOSE, 8), *self.some(OPEN, 8)]

    def problem(self, whole: bool) -> str:
        repository = f"fleet-{self.number}/{IMAGE}"
        found = self.registry.manifest(repository, self.tag)
        if found is None:
            return "there is no tag" if whole else ""
        digest, manifest = found
        lacks = self.registry.lacks(repository, manifest)
        return f"the tag names {digest}, which lacks {lacks}" if lacks or digest != self.digest else ""


class Kill(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        place = folder.of_class(cls)
        cls.refresh = Refresh(place)
        cls.fetch = Fetch(place)
        cls.addClassCleanup(cls.fetch.index.stop)
        cls.push = Push(place)
        cls.addClassCleanup(cls.push.registry.stop)

    def test_nothing_half_written_is_taken_as_whole(self):
        begin, work = time.monotonic(), (self.refresh, self.fetch, self.push)
        with ThreadPoolExecutor(len(work)) as workers:
            list(workers.map(Kills.all, work))
        for kills in work:
            where = ", ".join(f"{count} {place}" for place, count in sorted(kills.places.items()))
            print(f"{kills.name}: {kills.places.total()} kills: {where}", flush=True)
        total = sum(kills.places.total() for kills in work)
        print(f"{total} kills, {time.monotonic() - begin:.0f} s", flush=True)
        self.assertEqual([problem for kills in work for problem in kills.problems], [])
        self.assertGreaterEqual(total, KILLS)
