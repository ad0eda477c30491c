"""An authority of the tests' own, and a server's certificate by it."""

import ssl
from pathlib import Path

import tool

DAYS = "2"


class Certificate:
    def __init__(self, folder: Path, address: str) -> None:
        self.authority, self.key, self.certificate = (folder / name for name in ("ca.pem", "key.pem", "cert.pem"))
        self._make(self.authority, folder / "ca-key.pem", "-subj", "/CN=The tests' authority")
        names = ("-subj", "/CN=registry", "-addext", f"subjectAltName=IP:{address}")
        signed = ("-CA", self.authority, "-CAkey", folder / "ca-key.pem", "-addext", "basicConstraints=CA:FALSE")
        self._make(self.certificate, self.key, *names, *signed)

    def _make(self, certificate: Path, key: Path, *words: str | Path) -> None:
        fresh = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", DAYS)
        tool.run("openssl", *fresh, "-keyout", key, "-out", certificate, *words)

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context
