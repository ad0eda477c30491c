"""Which image every service of this machine should run: `service=sha256:… service=`, empty where a tag is forced."""

from .field import DIGEST, LABEL

Expected = dict[str, str]


def parse(text: str) -> Expected:
    """Raises ValueError with the word that is wrong."""
    expected: Expected = {}
    for word in text.split():
        service, equals, digest = word.partition("=")
        if not equals or service in expected or not LABEL.fullmatch(service) or not DIGEST.fullmatch(digest):
            raise ValueError(word[:200])
        expected[service] = digest
    return expected
