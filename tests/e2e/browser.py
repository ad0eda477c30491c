"""A page as Debian's headless Chromium shows it: its rows, and the pixels of its picture."""

import re
import subprocess
import tempfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import tool

PATIENCE = 120.0
# The background of what says `drift`, in the light scheme and in the dark one.
DRIFT = bytes.fromhex("c8102e")
# No sandbox of its own: it runs as root, where a page may only come from a service under test.
# What starts as a network service of the browser's maker is switched off.
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
)
DARK = ("--blink-settings=preferredColorScheme=0",)


class Browser:
    """One page at a time, each in a profile of its own."""

    def __init__(self, *options: str) -> None:
        self.options = (*OPTIONS, *options)

    def dom(self, url: str) -> str:
        """The document as it stands after loading, as HTML."""
        return self._run(url, "--dump-dom")

    def rows(self, url: str) -> list[dict[str, str]]:
        """Every service that the page shows: its `data-` attributes, and what can be read."""
        return rows(self.dom(url))

    def picture(self, url: str, file: Path, width: int = 1280, height: int = 2000) -> "Picture":
        """Takes a screenshot; `file` is a PNG that a person may look at."""
        file.unlink(missing_ok=True)
        self._run(url, f"--screenshot={file}", f"--window-size={width},{height}")
        if not file.exists():
            raise AssertionError(f"the browser took no picture of `{url}`")
        return Picture.read(file)

    def _run(self, url: str, *options: str) -> str:
        with tempfile.TemporaryDirectory(prefix="gl-browser-", ignore_cleanup_errors=True) as profile:
            return tool.run("chromium", *self.options, f"--user-data-dir={profile}", *options, url, timeout=PATIENCE)


class Picture:
    def __init__(self, width: int, height: int, pixels: bytes) -> None:
        self.width, self.height = width, height
        self.pixels = pixels

    @classmethod
    def read(cls, file: Path) -> "Picture":
        """By way of netpbm's raw PPM: `P6`, width, height, 255, then three bytes a pixel."""
        raw = tool.succeeded(subprocess.run([tool.path("pngtopam"), file], capture_output=True))
        # Four words and the one byte after them; the first pixel may look like a space.
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", raw.stdout)
        if header is None:
            raise AssertionError(f"`{file}` is no picture of three bytes a pixel")
        width, height = int(header[1]), int(header[2])
        return cls(width, height, raw.stdout[header.end() :])

    def count(self, color: bytes) -> int:
        """How many pixels have exactly this colour."""
        return self.colors()[color]

    def colors(self) -> Counter[bytes]:
        view = self.pixels
        return Counter(view[at : at + 3] for at in range(0, len(view), 3))


def rows(document: str) -> list[dict[str, str]]:
    reader = _Rows()
    reader.feed(document)
    reader.close()
    return reader.rows


class _Rows(HTMLParser):
    """Each `tr` with `data-service`: its attributes without `data-`, and its words under `text`."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag != "tr":
            return
        found = {name.removeprefix("data-"): value or "" for name, value in attributes if name.startswith("data-")}
        self.inside = "service" in found
        if self.inside:
            self.rows.append(found | {"text": ""})

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "tr"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            row = self.rows[-1]
            row["text"] = f"{row['text']} {data.strip()}".strip()
