"""`gen-lock push` and `verify` by TLS, as every registry but one on this machine is spoken to."""

import json
import unittest

import faults
import folder
import tool
from certificate import Certificate
from checkout import Checkout
from fault_proxy import FaultProxy, Rule
from loopback import HOST
from registry import Registry

# Of no network (RFC 5737): on the loopback device, and yet an address that is not this machine's by name
ADDRESS = "192.0.2.1"
IMAGE = "pc2-base-python"


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        tool.run("ip", "address", "replace", f"{ADDRESS}/32", "dev", "lo")
        cls.addClassCleanup(tool.run, "ip", "address", "delete", f"{ADDRESS}/32", "dev", "lo")
        cls.registry = Registry(cls.folder)
        cls.addClassCleanup(cls.registry.stop)
        cls.certificate = Certificate(cls.folder, ADDRESS)
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.checkout.commit()

    def door(self, *rules: Rule) -> FaultProxy:
        door = FaultProxy(self.registry.port, list(rules), host=ADDRESS, tls=self.certificate.server())
        self.addCleanup(door.stop)
        return door

    def gen_lock(self, command: str, door: FaultProxy, *options: str, trusted: bool = True):
        more = {"SSL_CERT_FILE": str(self.certificate.authority)} if trusted else {}
        words = ("-C", self.checkout.path, command, f"{ADDRESS}:{door.port}/fleet", "--image", IMAGE, *options)
        return tool.attempt("gen-lock", *words, env=tool.environment(**more))

    def test_a_push_and_what_came_of_it(self):
        door = self.door()
        said = json.loads(tool.succeeded(self.gen_lock("push", door, "--json")).stdout)
        self.assertGreater(said["uploaded"], 0)
        ended = tool.succeeded(self.gen_lock("verify", door, "--deep"))
        self.assertRegex(ended.stdout, "^1 images, .*: all as locked\n$")

    def test_who_cannot_be_trusted_is_told_nothing(self):
        door = self.door()
        ended = self.gen_lock("push", door, trusted=False)
        self.assertEqual(ended.returncode, 2, ended.stdout)
        self.assertRegex(ended.stderr, "cannot be trusted: .*certificate")
        self.assertIn("SSL_CERT_FILE", ended.stderr)
        self.assertEqual(door.asked, [])

    def test_a_registry_without_tls_is_told_nothing(self):
        plain = FaultProxy(self.registry.port, host=ADDRESS)
        self.addCleanup(plain.stop)
        ended = self.gen_lock("push", plain)
        self.assertEqual(ended.returncode, 2, ended.stdout)
        self.assertIn("--plain-http", ended.stderr)
        self.assertEqual(plain.asked, [])
        tool.succeeded(self.gen_lock("push", plain, "--plain-http"))

    def test_blobs_are_kept_elsewhere_by_tls_alone(self):
        tool.succeeded(self.gen_lock("push", self.door()))
        store = self.door()
        for origin, code in ((f"https://{ADDRESS}:{store.port}", 0), (f"http://{HOST}:{self.registry.port}", 2)):
            with self.subTest(origin):
                before = len(self.registry.requests())

                def elsewhere(exchange, origin=origin) -> None:
                    faults.answer(307, Location=origin + exchange.path)(exchange)

                ended = self.gen_lock("verify", self.door(Rule("GET", "/blobs/", elsewhere, None)), "--deep")
                self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
                if code:
                    self.assertIn("redirects from TLS to plain HTTP", ended.stderr)
                    asked = self.registry.requests()[before:]
                    self.assertFalse([one for one in asked if one.method == "GET" and "/blobs/" in one.path])


if __name__ == "__main__":
    unittest.main()
