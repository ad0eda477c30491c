"""Who may push: names, tokens, helpers. Whatever comes of it, the secret goes to the registry and to nobody else."""

import base64
from collections.abc import Callable
from pathlib import Path

import faults
from fault_proxy import Asked, Exchange, FaultProxy, Reply, Rule
from loopback import HOST
from push_case import BOTH, CHUNK, Case, Run, World
from token_service import Basic, Bearer, TokenService, basic

USER, SECRET = "pusher", "hunter2-the-secret"
ENCODED = base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
GIVES = f"""printf '{{"ServerURL":"x","Username":"{USER}","Secret":"{SECRET}"}}'"""
WRONG = base64.b64encode(f"{USER}:another".encode()).decode()
# The tests' own commands are told by their first line alone.
REFUSES = "denies access"


def all_of_them(world: World, until_end: Callable) -> list[Case]:
    def service(**limits: int) -> TokenService:
        started = TokenService(USER, SECRET, **limits)
        until_end(started.stop)
        return started

    def storage(*rules: Rule) -> FaultProxy:
        started = FaultProxy(world.registry.port, list(rules))
        until_end(started.stop)
        return started

    return [*names(world), *written(), *tokens(service), *elsewhere(service, storage)]


def logged_in(auth: str = ENCODED) -> Callable[[int], dict]:
    return lambda port: {"auths": {f"{HOST}:{port}": {"auth": auth}}}


def helped(name: str) -> Callable[[int], dict]:
    return lambda port: {"auths": {f"{HOST}:{port}": {}}, "credHelpers": {f"{HOST}:{port}": name}}


def names(world: World) -> list[Case]:
    gate = Basic(USER, SECRET)
    commands, log = world.folder / "bin", world.folder / "exec.log"
    commands.mkdir()
    for name in ("right", "store"):
        helper(commands, name, GIVES)
    helper(commands, "silent", "echo 'credentials not found in native keychain'; exit 1")
    helper(commands, "garbage", f"echo {SECRET}")
    helper(commands, "locked", f"echo the keyring is locked, not {SECRET}; exit 1")
    strace = ("strace", "-f", "-qq", "-v", "-s", "100000", "-e", "trace=execve", "-o", str(log))

    def with_helper(name: str, **more) -> Case:
        return Case(gate=gate, auth=helped(name), folders=(commands,), name=f"a helper, {more.pop('how')}", **more)

    def told_nobody(run: Run) -> bool:
        text = log.read_text()
        asked = (commands / "docker-credential-right.asked").read_text()
        arguments = (commands / "docker-credential-right.said").read_text()
        told = SECRET not in text and ENCODED not in text and "docker-credential-right" in text
        return told and (arguments, asked) == ("get", f"{HOST}:{run.proxy.port}\n")

    return [
        Case(
            "nobody is logged in",
            gate=gate, says=f"{REFUSES}: nobody is logged in\n\nhint: log in with .*skopeo login",
        ),
        Case("a password", gate=gate, auth=logged_in()),
        Case("another password", gate=gate, auth=logged_in(WRONG), says="answers 401\n\nhint: log in with"),
        Case("a password that is no base64", gate=gate, auth=logged_in(SECRET), says="is not the base64 of `name:password`"),
        Case("an auth file that is none", gate=gate, auth=lambda _: [SECRET], says="not an auth file: line 1, column "),
        Case("a password of the namespace", gate=gate, auth=lambda port: longest(port, "a-password-of-the-namespace")),
        with_helper("right", how="and no argument tells the secret", wrapper=strace, holds=told_nobody),
        with_helper("silent", how="which knows nothing", says=f"{REFUSES}: nobody is logged in"),
        with_helper(
            "garbage",
            how="which prints something else", says="`docker-credential-garbage` printed no credential",
        ),
        with_helper("absent", how="which is not there", says="cannot run `docker-credential-absent`"),
        with_helper("../right", how="whose name is a path", says="names no helper: `../right`"),
        with_helper(
            "locked",
            how="which fails",
            says=r"`docker-credential-locked` failed for `[0-9.:]+` \(exit status: 1\)\n\nhint",
        ),
        Case(
            "a store for all registries",
            gate=gate,
            auth=lambda _: {"credsStore": "store"},
            folders=(commands,),
        ),
    ]


