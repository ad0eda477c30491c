#!/bin/bash
# Finding: the SBOM that auditwheel puts into a wheel (PEP 770) has the wheel itself among its components, and a
#   second SBOM in the same wheel names parts without any package URL.
# Expectation: `components` are the parts of the wheel, `metadata.component` is the wheel, and each part has a URL.
# Behaviour: a reader that takes every component for a part counts the wheel as a part of itself, once more in the
#   image; one that knows parts by URL alone loses most of them in silence.
# Version: auditwheel 6.8.2, by pillow 13.0.0
# Source: PEP 770; CycloneDX 1.4, `metadata.component` and `components`
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --no-deps --dest "$work" --only-binary :all: --python-version 3.11 \
  --platform manylinux_2_28_x86_64 pillow==13.0.0
python3 - "$work"/pillow-*.whl <<'PYTHON'
import json
import sys
import zipfile

wheel = zipfile.ZipFile(sys.argv[1])
itself, bare = [], []
for name in wheel.namelist():
    if "/sboms/" in name and name.endswith(".json"):
        document = json.loads(wheel.read(name))
        own = document["metadata"]["component"]["bom-ref"]
        itself += [one["purl"] for one in document["components"] if one["bom-ref"] == own]
        bare += [one["name"] for one in document["components"] if "purl" not in one]
print("the wheel as a part of itself:", *itself)
print("parts without a package URL:", *bare)
sys.exit(not (itself and bare))
PYTHON
