"""New tags, as a registry lists them that stands in for a real one, well-behaved and not."""

import json
import unittest

from supervisor.tags import digest_of, newest

from .case import Center, SupervisorCase
from .machine import IMAGE, Box
from .server import Reply, Server

NAME = "pc2-cache-manager"
RUNS, NEWER, NEWEST = ("sha256:" + letter * 64 for letter in "abc")
OLD, NEW, LAST = "20240601-aaaaaaa", "20240615-bbbbbbb", "20240615-ccccccc"


class Shelf(Server):
    """A registry: `org/name` → tag → digest."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {OLD: RUNS, "latest": NEWEST, "20240616": NEWEST, "v1": NEWEST}
        self.page = 100
        self.token: str | None = None
        self.realm = ""
        self.instead: Reply | None = None
        self.accepts: list[str] = []
        super().__init__()

    def reply(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        address, _, query = path.partition("?")
        if address == "/token":
            return Reply(body={"token": self.token})
        if self.token and headers.get("Authorization") != f"Bearer {self.token}":
            realm = self.realm or f"{self.url}/token"
            scope = f"repository:fleet/{NAME}:pull"
            challenge = f'Bearer realm="{realm}",service="shelf",scope="{scope}"'
            return Reply(401, {}, {"WWW-Authenticate": challenge})
        if self.instead:
            return self.instead
        if address == f"/v2/fleet/{NAME}/tags/list":
            return self.listed(query)
        tag = address.removeprefix(f"/v2/fleet/{NAME}/manifests/")
        self.accepts.append(headers.get("Accept", ""))
        return Reply(200, {}, {"Docker-Content-Digest": self.tags[tag]}) if tag in self.tags else Reply(404)

    def listed(self, query: str) -> Reply:
        last = query.partition("last=")[2]
        tags = sorted(tag for tag in self.tags if tag > last)
        more = len(tags) > self.page
        link = f'</v2/fleet/{NAME}/tags/list?n=1000&last={tags[self.page - 1]}>; rel="next"' if more else ""
        return Reply(200, {"name": NAME, "tags": tags[: self.page]}, {"Link": link} if link else {})


class RegistryCase(SupervisorCase):
    async def asyncSetUp(self) -> None:
        self.shelf, self.center = Shelf(), Center()
        self.addCleanup(self.shelf.stop)
        self.addCleanup(self.center.stop)

    async def look(self, *boxes: Box, **environment: str) -> None:
        told = {
            "FLEET_REGISTRY": "registry.example:5000/fleet",
            "REGISTRY_URL": self.shelf.url,
            "REGISTRY_SECONDS": "0.2",
            "OBSERVABILITY_URL": self.center.url,
        }
        await self.supervise(*(boxes or [Box(NAME)]), **(told | environment))

    def told(self) -> list[dict[str, str]]:
        return [json.loads(body) for body in list(self.center.bodies)]

    async def until_looked(self, times: int = 2) -> None:
        before = self.lists()
        await self.until(lambda: self.lists() >= before + times, "it looks again")

    def lists(self) -> int:
        return sum("/tags/list?n=1000" in path and "last=" not in path for _, path in self.shelf.asked)

    async def until_new(self, tag: str, digest: str) -> None:
        await self.until(lambda: self.shown().get("new_tag") == {"tag": tag, "digest": digest}, f"`{tag}` is new")

    async def until_failure(self, words: str) -> None:
        await self.until(
            lambda: words in self.status()["registry"]["failures"].get(NAME, ""), f"a failure that says `{words}`"
        )


class NewTags(RegistryCase):
    async def test_are_told_once_and_shown(self):
        await self.look()
        await self.until_looked()
        self.assertIsNone(self.shown()["new_tag"])
        self.shelf.tags[NEW] = NEWER
        await self.until_new(NEW, NEWER)
        await self.until_looked(3)
        events = self.told()
        self.assertEqual([(event["kind"], event["service"]) for event in events], [("new-tag", "cache-manager")])
        self.assertIn(f"`{NEW}` is {NEWER}", events[0]["message"])
        self.assertEqual([path for method, path in self.machine.asked if method == "POST"], [])
        self.assertIn("application/vnd.oci.image.manifest.v1+json", self.shelf.accepts[-1])
        self.assertIn("application/vnd.docker.distribution.manifest.v2+json", self.shelf.accepts[-1])

    async def test_of_the_digest_that_runs_are_none(self):
        self.shelf.tags[NEW] = RUNS
        await self.look()
        await self.until_looked()
        self.assertEqual((self.shown()["new_tag"], self.told()), (None, []))

    async def test_of_the_day_of_what_runs_are_those_that_come_later(self):
        self.shelf.tags |= {NEW: RUNS, "20240615-fffffff": NEWEST}
        await self.look()
        await self.until_looked()
        self.assertEqual(self.told(), [])
        self.shelf.tags[LAST] = NEWER
        await self.until_new(LAST, NEWER)

    async def test_are_gone_when_they_are_rolled_out(self):
        self.shelf.tags[NEW] = NEWER
        await self.look()
        await self.until_new(NEW, NEWER)
        self.machine.boxes[NAME] = Box(NAME, image=f"registry.example:5000/fleet/{NAME}@{NEWER}")
        await self.until(lambda: self.shown().get("new_tag", "") is None, "nothing is new")

    async def test_of_many_pages(self):
        self.shelf.page = 2
        self.shelf.tags |= {f"202401{day:02}-aaaaaaa": RUNS for day in range(1, 10)} | {NEW: NEWER}
        await self.look()
        await self.until_new(NEW, NEWER)

    async def test_behind_a_token_for_anybody(self):
        self.shelf.token = "abc"
        self.shelf.tags[NEW] = NEWER
        await self.look()
        await self.until_new(NEW, NEWER)
        self.assertIn("/token?service=shelf&scope=repository%3Afleet%2Fpc2-cache-manager%3Apull", self.paths())

    async def test_of_what_was_never_pushed(self):
        await self.look(Box("pc2-other"))
        await self.until_looked()
        self.assertEqual(self.status()["registry"]["failures"], {})

    def paths(self) -> list[str]:
        return [path for _, path in self.shelf.asked]


class Forced(RegistryCase):
    async def test_tags_are_not_compared(self):
        await self.look(FORCE_IMAGE_TAG="20240601-aaaaaaa")
        await self.until_state("healthy")
        about = self.status()["registry"]
        self.assertEqual(about["forced_tag"], "20240601-aaaaaaa")
        self.assertIn("digests are not compared", about["note"])
        self.assertEqual(self.shelf.asked, [])

    async def test_an_image_without_a_digest(self):
        await self.look(Box(NAME, image="registry.example:5000/fleet/x:latest"))
        await self.until_failure("no digest to compare")


class HostileRegistry(RegistryCase):
    async def test_garbage(self):
        await self.look()
        for body in (b"", b"[" * 100_000, b'{"tags":7}', b'{"tags":{"a":1}}', b"null", b"\xff"):
            self.shelf.instead = Reply(200, body)
            await self.until_failure("")
            await self.until_looked()
        self.shelf.instead = Reply(200, b'{"tags":[1,null,{},"20240615-bbbbbbb/../x","x"]}')
        await self.until_looked()
        self.assertEqual(self.told(), [])
        self.shelf.instead = None
        self.shelf.tags[NEW] = NEWER
        await self.until_new(NEW, NEWER)

    async def test_more_than_is_read(self):
        self.shelf.instead = Reply(200, b" " * 2_000_000)
        await self.look()
        await self.until_failure("more than")

    async def test_pages_without_end(self):
        self.shelf.instead = Reply(200, {"tags": ["x"]}, {"Link": '</v2/fleet/x/tags/list?n=1>; rel="next"'})
        await self.look()
        await self.until_looked()
        self.assertEqual(self.told(), [])

    async def test_a_page_elsewhere(self):
        link = {"Link": f'<{self.center.url}/v2/steal>; rel="next"'}
        self.shelf.instead = Reply(200, {"tags": [OLD]}, link)
        await self.look()
        await self.until_looked()
        self.assertNotIn(("GET", "/v2/steal"), self.center.asked)

    async def test_a_digest_that_is_none(self):
        self.shelf.tags[NEW] = "sha256:short"
        await self.look()
        await self.until_failure("the digest of")

    async def test_a_realm_elsewhere(self):
        self.shelf.token, self.shelf.realm = "abc", f"{self.center.url}/token"
        await self.look()
        await self.until_failure("the registry wants credentials")
        self.assertEqual(self.center.asked, [])

    async def test_a_token_that_is_none(self):
        self.shelf.token = "a\nb"
        await self.look()
        await self.until_failure("the registry's realm gives no token")

    async def test_away(self):
        self.shelf.stop()
        await self.look()
        await self.until_failure("ConnectError")


class Tags(unittest.TestCase):
    def test_newest_day(self):
        tags = [LAST, "20240615-BBBBBBB", OLD, NEW, "20240615-bbb", "x20240615-bbbbbbb", f"{NEW}\n", 7, None, "99"]
        self.assertEqual(newest(tags), [NEW, LAST])
        self.assertEqual(newest(["latest"]), [])

    def test_digest_of_an_image(self):
        self.assertEqual(digest_of(IMAGE.format(name="x")), RUNS)
        for image in ("", "x", "x:latest", "sha256:" + "a" * 64, "x@sha256:abc", "x@sha256:" + "A" * 64):
            self.assertIsNone(digest_of(image), image)
