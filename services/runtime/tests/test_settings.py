"""What is wrong with the environment is said at once, and nothing starts."""

import socket

from testing.image import ImageCase


class Refused(ImageCase):
    def refusals(self, **environment: str) -> list[str]:
        started = self.start(**environment)
        self.assertEqual(started.process.wait(20), 2)
        return [line["message"] for line in started.lines() if line["level"] == "critical"]

    def test_every_finding_is_named(self):
        wrong = {
            "SERVICE_PORT": "70000",
            "HEALTH_CHECK_PORT": "",
            "SERVICE_APP": "app",
            "SERVICE_COMMAND": "ls",
            "SERVICE_PROBE": "ftp://x",
            "SERVICE_WORKERS": "0",
            "SERVICE_GRACE_SECONDS": "-1",
            "LOG_LEVEL": "LOUD",
        }
        self.assertEqual(
            self.refusals(**wrong),
            [
                "`SERVICE_PORT` must be a port between 1 and 65535, it is: `70000`",
                "`HEALTH_CHECK_PORT` is not set",
                "`SERVICE_APP` must be `module:attribute`, it is: `app`",
                "`SERVICE_COMMAND` must be a JSON array of strings, not empty, it is: `ls`",
                "`SERVICE_PROBE` must be `http://host:port/path`, `tcp://host:port` or `zmq://host:port`, "
                "it is: `ftp://x`",
                "`SERVICE_WORKERS` must be a number, at least 1, it is: `0`",
                "`SERVICE_GRACE_SECONDS` must be a number of seconds above 0, it is: `-1`",
                "`LOG_LEVEL` must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, it is: `LOUD`",
            ],
        )

    def test_app_and_command(self):
        message = "`SERVICE_APP` and `SERVICE_COMMAND` are both set, a service has one of them"
        self.assertEqual(self.refusals(SERVICE_APP="a:b", SERVICE_COMMAND='["ls"]'), [message])

    def test_one_port_for_both(self):
        message = "`SERVICE_PORT` and `HEALTH_CHECK_PORT` are the same port: 7000"
        self.assertEqual(self.refusals(SERVICE_PORT="7000", HEALTH_CHECK_PORT="7000"), [message])

    def test_probe_of_nothing(self):
        message = "`SERVICE_PROBE` is set, `SERVICE_APP` and `SERVICE_COMMAND` are not: nothing to probe"
        self.assertEqual(self.refusals(SERVICE_PROBE="tcp://127.0.0.1:1"), [message])

    def test_taken_port(self):
        with socket.create_server(("0.0.0.0", 0)) as taken:
            port = taken.getsockname()[1]
            message = f"cannot listen on port {port}: Address already in use"
            self.assertEqual(self.refusals(HEALTH_CHECK_PORT=str(port)), [message])

    def test_profile(self):
        path = self.root / "etc/machine-profile.json"
        for text, message in {
            "[]": f"the machine profile `{path}` must be a JSON object, it is: list",
            "{": f"the machine profile `{path}` is not JSON: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1)",
        }.items():
            with self.subTest(text):
                self.write("etc/machine-profile.json", text)
                self.assertEqual(self.refusals(), [message])
        path.unlink()
        self.assertEqual(self.refusals(), [f"cannot read the machine profile `{path}`: No such file or directory"])

    def test_workers_of_the_profile(self):
        self.write("etc/machine-profile.json", '{"UVICORN_WORKERS": "many"}')
        message = "`UVICORN_WORKERS` of the machine profile must be at least 1, it is: `many`"
        self.assertEqual(self.refusals(SERVICE_APP="a:b"), [message])
