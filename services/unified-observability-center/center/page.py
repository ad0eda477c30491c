"""One page: every machine, what runs there, and what happened last. No script, nothing from elsewhere."""

import secrets
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from . import rows
from .service import Machine

LAST_EVENTS = 20
ROWS = 200
SHORT = 12
POLICY = "default-src 'none'; style-src 'nonce-{}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:SHORT]


def counts(machine: Machine) -> list[tuple[str, int]]:
    """How many are in each state and of each verdict but the good one, the empty ones left out."""
    states = [service.health for service in machine.services]
    verdicts = [machine.verdict(service) for service in machine.services]
    words = ("healthy", "unhealthy", "unreachable", "unknown", "missing")
    found = [(word, states.count(word)) for word in words]
    found += [(word, verdicts.count(word)) for word in ("drift", "unexpected", "forced tag")]
    return [(word, count) for word, count in found if count]


TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
TEMPLATES.filters["short"] = short
TEMPLATES.filters["counts"] = counts


def answer(
    own: str, machines: list[Machine], first: int, named: str, events: list[dict[str, str]], storage: str
) -> HTMLResponse:
    """The rows from `first` on, of the machine that is named, or of all."""
    nonce = secrets.token_urlsafe(16)
    found = rows.pick(machines, first, ROWS)
    facts = {"own": own, "machines": machines, "found": found, "rows": ROWS, "named": named}
    text = TEMPLATES.get_template("page.html").render(facts, events=events, storage=storage, nonce=nonce)
    headers = {
        "Content-Security-Policy": POLICY.format(nonce),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(text, headers=headers)
