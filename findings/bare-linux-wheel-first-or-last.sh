#!/usr/bin/env bash
# Finding: Of two wheels of one version that differ in their platform alone, `linux_x86_64` and `manylinux_2_17_x86_64`, pip and uv
#   install different ones.
# Expectation: Both rank platforms alike: the order of tags is packaging's, which the two agree on for every manylinux and musllinux tag.
# Behaviour: pip 26.3 takes the bare `linux_x86_64` wheel, since packaging ranks native tags before manylinux; uv 0.13.9 takes the
#   manylinux one. Indexes for the public refuse bare tags, but private ones and PyTorch's have both kinds side by side.
# Version: pip 26.3, uv 0.13.9
# Source: packaging.tags, documentation of `platform_tags`; platform compatibility tags specification, "Basic platform tags"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
mkdir "$work/wheels"
"$work/venv/bin/python" - "$work/wheels" <<'PYTHON'
import sys
import zipfile

for platform in ("linux_x86_64", "manylinux_2_17_x86_64"):
    tag, folder = f"py3-none-{platform}", "small-1.dist-info"
    with zipfile.ZipFile(f"{sys.argv[1]}/small-1-{tag}.whl", "w") as wheel:
        wheel.writestr("small.py", "")
        wheel.writestr(f"{folder}/METADATA", "Metadata-Version: 2.1\nName: small\nVersion: 1\n")
        wheel.writestr(f"{folder}/WHEEL", f"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: false\nTag: {tag}\n")
        wheel.writestr(f"{folder}/RECORD", f"small.py,,\n{folder}/METADATA,,\n{folder}/WHEEL,,\n{folder}/RECORD,,\n")
PYTHON
installed() { sed -n 's/^Tag: py3-none-//p' "$work/$1/small-1.dist-info/WHEEL"; }
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index --no-cache-dir --find-links "$work/wheels" \
  --target "$work/by-pip" small
"$work/venv/bin/uv" pip install --quiet --no-index --no-cache --python "$work/venv/bin/python" --find-links "$work/wheels" \
  --target "$work/by-uv" small
echo "pip 26.3:  $(installed by-pip)"
echo "uv 0.13.9: $(installed by-uv)"
[ "$(installed by-pip)" = linux_x86_64 ]
[ "$(installed by-uv)" = manylinux_2_17_x86_64 ]
