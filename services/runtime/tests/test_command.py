"""A service that is a command with listeners of its own."""

import json
import signal
import sys
from pathlib import Path

from testing.image import ImageCase, until

HTTP = "import http.server,sys; http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]))"
TCP = "import socket,sys,time; s=socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(60)"
ZMQ = """
import sys, zmq
listener = zmq.Context().socket(getattr(zmq, sys.argv[2]))
listener.bind("tcp://127.0.0.1:" + sys.argv[1])
listener.poll(60000)
"""
BANNER = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    listener.accept()[0].send(b"220 mail.example")
"""
SILENT = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("{}", flush=True)
time.sleep(60)
"""
LEAVES = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print("{}", flush=True)
time.sleep(60)
"""
LEAVES_A_CHILD = """
import os, signal, sys, time
if (child := os.fork()) == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print(child, flush=True)
time.sleep(60)
"""


def alive(process: int) -> bool:
    """Neither gone nor a zombie."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()


class Command(ImageCase):
    def run_python(self, text: str, *arguments: str, **environment: str):
        words = [sys.executable, "-c", text.replace("{", "{{").replace("}", "}}"), *arguments]
        return self.start(SERVICE_COMMAND=json.dumps(words), **environment)

    def test_tcp_probe(self):
        started = self.run_python(TCP, "{port}", SERVICE_PROBE="tcp://127.0.0.1:{port}")
        started.until_healthy()
        self.assertEqual(started.get("/info")[1]["command"][1], "-c")
        self.assertIsNone(started.get("/info")[1]["app"])

    def test_http_probe(self):
        self.run_python(HTTP, "{port}", SERVICE_PROBE="http://127.0.0.1:{port}/").until_healthy()

    def test_http_probe_wants_success(self):
        started = self.run_python(HTTP, "{port}", SERVICE_PROBE="http://127.0.0.1:{port}/nowhere")
        started.until_broken("/nowhere` answers: 404")

    def test_zmq_probe(self):
        for kind in ("REP", "ROUTER", "PUB"):
            with self.subTest(kind):
                started = self.run_python(ZMQ, "{port}", kind, SERVICE_PROBE="zmq://127.0.0.1:{port}")
                started.until_healthy()
                started.stop()

    def test_zmq_probe_at_something_else(self):
        started = self.run_python(BANNER, "{port}", SERVICE_PROBE="zmq://127.0.0.1:{port}")
        started.until_broken("does not speak ZMTP")

    def test_probe_without_listener(self):
        started = self.run_python("import time; time.sleep(60)", SERVICE_PROBE="tcp://127.0.0.1:{port}")
        started.until_broken("no answer from `tcp://127.0.0.1:")

    def test_probe_that_nobody_answers(self):
        started = self.run_python(TCP, "{port}", SERVICE_PROBE="http://127.0.0.1:{port}/")
        started.until_broken("within 2 s")

    def test_without_probe_the_process_counts(self):
        self.run_python("import time; time.sleep(60)").until_healthy()

    def test_ends_with_the_code_of_the_command(self):
        self.assertEqual(self.run_python("raise SystemExit(5)").process.wait(20), 5)

    def test_the_signal_reaches_the_command(self):
        started = self.run_python(LEAVES)
        started.until_healthy()
        self.until_printed(started)
        self.assertEqual(started.stop(), 7)

    def test_a_command_that_the_signal_ends(self):
        started = self.run_python("import time; time.sleep(60)")
        started.until_healthy()
        self.assertEqual(started.stop(), 128 + signal.SIGTERM)

    def test_a_command_that_will_not_end_is_killed(self):
        started = self.run_python(SILENT, SERVICE_GRACE_SECONDS="0.5")
        started.until_healthy()
        self.until_printed(started)
        self.assertEqual(started.stop(), 128 + signal.SIGKILL)

    def test_what_the_command_leaves_behind_is_killed(self):
        started = self.run_python(LEAVES_A_CHILD)
        until(lambda: any(isinstance(line, int) for line in started.lines()), "the child's number")
        child = next(line for line in started.lines() if isinstance(line, int))
        self.assertEqual(started.stop(), 0)
        until(lambda: not alive(child), "the end of the child")

    def test_a_command_that_does_not_exist(self):
        started = self.start(SERVICE_COMMAND='["nowhere"]')
        self.assertEqual(started.process.wait(20), 2)
        self.assertEqual(
            started.lines()[-1]["message"], "cannot start the command `nowhere`: No such file or directory"
        )

    def until_printed(self, started) -> None:
        until(lambda: {} in started.lines(), "the command's own line")
