"""An image's tags, as the registry lists them: of a day, and of a git revision."""

import re

TAG = re.compile(r"(\d{8})-[0-9a-f]{7,40}", re.ASCII)


def newest(tags: list[object]) -> list[str]:
    """Those of the newest day; a name says nothing of the order within it. Others than `YYYYMMDD-SHA` are left out."""
    dated = [(match[1], tag) for tag in tags if isinstance(tag, str) and (match := TAG.fullmatch(tag))]
    last = max(dated, default=("", ""))[0]
    return sorted(tag for day, tag in dated if day == last)


def digest_of(image: str) -> str | None:
    """What `name@sha256:…` names."""
    match = re.fullmatch(r"[^@\s]+@(sha256:[0-9a-f]{64})", image)
    return match[1] if match else None
