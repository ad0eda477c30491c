"""`gen-lock diff` between two real locks: what it claims is what the registry sends, and its page is whole by itself."""

import json
import re
import shutil
import subprocess
import unittest
from functools import cache
from pathlib import Path

import folder
import project
import tool
from checkout import IGNORED, Checkout
from devtools import Page
from layout import Layout, shadow
from registry import Registry

WHEEL = ("gunicorn", "21.2.0", "22.0.0")
FAMILY = "family-web"
DEB = "haproxy"
RED = bytes.fromhex("c8102e")
LIGHT, DARK = bytes.fromhex("f6f7f9"), bytes.fromhex("0d1117")
PLAIN = ("--quiet", "--src-tls-verify=false", "--dest-tls-verify=false", "--preserve-digests")
POLICY = 'upgrade = "warn"\nsame-version-other-hash = "deny"\nbytes-per-machine = { deny = "1 GB" }\n'


@cache
def before() -> Checkout:
    """The project one wheel and one deb earlier, built and recorded."""
    checkout = Checkout(folder.of_run() / "before")
    name, old, new = WHEEL
    checkout.edit(f"families/{FAMILY}/requirements.in", f"{name}=={new}", f"{name}=={old}")
    tool.run("gen-lock", "-C", checkout.path, "refresh", "--family", FAMILY, "--package", name, "--no-build")
    earlier_deb(checkout, DEB)
    tool.run("gen-lock", "-C", checkout.path, "refresh", "--locked")
    return checkout


