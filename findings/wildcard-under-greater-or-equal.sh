#!/usr/bin/env bash
# Finding: A marker such as `python_version >= '3.8.*'`, which published wheels have, means the opposite to pip and to uv: on Python 3.11
#   uv installs the dependency and pip leaves it out, each without an error.
# Expectation: `3.8.*` isn't a version that `>=` takes. Both refuse the marker, as both refuse `>=3.8.*` behind a package's name, or both
#   take it for 3.8.
# Behaviour: packaging falls back to another comparison, which says no for `>=` and for `<` alike, and pip skips the dependency. uv
#   installs it for both.
# Version: pip 26.3, packaging 26.4, uv 0.13.9
# Source: dependency specifiers specification, "Environment Markers" (comparisons of versions, else of strings)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9 packaging==26.4
mkdir "$work/wheels"
"$work/venv/bin/python" - "$work/wheels" <<'PYTHON'
import sys
import zipfile

WANTED = {
    "least": "Requires-Dist: dependency ; python_version >= '3.8.*'\n",
    "below": "Requires-Dist: dependency ; python_version < '3.9.*'\n",
    "dependency": "",
}
for name, wanted in WANTED.items():
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}-1-py3-none-any.whl", "w") as wheel:
        folder = f"{name}-1.dist-info"
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{wanted}")
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{folder}/RECORD", f"{name}.py,,\n")
PYTHON
"$work/venv/bin/python" - <<'PYTHON'
from packaging.markers import Marker

for text in ("python_version >= '3.8.*'", "python_version < '3.9.*'"):
    holds = Marker(text).evaluate({"python_version": "3.11", "python_full_version": "3.11.2"})
    print(f"packaging 26.4: {text}: {holds}")
    assert holds is False
PYTHON
for name in least below; do
  "$work/venv/bin/pip" install --disable-pip-version-check --no-index --no-cache-dir --dry-run --find-links "$work/wheels" $name \
    >"$work/pip" 2>&1
  "$work/venv/bin/uv" pip install --no-index --no-cache --python "$work/venv/bin/python" --dry-run --find-links "$work/wheels" $name \
    >"$work/uv" 2>&1
  echo "pip 26.3:  $(grep 'Would install' "$work/pip")"
  echo "uv 0.13.9: $(grep '^ +' "$work/uv" | tr '\n' ' ')"
  grep -q "Would install $name-1\$" "$work/pip"
  grep -q '+ dependency==1' "$work/uv"
done
