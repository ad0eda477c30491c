"""One push, or verification, through the fault proxy: what it has to come to, and what it came to."""

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import tool
from checkout import Checkout
from fault_proxy import FaultProxy, Rule
from layout import Image
from loopback import HOST
from registry import Registry

CHUNK = 16 << 20
BOTH = ("pc2-base-python", "pc2-base-utils")
PATIENCE = ("--registry-timeout", "2")


@dataclass(frozen=True)
class World:
    """What all cases share."""

    folder: Path
    registry: Registry
    checkout: Checkout
    tag: str
    # by name
    images: dict[str, Image]

    def stands(self, organisation: str, name: str) -> str:
        """What the tag names, at the registry itself: nothing, or an image with all its blobs."""
        repository = f"{organisation}/{name}"
        found = self.registry.manifest(repository, self.tag)
        if found is None:
            return "no tag"
        digest, manifest = found
        lacking = self.registry.lacks(repository, manifest)
        return "whole" if digest == self.images[name].digest and not lacking else f"{digest} lacks {lacking}"


@dataclass
class Case:
    name: str
    rules: list[Rule] = field(default_factory=list)
    # What it says when it fails; nothing where it ends right
    says: str = ""
    images: tuple[str, ...] = ("pc2-base-python",)
    command: str = "push"
    code: int = 2
    # Bytes of blobs that may be sent a second time
    again: int = 0
    # What else must hold when it is over
    holds: Callable[["Run"], object] = bool
    gate: Callable | None = None
    # The auth file, for the registry's port
    auth: Callable[[int], object] | None = None
    # Of programs that it finds
    folders: tuple[Path, ...] = ()
    # In front of gen-lock
    wrapper: tuple[str, ...] = ()
    # The one way in which blobs go up; by default whole, and otherwise where that fails
    way: str = ""


class Run:
    """A case as it ended."""

    def __init__(self, world: World, case: Case) -> None:
        self.world, self.case = world, case
        self.organisation = re.sub("[^a-z0-9]+", "-", case.name.lower()).strip("-")
        self.proxy = FaultProxy(world.registry.port, case.rules, case.gate)
        self.address = f"{HOST}:{self.proxy.port}/{self.organisation}"
        begin = time.monotonic()
        if case.command == "verify":
            self.again(f"{HOST}:{world.registry.port}/{self.organisation}")
        self.ended = self.gen_lock(case.command, self.address, case)
        self.seconds = time.monotonic() - begin
        self.proxy.closed.set()
        self.asked = list(self.proxy.asked)

    @cached_property
    def said(self) -> str:
        return self.ended.stdout + self.ended.stderr

    @cached_property
    def report(self) -> dict:
        return json.loads(self.ended.stdout)

    @cached_property
    def sent_again(self) -> int:
        """Bytes beyond what the registry has of it now, each blob once."""
        received = sum(asked.received for asked in self.asked if asked.is_upload)
        return received - sum(self.world.registry.stored(self.organisation).values())

    def gen_lock(self, command: str, address: str, case: Case) -> subprocess.CompletedProcess:
        words = [word for name in self.case.images for word in ("--image", name)]
        deep = ("--deep",) if command == "verify" else ("--upload", case.way) if case.way else ()
        with tempfile.NamedTemporaryFile("w", dir=self.world.folder, suffix=".json") as file:
            json.dump(case.auth(self.proxy.port) if case.auth else {}, file)
            file.flush()
            ours = {"REGISTRY_AUTH_FILE": file.name, "RUST_LOG": "trace", "RUST_BACKTRACE": "1"}
            program, *front = (*case.wrapper, "gen-lock")
            arguments = (*front, "-C", self.world.checkout.path, command, address, "--json")
            ours["PATH"] = os.pathsep.join((*map(str, case.folders), os.environ["PATH"]))
            environment = os.environ | ours
            return tool.attempt(program, *arguments, *PATIENCE, *deep, *words, env=environment)

    def again(self, address: str) -> None:
        """The same without faults has to end right."""
        tool.succeeded(self.gen_lock("push", address, Case(self.case.name)))

    def stands(self) -> dict[str, str]:
        return {name: self.world.stands(self.organisation, name) for name in self.case.images}

    def line(self) -> str:
        """For people."""
        if self.ended.returncode == 0:
            outcome = "ends right"
        else:
            # Nix tells of what it ignores when several evaluate at once.
            said = self.ended.stderr.rpartition("error: ")[2].split("\n\n")[0].strip()
            words = said or "; ".join(map(finding, self.report["mismatches"]))
            outcome = f"{self.ended.returncode}: " + re.sub(r"\bsha256:[0-9a-f]{64}\b", "sha256:…", words)
        extra = f", {self.sent_again / 1e6:.1f} MB sent again" if self.sent_again > 0 else ""
        return f"{self.case.name:52} {self.seconds:4.1f} s{extra}  {outcome}"


def finding(mismatch: dict) -> str:
    layer = f" of layer `{mismatch['layer']}`" if mismatch["layer"] else ""
    return f"{mismatch['claim']}{layer} in {mismatch['images'][0]}: want {mismatch['want']}, got {mismatch['got']}"
