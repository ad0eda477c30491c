"""Who may do what at a registry: gates for the fault proxy, and a service that trades names for tokens."""

import base64
import json
import secrets
import time
from urllib.parse import parse_qs, urlsplit

from fault_proxy import Asked, Exchange, FaultProxy, Reply, Rule
from loopback import HOST

PULLS = ("GET", "HEAD")


class Basic:
    """A gate for one name with its password."""

    def __init__(self, user: str, secret: str) -> None:
        self.wanted = basic(user, secret)

    def __call__(self, asked: Asked) -> Reply | None:
        if asked.headers.get("authorization") == self.wanted:
            return None
        return Reply(401, {"WWW-Authenticate": 'Basic realm="tests"'})


class Bearer:
    """A gate for tokens of a service, each good for some requests alone: those that its scopes allow."""

    def __init__(self, service: "TokenService") -> None:
        self.service = service

    def __call__(self, asked: Asked) -> Reply | None:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and self.service.takes(token, needs(asked)):
            return None
        challenge = f'Bearer realm="{self.service.address}",service="tests",error="invalid_token"'
        return Reply(401, {"WWW-Authenticate": challenge})


class TokenService:
    """`GET /token` with name and password, `POST /token` with a refresh token."""

    def __init__(self, user: str, secret: str, uses: int = 1 << 30, seconds: int = 60) -> None:
        self.wanted, self.secret, self.uses, self.seconds = basic(user, secret), secret, uses, seconds
        # by token: what it allows, how often yet, and until when
        self.tokens: dict[str, tuple[set[str], int, float]] = {}
        self.refused = 0
        # It answers everything itself.
        self.server = FaultProxy(0, [Rule("GET|POST", "^/token", self.grant, times=None)])
        self.address = f"http://{HOST}:{self.server.port}/token"

    @property
    def asked(self) -> list[Asked]:
        return self.server.asked

    def grant(self, exchange: Exchange) -> None:
        query = parse_qs(urlsplit(exchange.path).query)
        form = parse_qs(exchange.read().decode())
        known = exchange.headers.get("Authorization") == self.wanted or form.get("refresh_token") == [self.secret]
        if not known:
            return exchange.reply(Reply(401))
        token, scopes = secrets.token_urlsafe(), query.get("scope") or form["scope"][0].split(" ")
        with self.server.lock:
            self.tokens[token] = (set(allowed(scopes)), self.uses, time.monotonic() + self.seconds)
        answer = {"access_token" if form else "token": token, "expires_in": self.seconds}
        exchange.reply(Reply(200, {"Content-Type": "application/json"}, json.dumps(answer).encode()))

    def takes(self, token: str, needed: set[str]) -> bool:
        with self.server.lock:
            allows, uses, end = self.tokens.get(token, (set(), 0, 0.0))
            if uses == 0 or not needed <= allows or time.monotonic() > end:
                self.refused += 1
                return False
            self.tokens[token] = (allows, uses - 1, end)
            return True

    def stop(self) -> None:
        self.server.stop()


def basic(user: str, secret: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{secret}'.encode()).decode()}"


def allowed(scopes: list[str]) -> list[str]:
    """`repository:a:pull,push` as `a pull` and `a push`."""
    parted = (scope.split(":") for scope in scopes)
    return [f"{name} {action}" for _, name, actions in parted for action in actions.split(",")]


def needs(asked: Asked) -> set[str]:
    """What a request has to be allowed."""
    name = urlsplit(asked.path).path.removeprefix("/v2/").partition("/blobs/")[0].partition("/manifests/")[0]
    origin = parse_qs(urlsplit(asked.path).query).get("from", [])
    own = "delete" if asked.method == "DELETE" and "/manifests/" in asked.path else "push"
    return {f"{name} {'pull' if asked.method in PULLS else own}", *(f"{one} pull" for one in origin)}
