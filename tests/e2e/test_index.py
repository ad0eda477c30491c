"""Which Python index a package comes from, with uv itself beside: private before public, by login, in HTML."""

import hashlib
import os
import subprocess
import tomllib
import unittest
from pathlib import Path

import folder
import made_index
import tool
from checkout import Checkout
from made_index import MadeIndex

ROW, OWN = 'name = "ToneDetector"\n', "tone-detector"
PACKAGE, LOGIN = "acme-tool", "ann:secret"
# What would say of indexes beside the test
AMBIENT = {
    *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "GEN_LOCK_INDEX_URL"),
    *("UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_INDEX_STRATEGY", "UV_CONFIG_FILE"),
}
HTML = "<A\n  data-href='no.whl' HREF='/files/{name}'><b>{name}</b></A>"


class Index(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.checkout.edit("services/fleet.toml", ROW, ROW + 'exclude-newer = "2024-06-15"\n')
        own = cls.checkout.path / "services" / OWN
        own.mkdir()
        (own / "requirements.in").write_text(f"{PACKAGE}\n")
        cls.lock = own / "pylock.toml"

    def index(self, version: str, note: str, **options: str) -> MadeIndex:
        index = MadeIndex(made_index.wheel(PACKAGE, version, note), **options)
        self.addCleanup(index.stop)
        return index

    def environment(self, config: str = "", **more: str) -> dict[str, str]:
        """Ours, with these settings of indexes alone."""
        file = self.folder / "pip.conf"
        file.write_text(config)
        kept = {name: value for name, value in os.environ.items() if name not in AMBIENT}
        own = {"PIP_CONFIG_FILE": str(file), "NETRC": str(self.folder / "netrc"), "XDG_CONFIG_HOME": str(self.folder)}
        return kept | own | {"UV_NO_CACHE": "1"} | more

    def attempt(self, environment: dict[str, str], *more: str) -> subprocess.CompletedProcess:
        self.lock.unlink(missing_ok=True)
        words = ("refresh", "--family", OWN, "--no-build", *more)
        return tool.attempt("gen-lock", "-C", self.checkout.path, *words, env=environment)

    def locked(self, environment: dict[str, str], *more: str) -> dict:
        tool.succeeded(self.attempt(environment, *more))
        (package,) = tomllib.loads(self.lock.read_text())["packages"]
        return package

    def uv(self, **settings: str) -> str:
        """The SHA-256 of what uv takes by itself."""
        (asked := self.folder / "acme.in").write_text(f"{PACKAGE}\n")
        output = self.folder / "pylock.uv.toml"
        uv = os.environ.get("GEN_LOCK_UV", "uv")
        command = [uv, "pip", "compile", "--quiet", "--format", "pylock.toml", "--output-file", output, asked]
        tool.succeeded(subprocess.run(command, env=self.environment(**settings), capture_output=True, text=True))
        (package,) = tomllib.loads(output.read_text())["packages"]
        return package["wheels"][0]["hashes"]["sha256"]

    def assert_comes_from(self, index: MadeIndex, package: dict) -> None:
        (content,) = index.wheels.values()
        wheel = package["wheels"][0]
        self.assertEqual(wheel["hashes"]["sha256"], hashlib.sha256(content).hexdigest())
        self.assertEqual(wheel["size"], len(content))

    def test_a_private_index_never_loses_to_the_public_one(self):
        private, public = self.index("1.0", "private"), self.index("99.0", "public")
        pip = f"[global]\nindex-url = {public.address()}\nextra-index-url =\n    {private.address()}\n"
        by_uv = {"UV_INDEX": private.address(), "UV_DEFAULT_INDEX": public.address()}
        flags = ("--index-url", private.address(), "--index-url", public.address())
        with self.subTest("pip's settings"):
            self.assert_comes_from(private, self.locked(self.environment(pip)))
        with self.subTest("uv's settings"):
            package = self.locked(self.environment(**by_uv))
            self.assert_comes_from(private, package)
            self.assertEqual(package["wheels"][0]["hashes"]["sha256"], self.uv(**by_uv))
        with self.subTest("gen-lock's own"):
            self.assert_comes_from(private, self.locked(self.environment(), *flags))
        self.assertEqual([path for path, _ in public.asked if PACKAGE in path], [])
        digest = hashlib.sha256(private.address().encode()).hexdigest()
        self.assertEqual(self.locked(self.environment(pip))["tool"]["gen-lock"]["index-sha256"], digest)

    def test_a_more_specific_setting_of_pip_overrides(self):
        private, other, public = self.index("1.0", "p"), self.index("2.0", "o"), self.index("9.0", "public")
        config = f"[global]\nindex-url = {public.address()}\nextra-index-url = {other.address()}\n"
        package = self.locked(self.environment(config, PIP_EXTRA_INDEX_URL=private.address()))
        self.assert_comes_from(private, package)
        self.assertEqual(other.asked, [])

    def test_a_login_opens_the_files_and_is_told_to_nobody(self):
        private, public = self.index("1.0", "p", login=LOGIN), self.index("9.0", "public")
        config = f"[global]\nindex-url = {public.address()}\nextra-index-url = {private.address(LOGIN)}\n"
        ended = self.attempt(self.environment(config))
        tool.succeeded(ended)
        self.assertNotIn("secret", ended.stdout + ended.stderr + self.lock.read_text())
        self.assertEqual({login for _, login in private.asked}, {LOGIN})
        self.assertEqual({login for _, login in public.asked} - {None}, set())

    def test_netrc_opens_an_index(self):
        private = self.index("1.0", "p", login=LOGIN)
        (self.folder / "netrc").write_text("machine 127.0.0.1 login ann password secret\n")
        self.addCleanup((self.folder / "netrc").unlink)
        self.assert_comes_from(private, self.locked(self.environment(), "--index-url", private.address()))

    def test_a_page_in_html_has_no_sizes_and_no_dates(self):
        index = self.index("1.0", "p", html=HTML)
        ended = self.attempt(self.environment(), "--index-url", index.address())
        self.assertIn(f"the index of `{PACKAGE}` gives no dates", tool.succeeded(ended).stderr)
        (package,) = tomllib.loads(self.lock.read_text())["packages"]
        self.assert_comes_from(index, package)

    def test_the_table_pins_a_package_to_an_index(self):
        private, public = self.index("1.0", "p"), self.index("9.0", "public")
        table = Path("services/fleet.toml")
        before = (self.checkout.path / table).read_text()
        self.addCleanup((self.checkout.path / table).write_text, before)
        (self.checkout.path / table).write_text(before + '\n[indexes]\nacme = ["acme-*"]\n')
        named = f"acme={private.address()}"
        package = self.locked(self.environment(), "--index-url", named, "--index-url", public.address())
        self.assert_comes_from(private, package)
        ended = self.attempt(self.environment(), "--index-url", public.address(), "--index-url", named)
        self.assertEqual(ended.returncode, 1)
        words = f"`{PACKAGE}` comes from `{public.address()}`, but {table} pins it to the index `acme`"
        self.assertIn(words, ended.stderr)


if __name__ == "__main__":
    unittest.main()
