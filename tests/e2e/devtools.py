"""A page in Debian's headless Chromium that a test asks, types on, and looks at, by the DevTools protocol."""

import base64
import itertools
import json
import re
import tempfile
import time
from pathlib import Path

import browser
from service_process import ServiceProcess
from websockets.sync.client import connect

LISTENS = re.compile(r"DevTools listening on (ws://127\.0\.0\.1:\d+/\S+)")
PATIENCE = 60.0


class Page:
    """One page, in a profile of its own, of a fixed width."""

    def __init__(self, url: str, *, dark: bool = False, width: int = 1280, height: int = 900) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="gl-devtools-", ignore_cleanup_errors=True)
        log = Path(self.folder.name) / "log"
        options = (*browser.OPTIONS, f"--user-data-dir={self.folder.name}/profile", "--remote-debugging-port=0")
        self.server = ServiceProcess(log, "chromium", *options, f"--window-size={width},{height}", "about:blank")
        self.server.wait_until(lambda: LISTENS.search(log.read_text(errors="replace")) is not None)
        address = LISTENS.search(log.read_text(errors="replace"))[1]
        self.socket = connect(address, max_size=None)
        self.numbers = itertools.count(1)
        self.session = None
        (target,) = [one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page"]
        self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.requests: list[str] = []
        self.said: list[str] = []
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def ask(self, method: str, **parameters) -> dict:
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        self.socket.send(json.dumps(message | ({"sessionId": self.session} if self.session else {})))
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE))
            if answer.get("id") == number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]
            self._note(answer)

    def _note(self, event: dict) -> None:
        parameters = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        if event.get("method") == "Log.entryAdded":
            self.said.append(parameters["entry"]["text"])

    def evaluate(self, expression: str) -> object:
        """The value of an expression in the page."""
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise AssertionError(f"`{expression}`: {result['exceptionDetails']}")
        return result["result"].get("value")

    def until(self, expression: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise AssertionError(f"the page never came to `{expression}`")
            time.sleep(0.05)

    def press(self, key: str) -> None:
        code = {"Tab": 9, "Enter": 13}[key]
        both = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **both, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **both)

    def picture(self, file: Path, selector: str | None = None) -> browser.Picture:
        """Of the whole page, or of an element; `file` is a PNG that a person may look at."""
        whole = "document.documentElement"
        box = f"({{x: 0, y: 0, width: {whole}.scrollWidth, height: {whole}.scrollHeight}})"
        if selector is not None:
            found = f"document.querySelector({json.dumps(selector)})"
            box = f"(r => ({{x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height}}))({found}.getBoundingClientRect())"
        clip = self.evaluate(box) | {"scale": 1}
        shot = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))
        return browser.Picture.read(file)

    def close(self) -> None:
        self.socket.close()
        self.server.stop()
        self.folder.cleanup()