def earlier_deb(checkout: Checkout, name: str) -> None:
    """Locks the version of Debian's release in place of the one of its security archive."""
    file = checkout.path / "families/debian-lock.json"
    lock = json.loads(file.read_text())
    locked = lock["packages"][name]
    said = tool.run("apt-cache", "show", "--all-versions", name)
    found = [dict(re.findall(r"(?m)^(\w+): (.*)$", stanza)) for stanza in said.split("\n\n") if stanza.strip()]
    (deb,) = [one for one in found if one["Filename"].startswith("pool/main/") and one["SHA256"] != locked["sha256"]]
    locked |= {"path": deb["Filename"], "sha256": deb["SHA256"], "size": int(deb["Size"])}
    locked |= {"version": deb["Version"], "source_version": deb["Version"]}
    file.write_text(json.dumps(lock, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def attempt(*arguments: str | Path, root: Path = project.ROOT) -> subprocess.CompletedProcess:
    return tool.attempt("gen-lock", "-C", root, "diff", *arguments)


def diff(*arguments: str | Path) -> str:
    return tool.succeeded(attempt(*arguments)).stdout


@cache
def changes() -> dict:
    return json.loads(diff(before().path, project.ROOT, "--json"))


class Claims(unittest.TestCase):
    maxDiff = None

    def test_the_two_packages_and_whom_they_concern(self):
        packages = {one["name"]: one for one in changes()["packages"]}
        self.assertEqual(set(packages), {WHEEL[0], DEB})
        self.assertEqual({one["turn"] for one in packages.values()}, {"up"})
        self.assertEqual([packages[DEB]["ways"], packages[WHEEL[0]]["ways"]], [[[DEB]], [[WHEEL[0]]]])
        concerned = packages[WHEEL[0]]["reach"]
        self.assertEqual(concerned["families"], [FAMILY])
        on = [row for machine in project.machines() for row in project.services(machine).values()]
        rows = sorted({row["name"] for row in on if row["family"] == FAMILY})
        self.assertEqual(concerned["services"], rows)
        self.assertEqual({one["name"] for one in changes()["layers"]}, {f"{FAMILY}-wheels", "docker-proxy-debs"})
        self.assertEqual(changes()["notes"], [])

    def test_a_machine_pulls_what_the_registry_sends(self):
        registry = Registry(folder.of_test(self))
        self.addCleanup(registry.stop)
        claims = {one["machine"]: one for one in changes()["machines"]}
        self.assertEqual(set(claims), set(project.machines()))
        for machine, claim in claims.items():
            self.assertTrue(claim["exact"])
            self.assertGreater(claim["images"], 1)
            blobs, size = self.pulled(registry, machine)
            self.assertEqual((claim["blobs"], claim["bytes"]), (blobs, size), machine)
            print(f"{machine}: {claim['images']} images, {blobs} blobs, {size} bytes, as the registry says", flush=True)

    def pulled(self, registry: Registry, machine: str) -> tuple[int, int]:
        """Has skopeo copy every new image to where the old ones are; gives what the registry sent."""
        old = Layout(project.build(f"{machine}-fleet", str(before().path)))
        new = Layout(project.build(f"{machine}-fleet"))
        there = {image.digest for image in old.images.values()}
        refs = sorted(ref for ref, image in new.images.items() if image.digest not in there)
        for ref in refs:
            tool.run("skopeo", "copy", *PLAIN, f"oci:{new.path}:{ref}", registry.name(f"{machine}-{ref}", "new"))
        have = shadow(old, folder.of_test(self) / machine)
        begin = len(registry.sent())
        for ref in refs:
            tool.run("skopeo", "copy", *PLAIN, registry.name(f"{machine}-{ref}", "new"), f"oci:{have.path}:{ref}")
        sent = registry.sent()[begin:]
        self.assertEqual(len(sent), len(set(sent)), "nothing is sent twice")
        return len(sent), sum(size for _, _, size in sent)

    def test_markdown_and_text_name_them(self):
        for kind in ("markdown", "text"):
            said = diff(before().path, "--format", kind)
            self.assertIn(f"{WHEEL[1]} → {WHEEL[2]}", said)
            self.assertIn(DEB, said)
            self.assertIn("docker-proxy-debs", said)
            self.assertNotIn("\x1b", said)

    def test_a_build_lock_alone_says_the_same_of_machines(self):
        locks = [path / "build-lock.json" for path in (before().path, project.ROOT)]
        alone = json.loads(diff(*locks, "--json"))
        self.assertEqual(alone["machines"], changes()["machines"])
        self.assertEqual({one["name"] for one in alone["packages"]}, {WHEEL[0], DEB})
        self.assertEqual(len(alone["notes"]), 1)

    def test_commits_say_what_their_checkouts_say(self):
        repository = folder.of_test(self) / "repository"
        git = ("git", "-C", repository)
        tool.run("git", "init", "--quiet", repository)
        for source in (before().path, project.ROOT):
            for name in ("families", "services"):
                shutil.rmtree(repository / name, ignore_errors=True)
                shutil.copytree(source / name, repository / name, ignore=IGNORED)
            shutil.copyfile(source / "build-lock.json", repository / "build-lock.json")
            tool.run(*git, "add", "--all")
            author = ("-c", "user.name=test", "-c", "user.email=test@localhost")
            tool.run(*git, *author, "commit", "--quiet", "--message", "state")
        of_commits = json.loads(tool.succeeded(attempt("HEAD~1", "HEAD", "--json", root=repository)).stdout)
        for key in ("packages", "layers", "images", "machines", "reach", "notes"):
            self.assertEqual(of_commits[key], changes()[key], key)
        self.assertRegex(of_commits["old"]["name"], r"^HEAD~1 \([0-9a-f]{12}\)$")
        ended = attempt("nothing", root=repository)
        self.assertEqual(ended.returncode, 2)


class Advised(unittest.TestCase):
    """What a database knows of the wheel's earlier version is fixed by the one and brought by the other way."""

    def setUp(self) -> None:
        self.folder = folder.of_test(self)
        name, _, fixed = WHEEL
        # A database lacks no ecosystem that images have packages of.
        for ecosystem, package in (("PyPI", name), ("Debian:12", "nothing-of-ours")):
            ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}]
            record = {
                "id": f"GHSA-{package}",
                "aliases": ["CVE-2026-0001"],
                "modified": "2026-01-02T03:04:05Z",
                "database_specific": {"severity": "HIGH"},
                "affected": [{"package": {"ecosystem": ecosystem, "name": package}, "ranges": ranges}],
            }
            place = self.folder / "osv" / ecosystem
            place.mkdir(parents=True)
            (place / f"GHSA-{package}.json").write_text(json.dumps(record))
        self.words = ("--database", self.folder / "osv")

    def test_both_ways(self):
        found = []
        for states, key in (((before().path, project.ROOT), "fixed"), ((project.ROOT, before().path), "introduced")):
            told = json.loads(diff(*states, *self.words, "--json"))["advisories"]
            found.append({one["id"]: (one["package"], one["severity"]) for one in told.pop(key)})
            self.assertEqual([told[other] for other in ("fixed", "introduced") if other in told], [[]])
        self.assertEqual(found, [{"CVE-2026-0001": (WHEEL[0], "HIGH")}] * 2)
        for kind in ("text", "markdown", "html"):
            self.assertIn("CVE-2026-0001", diff(before().path, project.ROOT, *self.words, "--format", kind))

    def test_a_policy_may_deny_what_is_brought(self):
        policy = self.folder / "policy.toml"
        policy.write_text('introduced-advisory = "deny"\n')
        for states, code in (((before().path, project.ROOT), 0), ((project.ROOT, before().path), 1)):
            ended = attempt(*states, *self.words, "--policy", policy)
            self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)

    def test_a_build_lock_alone_cannot_be_asked_about(self):
        ended = attempt(before().path / "build-lock.json", project.ROOT, *self.words)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("is only a build lock", ended.stderr)


