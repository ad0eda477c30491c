"""Judges a folder's SBOMs and statements by other people's validators; `TOOLS_PYTHON` has them, so this is a program.

Prints one line a finding, and ends with 1 when there is one.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf.json_format import MessageToDict, Parse, ParseDict, ParseError
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from packageurl import PackageURL
from spdx_tools.spdx.parser.error import SPDXParsingError
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

CYCLONEDX = JsonStrictValidator(SchemaVersion.V1_6)


def cyclonedx(path: Path) -> Iterator[str]:
    text = path.read_text()
    if error := CYCLONEDX.validate_str(text):
        yield str(error)
    for component in json.loads(text)["components"]:
        if "purl" in component:
            yield from purl(component["purl"])


def spdx(path: Path) -> Iterator[str]:
    try:
        document = parse_file(str(path))
    except SPDXParsingError as error:
        yield from map(str, error.get_messages())
        return
    for message in validate_full_spdx_document(document, "SPDX-2.3"):
        yield message.validation_message
    for package in json.loads(path.read_text())["packages"]:
        for reference in package.get("externalRefs", ()):
            yield from purl(reference["referenceLocator"])


def purl(text: str) -> Iterator[str]:
    """A package URL is in its canonical form."""
    canonical = PackageURL.from_string(text).to_string()
    if canonical != text:
        yield f"{text}: want {canonical}"


def in_toto(path: Path) -> Iterator[str]:
    try:
        # A field that the specifications do not know is an error here.
        statement = Parse(path.read_text(), statement_pb2.Statement())
        Statement.copy_from_pb(statement).validate()
        predicate = ParseDict(MessageToDict(statement)["predicate"], provenance_pb2.Provenance())
        definition = predicate.build_definition
        for dependency in definition.resolved_dependencies:
            ResourceDescriptor.copy_from_pb(dependency).validate()
    except (ParseError, ValueError) as error:
        yield str(error)
        return
    # What SLSA's first level wants
    for word in ("build_type", "external_parameters", "resolved_dependencies"):
        if not getattr(definition, word):
            yield f"no {word}"
    if not predicate.run_details.builder.id:
        yield "no builder"


JUDGES: dict[str, Callable[[Path], Iterator[str]]] = {
    ".cdx.json": cyclonedx,
    ".spdx.json": spdx,
    ".intoto.json": in_toto,
}


def main(folder: Path) -> int:
    found = False
    for path in sorted(folder.iterdir()):
        (judge,) = [judge for end, judge in JUDGES.items() if path.name.endswith(end)]
        for finding in judge(path):
            print(f"{path.name}: {finding}")
            found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
