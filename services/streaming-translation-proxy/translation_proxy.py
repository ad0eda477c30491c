"""Relays a translation stream to CloudTranslationService: `/translate?source=en&target=de`."""

import re
from urllib.parse import urlencode, urlsplit

from relay import application
from relay.request import Refused, Request
from starlette.websockets import WebSocket

# BCP 47: a primary language of two or three letters, then script, region and variants.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def request(client: WebSocket, upstream: str) -> Request:
    """The upstream's address with both languages in its query."""
    languages = {name: _language(name, client.query_params.get(name, "")) for name in ("source", "target")}
    parts = urlsplit(upstream)
    query = "&".join(filter(None, (parts.query, urlencode(languages))))
    return Request(parts._replace(query=query).geturl())


def _language(name: str, value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise Refused(f"`{name}` must be a language tag, it is: `{value}`")
    return value


app = application("/translate", request)
