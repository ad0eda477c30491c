"""The fields of what is posted, each checked for its form. Whoever reaches the port may post."""

import re

# A name that a service or a machine has. It begins with a letter, so that it is no address written as a number.
LABEL = re.compile(r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
DIGEST = re.compile(r"(?:sha256:[0-9a-f]{64})?")
REVISION = re.compile(r"(?:[0-9a-f]{7,64}(?:-dirty)?)?")
KIND = re.compile(r"[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?")
MOMENT = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
LONGEST_SHOWN = 80


class Refused(Exception):
    """Why a request is not taken, and the status that says so."""

    def __init__(self, reason: str, status: int = 422) -> None:
        super().__init__(reason)
        self.status = status


class Fields:
    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise Refused(f"{what} must be a JSON object")
        self.values = value

    def refuse(self, name: str, expected: str) -> Refused:
        found = f"it is: {self.values[name]!r:.{LONGEST_SHOWN}}" if name in self.values else "it is missing"
        return Refused(f"`{name}` must be {expected}, {found}")

    def match(self, name: str, pattern: re.Pattern[str], expected: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise self.refuse(name, expected)
        return value

    def label(self, name: str) -> str:
        return self.match(name, LABEL, "a DNS label: a-z, 0-9 and `-`, a letter first, 63 at most")

    def digest(self, name: str) -> str:
        return self.match(name, DIGEST, "`sha256:` and 64 hexadecimal digits, or empty")

    def revision(self, name: str) -> str:
        return self.match(name, REVISION, "7 to 64 hexadecimal digits, or empty")

    def kind(self, name: str) -> str:
        return self.match(name, KIND, "a word of a-z, 0-9 and `-`, a letter first, 32 at most")

    def port(self, name: str) -> int:
        value = self.values.get(name)
        if type(value) is not int or not 1 <= value <= 65535:
            raise self.refuse(name, "a port between 1 and 65535")
        return value

    def text(self, name: str, longest: int) -> str:
        """One line: what does not print, or turns the direction of writing, becomes a space."""
        value = self.values.get(name)
        if not isinstance(value, str) or len(value) > longest:
            raise self.refuse(name, f"text of at most {longest} characters")
        return one_line(value)

    def or_none(self, name: str, read):
        return None if name in self.values and self.values[name] is None else read(name)

    def moment(self, name: str) -> str:
        return self.match(name, MOMENT, "a moment, `2024-06-15T12:00:00Z`")


def one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