def written() -> list[Case]:
    """Shapes of an auth file that skopeo or Docker read."""
    entry = {"auth": ENCODED}
    broken = {"broken.example": {"auth": "%%"}, "odd.example": "x", "none.example": None}
    fields = {"auth": None, "username": USER, "password": SECRET, "identitytoken": None}
    shapes: dict[str, Callable[[str], dict]] = {
        "a name and a password in fields": lambda place: {"auths": {place: {"username": USER, "password": SECRET}}},
        "fields beside a password": lambda place: {"auths": {place: {"username": "x", "password": "y"} | entry}},
        "null for what is absent": lambda place: {"auths": {place: fields}, "credHelpers": None, "credsStore": None},
        "a key that is an address of API 1": lambda place: {"auths": {f"https://{place}/v1/": entry}},
        "a key that is an address of API 2": lambda place: {"auths": {f"http://{place}/v2": entry}},
        "malformed entries of others": lambda place: {"auths": broken | {place: entry}, "credHelpers": {"x": 1}},
        "a store for those that no entry has": lambda place: {"auths": {place: entry}, "credsStore": "absent"},
    }
    gate = Basic(USER, SECRET)

    def at(shape: Callable[[str], dict]) -> Callable[[int], dict]:
        return lambda port: shape(f"{HOST}:{port}")

    return [Case(f"an auth file, {name}", gate=gate, auth=at(shape)) for name, shape in shapes.items()]


def longest(port: int, organisation: str) -> dict:
    place = f"{HOST}:{port}"
    return {"auths": {place: {"auth": WRONG}, f"{place}/{organisation}": {"auth": ENCODED}}}


def tokens(service: Callable[..., TokenService]) -> list[Case]:
    def told(name: str, fault: faults.Fault | None = None, times: int | None = None, **more) -> Case:
        limits = {limit: more.pop(limit) for limit in ("uses", "seconds") if limit in more}
        started = service(**limits)
        if fault:
            started.server.rules.insert(0, Rule("GET|POST", "/token", fault, times))
        more.setdefault("auth", logged_in())
        holds = more.pop("holds", lambda _: True)
        rules = more.pop("rules", [])
        return Case(name, rules, gate=Bearer(started), holds=lambda _: not in_query(started) and holds(started), **more)

    def several(started: TokenService) -> bool:
        return len(started.tokens) > 4

    def renewed(started: TokenService) -> bool:
        """More than one of a kind."""
        scopes = {frozenset(allows) for allows, _, _ in started.tokens.values()}
        return len(started.tokens) > len(scopes)

    identity = lambda port: {"auths": {f"{HOST}:{port}": {"auth": "", "identitytoken": SECRET}}}  # noqa: E731
    given = {"Content_Type": "application/json"}
    return [
        told("tokens, of the narrowest scopes", images=BOTH),
        told("a token for another password", auth=logged_in(WRONG), says=f"{REFUSES}: its token service answers 401"),
        told("a token for nobody", auth=None, says=f"{REFUSES}: its token service answers 401"),
        # One that ends costs the blob that was under way: there are two large ones, of 27 MB.
        told("tokens that end after three requests", uses=3, images=BOTH, again=3 * CHUNK, holds=several),
        told(
            "tokens that end after four seconds",
            # Large chunks alone: a registry that is silent after a small one for so long is gone
            rules=[Rule("PATCH", "/", faults.wait(4.0), None, length=range(CHUNK, 1 << 40))],
            seconds=4, holds=renewed, way="chunked",
        ),
        told("a token that is good for nothing", uses=0, says="answers 401"),
        told("a refresh token", auth=identity, images=BOTH),
        told("500 once at the token service", faults.answer(500), times=1),
        told("500 at the token service", faults.answer(500), says="answers 500"),
        told("429 once at the token service", faults.answer(429, Retry_After="1"), times=1),
        told("cut once at the token service", faults.cut_before, times=1),
        told("no token", faults.answer(200, b"{}", **given), says="returned no token"),
        told("a token that is no JSON", faults.answer(200, SECRET.encode(), **given), says="returned no token"),
        told("a token of two lines", faults.answer(200, b'{"token":"a\\r\\nX: b"}', **given), says="returned no token"),
        told("a token without end", faults.answer(200, b" " * (2 << 20), **given), says="returned no token"),
        Case(
            "401 before a chunk is read",
            [Rule("PATCH", "/blobs/", faults.at_once(401, WWW_Authenticate='Basic realm="x"'))],
            auth=logged_in(),
            again=CHUNK,
            way="chunked",
        ),
        Case(
            "a realm that is not a URL",
            [Rule("HEAD", "/", faults.answer(401, WWW_Authenticate='Bearer realm="token"'), None)],
            "a realm that is not a URL",
            auth=logged_in(),
        ),
        Case(
            "a challenge that nobody knows",
            [Rule("HEAD", "/", faults.answer(401, WWW_Authenticate="Negotiate"), None)],
            "answers 401",
            auth=logged_in(),
        ),
    ]