class InARegistry(unittest.TestCase):
    """What was pushed is compared without any checkout."""

    maxDiff = None
    image = "pc2-docker-proxy"

    def setUp(self) -> None:
        self.folder = folder.of_test(self)
        self.registry = Registry(self.folder)
        self.addCleanup(self.registry.stop)
        self.address = f"127.0.0.1:{self.registry.port}/fleet"

    def push(self, checkout: Checkout, day: str) -> str:
        tag = checkout.commit(day)
        tool.run("gen-lock", "-C", checkout.path, "push", self.address, "--image", self.image)
        return tag

    def test_an_image_and_a_release_by_their_tags(self):
        first = Checkout(self.folder / "first")
        for name in ("families", "nix/generated"):
            shutil.rmtree(first.path / name)
            shutil.copytree(before().path / name, first.path / name)
        shutil.copyfile(before().path / "build-lock.json", first.path / "build-lock.json")
        tags = self.push(first, "2024-06-15"), self.push(Checkout(self.folder / "second"), "2024-06-16")
        nowhere = self.folder / "nowhere"
        nowhere.mkdir()
        for name, packages, layers in (
            (self.image, {DEB}, {"docker-proxy-debs"}),
            ("build-lock", {WHEEL[0], DEB}, {f"{FAMILY}-wheels", "docker-proxy-debs"}),
        ):
            with self.subTest(name):
                states = [f"docker://{self.address}/{name}:{tag}" for tag in tags]
                said = json.loads(tool.succeeded(attempt(*states, "--json", root=nowhere)).stdout)
                self.assertEqual({one["name"] for one in said["packages"]}, packages)
                self.assertEqual({one["name"] for one in said["layers"]}, layers)
                self.assertEqual([said["old"]["name"], said["new"]["name"]], states)
        (wanted,) = [one for one in changes()["images"] if one["name"] == self.image]
        states = [f"docker://{self.address}/{self.image}:{tag}" for tag in tags]
        said = json.loads(tool.succeeded(attempt(*states, "--json", root=nowhere)).stdout)
        self.assertEqual([one["name"] for one in said["images"]], [wanted["name"]])
        self.assertEqual((said["machines"][0]["machine"], said["machines"][0]["images"]), ("pc2", 1))

    def test_what_is_not_there_is_said(self):
        tag = self.push(Checkout(self.folder / "checkout"), "2024-06-15")
        for name, wanted in (
            (f"{self.image}:none", "does not exist"),
            (f"pc2-family-web:{tag}", "does not exist"),
            (f"pc2-nobody:{tag}", "has no image `pc2-nobody`"),
        ):
            ended = attempt(f"docker://{self.address}/{name}")
            self.assertEqual(ended.returncode, 2, ended.stdout)
            self.assertIn(wanted, ended.stderr)
        # Another image under the tag is not what the release's lock speaks of.
        copied = (f"oci:{project.build('pc2-redis')}", self.registry.name(f"fleet/{self.image}", tag))
        tool.run("skopeo", "copy", *PLAIN[:1], *PLAIN[2:], *copied)
        ended = attempt(f"docker://{self.address}/{self.image}:{tag}")
        self.assertEqual(ended.returncode, 2, ended.stdout)
        self.assertIn("is not the image in the lock of its release", ended.stderr)


