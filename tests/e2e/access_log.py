"""What a registry was asked, by its own access log (the combined format)."""

import re
from dataclasses import dataclass

LINE = re.compile(r'^\S+ \S+ \S+ \[[^]]*\] "(\S+) (\S+) HTTP/[0-9.]+" (\d+) (\d+) "[^"]*" "([^"]*)"$', re.MULTILINE)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    status: int
    # Bytes of the answer
    sent: int
    agent: str


def read(text: str) -> list[Request]:
    found = LINE.findall(text)
    return [Request(method, path, int(status), int(sent), agent) for method, path, status, sent, agent in found]
