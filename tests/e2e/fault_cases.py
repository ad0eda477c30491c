"""Every fault that a push or a verification is put through, and what it has to come to."""

from collections.abc import Callable

import faults
import login_cases
from fault_proxy import Exchange, Reply, Rule
from push_case import BOTH, CHUNK, Case, Run, World

BEGIN, MOUNT = ("POST", r"/blobs/uploads/$"), ("POST", r"\?mount=")
# A blob goes up in one request; in chunks where that is wanted, and is then ended without a body.
CHUNKS, PUT = ("PATCH", "/blobs/uploads/"), ("PUT", "/blobs/uploads/")
MANIFEST, TAG = ("PUT", "/manifests/sha256:"), ("PUT", r"base-python/manifests/2024")
HAS_BLOB, HAS_TAG = ("HEAD", "/blobs/"), ("HEAD", r"base-python/manifests/2024")
BLOB, LARGE = ("GET", "/blobs/"), 1 << 20
# Configs, and layers of a few hundred bytes
SMALL = 1 << 16
# A statement of provenance names each source of the lock: 460 kB when this was written
DOCUMENT = 1 << 19
NONE, FEW, MANY = range(1), range(1, SMALL), range(SMALL, 1 << 40)
CHUNKED = {"way": "chunked"}
OTHER = f"sha256:{'0' * 64}"
STEPS = {
    "the begin of an upload": Rule(*BEGIN, None),
    "a chunk": Rule(*CHUNKS, None, length=MANY),
    "the end of a blob in chunks": Rule(*PUT, None, length=NONE),
    "a large blob": Rule(*PUT, None, length=MANY),
    "a small blob": Rule(*PUT, None, length=FEW),
    "a manifest": Rule(*MANIFEST, None),
    "a tag": Rule(*TAG, None),
}
IN_CHUNKS = ("a chunk", "the end of a blob in chunks")


def all_of_them(world: World, until_end: Callable) -> list[Case]:
    large = max(layer.size for layer in world.images["pc2-base-python"].layers)
    return [
        *statuses(large),
        *cuts(large),
        *lies(),
        *slowness(),
        *redirects(),
        *lists(),
        *without(),
        *downloads(),
        *login_cases.all_of_them(world, until_end),
    ]


def lists() -> list[Case]:
    """What registries answer in place of a list of referrers. The image is there, and so are its documents."""
    page = b"<!DOCTYPE html><title>Sign in</title>"
    image = b'{"schemaVersion":2,"config":{},"layers":[]}'
    kind = {"Content_Type": "application/vnd.oci.image.manifest.v1+json"}

    def attached(run: Run) -> bool:
        return (run.report["referrers"], run.report["unattached"]) == (3, [])

    def told(run: Run) -> bool:
        [unattached] = run.report["unattached"]
        return len(unattached["documents"]) == 3 and "pushed without its documents" in run.ended.stderr

    def asked(name: str, do: faults.Fault, holds: Callable[[Run], bool] = attached) -> Case:
        return Case(f"{name} at referrers", [Rule("GET", "/referrers/sha256:", do, None)], holds=holds)

    return [
        asked("a sign-in page", faults.answer(200, page, Content_Type="text/html")),
        asked("400", faults.error(400, "UNSUPPORTED", "no such list")),
        asked("405", faults.answer(405)),
        asked("a page after page", faults.answer(200, b'{"manifests":[]}', Link="<?p=1>; rel=x, <?p=2>; rel=next")),
        Case(
            "a manifest at the tag of referrers",
            [Rule("GET", "/manifests/sha256-", faults.answer(200, image, **kind), None)], holds=told,
        ),
    ]


def rule(step: str, do: faults.Fault, times: int | None = 1, skip: int = 0) -> Rule:
    told = STEPS[step]
    return Rule(told.method, told.path, do, times, skip, told.length)


def step(name: str, what: str, do: faults.Fault, large: int, **more) -> Case:
    """A fault at one of the steps: what the registry did not keep may be sent again."""
    again = {"a chunk": CHUNK, "a large blob": large, "a small blob": SMALL}.get(what, 0)
    way = "chunked" if what in IN_CHUNKS else ""
    return Case(name, [rule(what, do)], **{"again": again, "way": way, **more})