class Altered(unittest.TestCase):
    """The same version with another hash, as a mirror that was broken into would give it."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.checkout = Checkout(cls.folder / "altered")
        cls.checkout.edit_hash(f"families/{FAMILY}/pylock.toml", WHEEL[0])
        tool.succeeded(cls.checkout.generate())
        cls.policy = cls.folder / "policy.toml"
        cls.policy.write_text(POLICY)
        cls.page = cls.folder / "diff.html"
        tool.run("gen-lock", "diff", project.ROOT, cls.checkout.path, "--format", "html", "--out", cls.page)
        cls.good = cls.folder / "good.html"
        tool.run("gen-lock", "diff", before().path, project.ROOT, "--format", "html", "--out", cls.good)

    def open(self, file: Path, **options) -> Page:
        page = Page(file.as_uri(), **options)
        self.addCleanup(page.close)
        return page

    def test_the_policy_denies_it_and_allows_the_rest(self):
        ended = attempt(project.ROOT, self.checkout.path, "--policy", self.policy)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertRegex(ended.stdout, rf"(?m)^deny +same-version-other-hash +`{WHEEL[0]}`")
        self.assertIn("the outputs of", ended.stdout)
        ended = attempt(before().path, project.ROOT, "--policy", self.policy)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertRegex(ended.stdout, rf"(?m)^warn +upgrade +`{DEB}`")

    def test_a_wrong_policy_has_its_place(self):
        self.policy.with_name("wrong.toml").write_text('upgrade = "warn"\ndowngrade = 3\n')
        ended = attempt(project.ROOT, "--policy", self.policy.with_name("wrong.toml"))
        self.assertEqual(ended.returncode, 2)
        self.assertIn("wrong.toml:2:13: ", ended.stderr)

    def test_its_row_is_red_and_no_other_is(self):
        altered, good = self.open(self.page), self.open(self.good)
        row = f'tr[data-package="{WHEEL[0]}"]'
        red = altered.picture(self.folder / "row.png", row).count(RED)
        self.assertGreater(red, 300)
        self.assertEqual(good.picture(self.folder / "good-row.png", row).count(RED), 0)
        altered.picture(self.folder / "altered.png")
        good.picture(self.folder / "good.png")

    def test_dark_is_dark_and_red_stays_red(self):
        light, dark = self.open(self.page), self.open(self.page, dark=True)
        pictures = [page.picture(self.folder / f"{name}.png") for page, name in ((light, "light"), (dark, "dark"))]
        for picture, back, other in zip(pictures, (LIGHT, DARK), (DARK, LIGHT), strict=True):
            colors = picture.colors()
            self.assertGreater(colors[back], picture.width * picture.height // 20)
            self.assertLess(colors[other], 50)
            self.assertGreater(colors[RED], 300)

    def test_nothing_is_asked_of_anybody(self):
        page = self.open(self.good)
        self.assertEqual(page.requests, [self.good.as_uri()])
        # A style that was refused would be said here.
        self.assertEqual(page.said, [])
        text = self.good.read_text()
        self.assertNotIn("<script", text)
        self.assertNotRegex(text, r"https?://")

    def test_every_part_is_reached_by_keyboard(self):
        page = self.open(self.good)
        seen = []
        for _ in range(400):
            page.press("Tab")
            seen.append(page.evaluate(FOCUSED))
            if len(seen) > 1 and seen[-1] == "body":
                break
        self.assertEqual(seen[0], "a #packages")
        for wanted in ("a #shared", "div packages", "div machines", "div layers", "summary mainpc", "div shared"):
            self.assertTrue(any(one.startswith(wanted) for one in seen), (wanted, seen))
        tiles = [one for one in seen if one.startswith("a #layer-")]
        self.assertGreater(len(tiles), 3, seen)

    def test_the_chosen_image_is_mapped_and_its_layer_opens(self):
        page = self.open(self.good)
        shown = "[...document.querySelectorAll('.map')].filter(map => map.offsetParent).map(map => map.id)"
        (first,) = page.evaluate(shown)
        other = page.evaluate(f"[...document.querySelectorAll('.map')].map(map => map.id).find(id => id !== '{first}')")
        chosen = f"document.querySelector('.choice a[href=\"#{other}\"]')"
        page.evaluate(f"{chosen}.closest('details').open = true; {chosen}.focus()")
        page.press("Enter")
        page.until(f"location.hash === '#{other}'")
        self.assertEqual(page.evaluate(shown), [other])
        tile = f"document.querySelector('#{other} svg a')"
        page.evaluate(f"{tile}.focus()")
        page.press("Enter")
        page.until("location.hash.startsWith('#layer-')")
        page.until("document.querySelector(location.hash).closest('details').open")


FOCUSED = """(e => {
  if (!e || e === document.body) return 'body';
  const to = e.getAttribute('href') || e.getAttribute('aria-labelledby') || e.textContent.trim();
  return `${e.tagName.toLowerCase()} ${to}`;
})(document.activeElement)"""


if __name__ == "__main__":
    unittest.main()
