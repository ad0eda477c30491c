#!/usr/bin/env bash
# Finding: A package URL of type pypi keeps the dots of a name, which Python's own normalization replaces. So one distribution has
#   two purls, according to which tool wrote it: `pkg:pypi/zope.interface` and `pkg:pypi/zope-interface`.
# Expectation: `packageurl` normalizes a pypi name as `packaging.utils.canonicalize_name` does, since both call it normalized.
# Behaviour: `packageurl` lowers the case and replaces `_`, and leaves `.` as it is. A search by purl for the name that an index
#   shows (`zope-interface`) misses a document that was written with the metadata's name, and the other way round.
# Version: packageurl-python 0.17.6, packaging 26.4
# Source: the purl specification, type definition `pypi` ("replace underscore with dash", lower case); PEP 503, "Normalized Names"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --target "$work/site" \
  packageurl-python==0.17.6 packaging==26.4
PYTHONPATH="$work/site" python3 - <<'PYTHON'
from packageurl import PackageURL
from packaging.utils import canonicalize_name

got = {}
for name in ("zope.interface", "Zope_Interface", "zope-interface"):
    got[name] = (PackageURL("pypi", None, name).to_string(), f"pkg:pypi/{canonicalize_name(name)}")
    print(f"{name:16}  packageurl {got[name][0]:26}  by PEP 503 {got[name][1]}")
assert {by_name for _, by_name in got.values()} == {"pkg:pypi/zope-interface"}
assert got["zope.interface"][0] == "pkg:pypi/zope.interface"
assert got["Zope_Interface"][0] == "pkg:pypi/zope-interface"
PYTHON