def elsewhere(service: Callable[..., TokenService], storage: Callable[..., FaultProxy]) -> list[Case]:
    """Where a registry sends us is not the registry."""
    gate = Basic(USER, SECRET)
    thief = service()
    asks = faults.answer(401, WWW_Authenticate=f'Bearer realm="{thief.address}"')
    wants_login = Rule("GET|PATCH|PUT", "/", asks, None)
    plain, greedy = storage(), storage(wants_login)

    def uploads(to: FaultProxy) -> Rule:
        def move(reply: Reply) -> None:
            if "Location" in reply.headers:
                _, _, path = reply.headers["Location"].partition("/v2/")
                reply.headers["Location"] = f"http://{HOST}:{to.port}/v2/{path}"

        return Rule("POST", "/blobs/uploads/$", faults.change(move), None)

    def downloads(to: FaultProxy) -> Rule:
        return Rule("GET", "/blobs/", faults.elsewhere(to.port), None)

    def reached(to: FaultProxy) -> Callable[[Run], bool]:
        return lambda _: bool(to.asked) and not authorized(to.asked) and not thief.asked

    def passed_on(exchange: Exchange) -> None:
        faults.elsewhere(plain.port)(exchange)

    moved = service()
    moved.server.rules.insert(0, Rule("GET|POST", "/token", passed_on, None))
    known = {"gate": gate, "auth": logged_in()}
    verify = {**known, "command": "verify"}
    return [
        Case("blobs that lie elsewhere", [downloads(plain)], holds=reached(plain), **verify),
        Case("uploads to elsewhere", [uploads(plain)], holds=reached(plain), **known),
        Case(
            "blobs elsewhere, for those who log in there",
            [downloads(greedy)], "answers 401", holds=reached(greedy), **verify,
        ),
        Case(
            "uploads elsewhere, for those who log in there",
            [uploads(greedy)], "answers 401", holds=reached(greedy), **known,
        ),
        Case(
            "a token service that sends us on",
            says="another host than the registry redirects",
            gate=Bearer(moved),
            auth=lambda port: {"auths": {f"{HOST}:{port}": {"identitytoken": SECRET}}},
            holds=lambda _: not any(asked.path.startswith("/token") for asked in plain.asked),
        ),
    ]


def helper(folder: Path, name: str, prints: str) -> None:
    """A credential helper that notes what it was asked."""
    file = folder / f"docker-credential-{name}"
    file.write_text(f"#!/bin/sh\nprintf '%s' \"$*\" >\"$0.said\"\ncat >\"$0.asked\"\n{prints}\n")
    file.chmod(0o755)


def authorized(asked: list[Asked]) -> list[Asked]:
    return [one for one in asked if "authorization" in one.headers]


def in_query(service: TokenService) -> bool:
    """Addresses are in logs."""
    return any(SECRET in asked.path or basic(USER, SECRET) in asked.path for asked in service.asked)
