"""What a rule of the fault proxy does to an exchange."""

import json
import socket
import time
from collections.abc import Callable

from fault_proxy import Cut, Exchange, Reply
from loopback import HOST

Fault = Callable[[Exchange], None]


def answer(status: int, body: bytes = b"", **headers: str) -> Fault:
    """In the registry's place; `Retry_After` is `Retry-After`."""

    def do(exchange: Exchange) -> None:
        exchange.read()
        exchange.reply(Reply(status, {name.replace("_", "-"): value for name, value in headers.items()}, body))

    return do


def error(status: int, code: str, message: str, **headers: str) -> Fault:
    """In the words of a registry."""
    body = json.dumps({"errors": [{"code": code, "message": message}]}).encode()
    return answer(status, body, Content_Type="application/json", **headers)


def at_once(status: int, **headers: str) -> Fault:
    """Before the body was read, and the connection is closed, as servers do that want no more of it."""

    def do(exchange: Exchange) -> None:
        exchange.close_connection = True
        exchange.reply(Reply(status, {name.replace("_", "-"): value for name, value in headers.items()}))

    return do


def cut_body(after: int) -> Fault:
    """Within the request's body, of which the registry hears nothing."""

    def do(exchange: Exchange) -> None:
        exchange.read(after)
        raise Cut

    return do


def cut_stream(after: int) -> Fault:
    """Within the request's body, which the registry gets as it comes."""

    def do(exchange: Exchange) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in exchange.headers.items())
        with socket.create_connection((HOST, exchange.proxy.upstream)) as upstream:
            upstream.sendall(f"{exchange.command} {exchange.path} HTTP/1.1\r\n{head}\r\n".encode())
            upstream.sendall(exchange.read(after))
            time.sleep(0.1)
        raise Cut

    return do


def cut_before(exchange: Exchange) -> None:
    """The registry hears nothing."""
    exchange.read()
    raise Cut


def cut_after(exchange: Exchange) -> None:
    """The registry did it, and nobody hears."""
    exchange.forward()
    raise Cut


def cut_reply(after: int) -> Fault:
    def do(exchange: Exchange) -> None:
        exchange.reply(exchange.forward(), after)
        raise Cut

    return do


def change(edit: Callable[[Reply], None]) -> Fault:
    """Another answer than the registry's."""

    def do(exchange: Exchange) -> None:
        reply = exchange.forward()
        edit(reply)
        exchange.reply(reply)

    return do


def header(name: str, value: str | None) -> Fault:
    def edit(reply: Reply) -> None:
        reply.headers.pop(name, None)
        if value is not None:
            reply.headers[name] = value

    return change(edit)


def elsewhere(port: int, status: int = 307) -> Fault:
    """The same path of another port."""

    def do(exchange: Exchange) -> None:
        exchange.read()
        exchange.reply(Reply(status, {"Location": f"http://{HOST}:{port}{exchange.path}"}))

    return do


def path(edit: Callable[[str], str]) -> Fault:
    """Asks the registry something else."""

    def do(exchange: Exchange) -> None:
        exchange.reply(exchange.forward(edit(exchange.path)))

    return do


def silence(exchange: Exchange) -> None:
    """Takes all and says nothing until the test ends."""
    exchange.read()
    exchange.proxy.closed.wait(60)
    raise Cut


def slow(pieces: int, seconds: float, least: int = 0) -> Fault:
    """The answer in so many pieces, with a pause before each; one that is shorter than `least` as it is."""

    def do(exchange: Exchange) -> None:
        reply = exchange.forward()
        body, reply.length = reply.body, len(reply.body)
        reply.body = b""
        exchange.reply(reply)
        step = -(-len(body) // pieces) if len(body) >= least else len(body)
        for start in range(0, len(body), step or 1):
            time.sleep(seconds if len(body) >= least else 0)
            exchange.wfile.write(body[start : start + step])

    return do


def wait(seconds: float) -> Fault:
    """Lets it pass, late."""

    def do(exchange: Exchange) -> None:
        reply = exchange.forward()
        time.sleep(seconds)
        exchange.reply(reply)

    return do
