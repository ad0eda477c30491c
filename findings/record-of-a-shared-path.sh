#!/usr/bin/env bash
# Finding: after two wheels have written one path, RECORD of one of them is wrong for good and no tool of pip says so
# Expectation: pip refuses or warns when a wheel overwrites another wheel's file with other bytes, or `pip check`
#   finds the RECORD whose hash no longer fits
# Behaviour: `databricks/__init__.py` of databricks-sdk 0.30.0 and of databricks-connect 14.3.1 differ; pip installs both
#   without a word, the one that is installed last stays, `pip check` has nothing to say of it, and
#   importlib.metadata's hash of the other's file is not that of the file on the disk
# Version: pip 26.0, databricks-sdk 0.30.0, databricks-connect 14.3.1
# Source: PyPA specification "Recording installed projects", section "The RECORD file"; pip's issue 4625
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
python="$work/venv/bin/python"
"$python" -m pip install --disable-pip-version-check --quiet pip==26.0
said=$("$python" -m pip install --disable-pip-version-check --no-deps --quiet \
    databricks-sdk==0.30.0 databricks-connect==14.3.1 2>&1)
echo "pip install said: '${said}'"
"$python" - <<'PYTHON'
import base64
import hashlib
import importlib.metadata as metadata

SHARED = "databricks/__init__.py"
fits = {}
for name in ("databricks-sdk", "databricks-connect"):
    [file] = [file for file in metadata.files(name) if str(file) == SHARED]
    digest = hashlib.sha256(file.locate().read_bytes()).digest()
    got = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    fits[name] = got == file.hash.value
    print(f"{name}: RECORD of {SHARED} {'fits' if fits[name] else 'does not fit'} the file")
assert sorted(fits.values()) == [False, True], "the behaviour has changed"
PYTHON
check=$("$python" -m pip check --disable-pip-version-check 2>&1 || true)
if grep -q "__init__" <<<"$check" || [ -n "$said" ]; then
    echo "the behaviour has changed: $said $check" >&2
    exit 1
fi
echo "pip check says nothing of the shared path"
