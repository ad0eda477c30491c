"""Reads tags and digests of a registry (OCI distribution 1.1). No credentials: at most a token for anybody."""

import re
from urllib.parse import quote, urljoin, urlsplit

import httpx

from .answer import Answer, NoAnswer, ask

SECONDS = 10.0
MOST_PAGES = 20
MOST_TAGS = 20_000
MANIFESTS = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


class Registry:
    def __init__(self, url: str, organisation: str, client: httpx.AsyncClient) -> None:
        self.url = url
        self.organisation = organisation
        self.client = client

    async def tags(self, image: str) -> list[object]:
        """All of them; none for an image that was never pushed."""
        tags: list[object] = []
        url: str | None = f"{self._of(image)}/tags/list?n=1000"
        for _ in range(MOST_PAGES):
            answer = await self._ask("GET", url)
            if answer.status == 404:
                return []
            said = answer.json if answer.status == 200 else None
            page = said.get("tags") if isinstance(said, dict) else None
            if answer.status != 200 or not isinstance(page, list | None):
                raise NoAnswer(f"the tags of `{image}`: {answer.status}")
            tags += page or []
            url = self._next(url, answer)
            if url is None or len(tags) > MOST_TAGS:
                break
        return tags[:MOST_TAGS]

    async def digest(self, image: str, tag: str) -> str:
        address = f"{self._of(image)}/manifests/{quote(tag, safe='')}"
        answer = await self._ask("HEAD", address, {"Accept": ", ".join(MANIFESTS)})
        digest = answer.headers.get("Docker-Content-Digest", "")
        if answer.status != 200 or not DIGEST.fullmatch(digest):
            raise NoAnswer(f"the digest of `{image}:{tag}`: {answer.status}")
        return digest

    def _of(self, image: str) -> str:
        return f"{self.url}/v2/{self.organisation}/{quote(image, safe='')}"

    def _next(self, url: str, answer: Answer) -> str | None:
        """Another page is on the same registry, or it is none."""
        link = re.match(r'<([^>]*)>\s*;\s*rel="?next"?', answer.headers.get("Link", ""))
        following = urljoin(url, link[1]) if link else None
        return following if following and following.startswith(f"{self.url}/v2/") and following != url else None

    async def _ask(self, method: str, url: str, headers: dict[str, str] | None = None) -> Answer:
        answer = await ask(self.client, method, url, seconds=SECONDS, headers=headers)
        if answer.status != 401:
            return answer
        token = await self._token(answer.headers.get("WWW-Authenticate", ""))
        given = {**(headers or {}), "Authorization": f"Bearer {token}"}
        return await ask(self.client, method, url, seconds=SECONDS, headers=given)

    async def _token(self, challenge: str) -> str:
        """The token that the registry's realm gives to anybody."""
        scheme, _, rest = challenge.partition(" ")
        parameters = dict(PARAMETER.findall(rest[:4096]))
        realm = parameters.pop("realm", "")
        if scheme.lower() != "bearer" or not self._trusts(realm):
            raise NoAnswer("the registry wants credentials, and there are none")
        query = httpx.QueryParams({key: parameters[key] for key in ("service", "scope") if key in parameters})
        answer = await ask(self.client, "GET", f"{realm}?{query}", seconds=SECONDS)
        said = answer.json if answer.status == 200 else None
        token = (said.get("token") or said.get("access_token")) if isinstance(said, dict) else None
        if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]{1,16000}", token):
            raise NoAnswer(f"the registry's realm gives no token: {answer.status}")
        return token

    def _trusts(self, realm: str) -> bool:
        """Encrypted, or where the registry itself is."""
        try:
            parts = urlsplit(realm)
            return parts.scheme == "https" or parts[:2] == urlsplit(self.url)[:2]
        except ValueError:
            return False