def statuses(large: int) -> list[Case]:
    limit = faults.error(429, "TOOMANYREQUESTS", "slow down", Retry_After="1")
    cases = [
        step(f"{status} at {what}", what, faults.answer(status, b"<html>"), large)
        for what, status in zip(STEPS, (500, 502, 503, 504, 500, 502, 503), strict=True)
    ]
    cases += [step(f"429 at {what}, Retry-After", what, limit, large, holds=waited(1.0)) for what in STEPS]
    busy = faults.error(503, "UNAVAILABLE", "\x1b[31mback soon" + "." * 900)
    # Chunks of 16, 4 and 1 MiB are tried.
    shrunk = (16 + 4 + 1) << 20
    return [
        *cases,
        Case("429 at questions", [Rule("HEAD", "/v2/", limit, times=2)]),
        Case("429 without end", [rule("the begin of an upload", limit, None)], r"429 \(TOOMANYREQUESTS: slow down\)"),
        Case("429 until a date", [rule("a tag", faults.answer(429, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"))]),
        Case("503 with a long story", [rule("a tag", faults.answer(503, b"x" * (9 << 20)))]),
        Case("503 at tags without end", [rule("a tag", busy, None)], r"answers 503 \(UNAVAILABLE: \\u\{1b\}\[31mback"),
        Case("500 without end", [Rule("HEAD", "/blobs/", faults.answer(500), None)], "answers 500"),
        Case(
            "404 at uploads",
            [rule("the begin of an upload", faults.error(404, "NAME_UNKNOWN", "no"), None)], "answers 404",
        ),
        step(
            "404: a session that is forgotten", "a chunk",
            faults.error(404, "BLOB_UPLOAD_UNKNOWN", ""), large,
        ),
        Case(
            "403 at manifests",
            [rule("a manifest", faults.error(403, "DENIED", "read only"), None)], "DENIED: read only",
        ),
        Case("416 at a chunk", [rule("a chunk", faults.answer(416), skip=1)], again=CHUNK, **CHUNKED),
        Case(
            "413: chunks that are too large",
            [rule("a chunk", faults.answer(413), None)], "answers 413", again=2 * shrunk, **CHUNKED,
        ),
        Case("413: a blob that is too large", [rule("a large blob", faults.answer(413), None)], again=large),
        Case("405: no blob in one request", [rule("a large blob", faults.answer(405), None)], again=large),
        Case("400: no blob in one request, no chunk", refused_but_a_stream(), again=large + CHUNK),
    ]


def refused_but_a_stream() -> list[Rule]:
    def is_chunk(exchange: Exchange) -> None:
        if "content-range" in exchange.asked.headers:
            return faults.answer(400)(exchange)
        exchange.reply(exchange.forward())

    return [rule("a large blob", faults.answer(400), None), rule("a chunk", is_chunk, None)]


def cuts(large: int) -> list[Case]:
    five = 5 << 20
    before = [step(f"cut before {what}", what, faults.cut_before, large) for what in STEPS]
    # Distribution 2.8 cannot be asked about a chunk whose answer was lost: the blob is begun anew.
    kept = {"a large blob": {"again": 0}, "a small blob": {"again": 0}}
    after = [step(f"cut after {what}", what, faults.cut_after, large, **kept.get(what, {})) for what in STEPS]
    return [
        *before,
        *after,
        step("cut in a large blob", "a large blob", faults.cut_body(five), five),
        step("cut in a large blob that the registry half has", "a large blob", faults.cut_stream(five), five),
        # The second way is by chunks, so that the second cut costs less. The largest document is cut, too.
        Case("cut in each large blob", [rule("a large blob", faults.cut_body(five), None)], again=five + DOCUMENT),
        step("cut in a chunk", "a chunk", faults.cut_body(five), large, again=five),
        Case(
            "cut in each chunk",
            [rule("a chunk", faults.cut_body(1 << 20), times=None)], "cannot be reached", again=2 * CHUNK, **CHUNKED,
        ),
        Case("cut in a later chunk", [rule("a chunk", faults.cut_body(1 << 20), skip=1)], again=1 << 20, **CHUNKED),
        step("cut in a chunk that the registry half has", "a chunk", faults.cut_stream(five), large),
        Case(
            "cut in a later chunk, half taken",
            [rule("a chunk", faults.cut_stream(1 << 20), skip=1)], again=large, **CHUNKED,
        ),
        Case("cut at the first connection", [Rule("HEAD", "/", faults.cut_before)]),
        Case("cut without end", [Rule("HEAD|POST", "/", faults.cut_before, None)], "cannot be reached"),
        Case("cut at a mount", [Rule(*MOUNT, faults.cut_before)], images=BOTH),
        Case("cut after a mount", [Rule(*MOUNT, faults.cut_after)], images=BOTH),
    ]


def lies() -> list[Case]:
    digest = faults.header("Docker-Content-Digest", OTHER)

    def reaches(last: int) -> faults.Fault:
        return faults.header("Range", f"0-{last}")

    def length(wrong: int) -> faults.Fault:
        def edit(reply: Reply) -> None:
            if reply.status == 200:
                reply.length = wrong

        return faults.change(edit)

    return [
        Case("another digest for a blob", [rule("a small blob", digest)], "sends different bytes: want sha256"),
        Case("another digest for a manifest", [rule("a manifest", digest)], "sends different bytes: want sha256"),
        Case("another digest for a tag", [rule("a tag", digest)], "sends different bytes: want sha256"),
        Case(
            "a tag that is another's",
            [Rule(*HAS_TAG, faults.answer(200, Docker_Content_Digest=OTHER))], "names another", code=1,
        ),
        Case("a digest that is none", [Rule(*HAS_TAG, faults.answer(200, Docker_Content_Digest="sha256:x"))]),
        Case("no digest", [Rule("HEAD|PUT", "/manifests/", faults.header("Docker-Content-Digest", None), None)]),
        # what is believed to be another is sent anew: the empty config of each artifact
        Case("another length for a blob that is there", [Rule(*HAS_BLOB, length(7), None)], again=64),
        Case("no place to send to", [rule("the begin of an upload", faults.header("Location", None))], "no `Location`"),
        Case(
            "a place that is none",
            [rule("the begin of an upload", faults.header("Location", "http://["))], "no `Location`",
        ),
        # Registries say this of chunks that they have: the digest tells in the end.
        Case("a chunk that arrived in part, it is said", [rule("a chunk", reaches(99))], **CHUNKED),
        Case("a chunk that is longer, it is said", [rule("a chunk", reaches(CHUNK))], **CHUNKED),
        Case("chunks that are longer, it is said", [rule("a chunk", reaches(CHUNK), None)], **CHUNKED),
        Case("a range that is none", [rule("a chunk", faults.header("Range", "nonsense"))], **CHUNKED),
        Case("an answer that is no HTTP", [Rule("HEAD", "/blobs/", nonsense, None)], "cannot be reached"),
    ]


def nonsense(exchange: Exchange) -> None:
    exchange.close_connection = True
    exchange.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


def slowness() -> list[Case]:
    return [
        Case("silent once", [rule("the begin of an upload", faults.silence)], holds=waited(2.0)),
        Case("silent at a small blob", [rule("a small blob", faults.silence)], again=SMALL, holds=waited(4.0)),
        Case("silent without end", [Rule("HEAD", "/manifests/", faults.silence, None)], "does not answer in time"),
        Case("slow answers", [Rule("HEAD|POST|PUT", "/v2/", faults.slow(1, 0.3), times=12)], holds=waited(0.3)),
        # Large ones: the pace of a small one would be below the floor.
        Case(
            "a blob that trickles",
            [Rule(*BLOB, faults.slow(8, 0.5, least=1 << 20), None)], command="verify", holds=waited(4.0),
        ),
        Case(
            "a blob that stops",
            [Rule(*BLOB, faults.slow(2, 5.0), None)], "does not answer in time", command="verify",
        ),
    ]


def redirects() -> list[Case]:
    return [
        Case("redirects without end", [Rule(*HAS_BLOB, around, None)], "redirects too many times"),
        Case("questions that are answered elsewhere", [Rule("HEAD", "/v2/[^?]*$", around)]),
        Case("uploads that begin elsewhere", [rule("the begin of an upload", around)]),
        Case(
            "a redirect to nowhere",
            [Rule(*HAS_BLOB, faults.answer(307, Location="ftp://registry/"), None)], "scheme is not allowed",
        ),
    ]


def around(exchange: Exchange) -> None:
    """To the same place."""
    faults.elsewhere(exchange.proxy.port)(exchange)


def without() -> list[Case]:
    """What a registry may lack."""
    plain = faults.path(lambda path: path.partition("?")[0])

    def mounted(run: Run) -> bool:
        return (run.report["mounted"], run.report["uploaded"]) == (0, 7)

    large = 1 << 30
    return [
        *(
            Case(
                f"no mounts: {status}",
                [Rule(*MOUNT, faults.answer(status), None)], images=BOTH, holds=mounted, again=large,
            )
            for status in (401, 403, 404, 405, 500)
        ),
        Case("no mounts: an upload instead", [Rule(*MOUNT, plain, None)], images=BOTH, holds=mounted, again=large),
        Case("mounts", [], images=BOTH, holds=lambda run: run.report["mounted"] == 2),
    ]


def downloads() -> list[Case]:
    def edited(edit) -> faults.Fault:
        def do(reply: Reply) -> None:
            if len(reply.body) > LARGE:
                edit(reply)

        return faults.change(do)

    def flip(reply: Reply) -> None:
        reply.body = reply.body[:LARGE] + bytes([reply.body[LARGE] ^ 1]) + reply.body[LARGE + 1 :]

    def shorten(reply: Reply) -> None:
        reply.body = reply.body[:-1]

    def lengthen(reply: Reply) -> None:
        reply.body += b"\0"

    def promise(reply: Reply) -> None:
        reply.length = len(reply.body) + 1000

    def break_off(exchange: Exchange) -> None:
        reply, again = exchange.forward(), "range" in exchange.asked.headers
        if again or len(reply.body) <= LARGE:
            return exchange.reply(reply)
        exchange.reply(reply, LARGE)
        exchange.close_connection = True

    layer = "layer.: .base-python-debs"

    def verify(name: str, do: faults.Fault, says: str = "", times: int | None = None, **more) -> Case:
        return Case(name, [Rule(*BLOB, do, times)], says, command="verify", code=more.pop("code", 1), **more)

    def continued(run: Run) -> bool:
        return any("range" in asked.headers for asked in run.asked)

    return [
        verify("a byte of a download changed", edited(flip), layer),
        verify("a download that is shorter", edited(shorten), layer),
        verify("a download that is longer", edited(lengthen), layer),
        verify("a length that is not the download's", edited(promise), layer),
        verify("cut in a download", break_off, holds=continued),
        verify("cut in each download, at once", faults.cut_reply(0), "cannot be reached", code=2),
        verify("404 for a blob that was there", faults.answer(404), layer),
        verify("500 once for a blob", faults.answer(500), times=1),
        Case(
            "a manifest that is another",
            [Rule("GET", "/manifests/", faults.change(other_manifest), None)], "manifest", command="verify", code=1,
        ),
        Case(
            "a manifest that is no JSON",
            [Rule("GET", "/manifests/", faults.answer(200, b"{" * 5000), None)], "manifest", command="verify", code=1,
        ),
        Case(
            "a manifest without end",
            [Rule("GET", "/manifests/", faults.answer(200, b" " * (5 << 20)), None)], "4 MiB", command="verify", code=1,
        ),
    ]


def other_manifest(reply: Reply) -> None:
    reply.body = reply.body.replace(b"sha256:", b"sha256:0", 1)[:-1]


def waited(seconds: float):
    return lambda run: run.seconds >= seconds

