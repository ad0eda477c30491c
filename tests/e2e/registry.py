"""A registry on a free port of the loopback interface, its data in a folder of the test."""

import hashlib
import json
import re
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path

import access_log
import loopback
from access_log import Request
from service_process import ServiceProcess

SETTINGS = """
version: 0.1
log: {{level: warn, accesslog: {{disabled: false}}}}
storage: {{filesystem: {{rootdirectory: {data}}}, delete: {{enabled: {deletes}}}}}
http: {{addr: "127.0.0.1:{port}"}}
"""
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
# Who asks for the tests themselves
TESTS = "the tests"
PATIENCE = 10.0
_marks = count()
# What it sent, by its own access log
SENT = re.compile(r'"GET /v2/(\S+)/(?:blobs|manifests)/(\S+) HTTP/[0-9.]+" 200 (\d+)')


class Registry:
    def __init__(self, folder: Path, deletes: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        self.port = loopback.free_port()
        self.data = folder / "registry"
        settings = folder / "registry.yml"
        settings.write_text(SETTINGS.format(data=self.data, port=self.port, deletes=str(deletes).lower()))
        self.server = ServiceProcess(folder / "registry.log", "docker-registry", "serve", settings)
        self.server.wait_until(lambda: loopback.answers(self.port))

    def name(self, repository: str, tag: str) -> str:
        return f"docker://127.0.0.1:{self.port}/{repository}:{tag}"

    def blob(self, digest: str) -> Path:
        """Where its bytes are on disk."""
        algorithm, _, hexadecimal = digest.partition(":")
        return self.data / "docker/registry/v2/blobs" / algorithm / hexadecimal[:2] / hexadecimal / "data"

    def blobs(self) -> set[str]:
        return {f"sha256:{path.parent.name}" for path in self.data.glob("docker/registry/v2/blobs/sha256/*/*/data")}

    def stored(self, organisation: str) -> dict[str, int]:
        """The blobs of an organisation's repositories, with their sizes."""
        repositories = self.data / "docker/registry/v2/repositories" / organisation
        links = repositories.glob("*/_layers/sha256/*/link")
        digests = {f"sha256:{link.parent.name}" for link in links}
        return {digest: self.blob(digest).stat().st_size for digest in digests}

    def requests(self) -> list[Request]:
        """All that were answered so far, but those of the tests."""
        mark, end = f"/v2/?mark={next(_marks)}", time.monotonic() + PATIENCE
        self._ask("GET", mark)
        while time.monotonic() < end:
            found = access_log.read(self.server.log.read_text())
            # A line is written after its answer was sent.
            if any(request.path == mark for request in found):
                return [request for request in found if request.agent != TESTS]
            time.sleep(0.05)
        raise AssertionError(f"`{self.server.log}` has no line of `{mark}`")

    def tags(self, repository: str) -> set[str]:
        """Those of images, without the lists of what is said of them."""
        _, _, body = self._ask("GET", f"/v2/{repository}/tags/list")
        return {tag for tag in json.loads(body).get("tags") or () if not tag.startswith("sha256-")}

    def manifest(self, repository: str, reference: str) -> tuple[str, dict] | None:
        """Its digest and its content."""
        status, headers, body = self._ask("GET", f"/v2/{repository}/manifests/{reference}")
        return (headers["Docker-Content-Digest"], json.loads(body)) if status == 200 else None

    def put_index(self, repository: str, tag: str, of: str) -> None:
        """A list of one manifest, which has another tag."""
        _, headers, body = self._ask("GET", f"/v2/{repository}/manifests/{of}")
        one = {"mediaType": MANIFEST, "digest": headers["Docker-Content-Digest"], "size": len(body)}
        listed = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [one]}).encode()
        self.put_manifest(repository, tag, listed, INDEX)

    def put_manifest(self, repository: str, tag: str, document: bytes, kind: str = MANIFEST) -> None:
        """A manifest, or a list, as some other tool would write it."""
        self._put(f"/v2/{repository}/manifests/{tag}", document, kind)

    def put_blob(self, repository: str, data: bytes) -> str:
        """A blob in one request; its digest."""
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        _, headers, _ = self._ask("POST", f"/v2/{repository}/blobs/uploads/")
        _, _, place = headers["Location"].partition("/v2/")
        self._put(f"/v2/{place}&digest={digest}", data, "application/octet-stream")
        return digest

    def lacks(self, repository: str, manifest: dict) -> list[str]:
        """The blobs of a manifest that a pull would not get."""
        blobs = (manifest["config"], *manifest["layers"])
        return [blob["digest"] for blob in blobs if not self._has(repository, blob)]

    def sent(self) -> list[tuple[str, str, int]]:
        """Repository, digest or tag, and bytes of every blob and manifest that it gave, in its order."""
        return [(repository, name, int(size)) for repository, name, size in SENT.findall(self.server.log.read_text())]

    def stop(self) -> None:
        self.server.stop()

    def _has(self, repository: str, blob: dict) -> bool:
        status, headers, _ = self._ask("HEAD", f"/v2/{repository}/blobs/{blob['digest']}")
        return status == 200 and int(headers["Content-Length"]) == blob["size"]

    def _put(self, path: str, data: bytes, kind: str) -> None:
        status, _, said = self._ask("PUT", path, data, kind)
        if status != 201:
            raise AssertionError(f"`{path}`: {status} {said}")

    def _ask(self, method: str, path: str, data: bytes | None = None, kind: str = "") -> tuple[int, dict, bytes]:
        headers = {"Accept": f"{MANIFEST}, {INDEX}", "User-Agent": TESTS}
        headers |= {"Content-Type": kind} if kind else {}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()
