#!/usr/bin/env bash
# Finding: A `Requires-Dist` that is folded over two lines makes a release invisible to pip, though METADATA has the syntax of mail
#   headers, where a line that starts with a blank goes on with the one above.
# Expectation: pip reads the unfolded value, as the same library's parser reads a folded `Summary` or `License`, and installs.
# Behaviour: pip 26.3 gets the value with its line break, which packaging's requirement grammar takes for no white space; pip calls the
#   release's metadata invalid and says that no version is found. uv 0.13.9 unfolds and installs it.
# Version: pip 26.3, uv 0.13.9
# Source: core metadata specification ("standard Python email parser … headers"); RFC 5322, section 2.2.3, "Long Header Fields"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
mkdir "$work/wheels"
"$work/venv/bin/python" - "$work/wheels" <<'PYTHON'
import sys
import zipfile

FOLDED = "Requires-Dist: typing-extensions >=4 ;\n  python_version < '3'\n"
with zipfile.ZipFile(f"{sys.argv[1]}/small-1-py3-none-any.whl", "w") as wheel:
    wheel.writestr("small.py", "")
    wheel.writestr("small-1.dist-info/METADATA", f"Metadata-Version: 2.1\nName: small\nVersion: 1\n{FOLDED}")
    wheel.writestr("small-1.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr("small-1.dist-info/RECORD", "small.py,,\n")
PYTHON
by_pip=0
"$work/venv/bin/pip" install --disable-pip-version-check --no-index --no-cache-dir --dry-run --find-links "$work/wheels" small \
  >"$work/pip" 2>&1 || by_pip=$?
by_uv=0
"$work/venv/bin/uv" pip install --no-index --no-cache --python "$work/venv/bin/python" --dry-run --find-links "$work/wheels" small \
  >"$work/uv" 2>&1 || by_uv=$?
echo "pip 26.3, exit code $by_pip:"
grep -E 'ERROR|invalid|Would' "$work/pip"
echo "uv 0.13.9, exit code $by_uv:"
grep -E '^ \+|error' "$work/uv"
[ "$by_pip" != 0 ] && grep -q 'No matching distribution' "$work/pip"
[ "$by_uv" = 0 ] && grep -q '+ small==1' "$work/uv"
