#!/usr/bin/env bash
# Finding: from an index in HTML uv writes a pylock.toml without `size`, though it has the whole wheel; and with
#   `--exclude-newer` it takes no file of such an index at all, however old.
# Expectation: uv downloads the wheel to compute the hash that the page lacks, so it knows the size too; and a page
#   without dates cannot say that a file is too new.
# Behaviour: `hashes.sha256` is written and `size` is not; with `--exclude-newer` the answer is "No solution found" and
#   a hint that names `exclude-newer-package`.
# Version: uv 0.13.9
# Source: PEP 503 (pages have no dates), PEP 751 (`size` is optional), uv's documentation of `exclude-newer`
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet uv==0.13.9
mkdir -p "$work/www/simple/acme-tool"
cd "$work"
python3 - <<'P'
import zipfile
info = "acme_tool-1.0.dist-info"
with zipfile.ZipFile("www/acme_tool-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("acme_tool.py", "")
    wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: acme-tool\nVersion: 1.0\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(f"{info}/RECORD", f"acme_tool.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
P
name=acme_tool-1.0-py3-none-any.whl
echo "<a href=\"/$name\">$name</a>" >www/simple/acme-tool/index.html
python3 -u -m http.server --bind 127.0.0.1 --directory www 0 >port 2>/dev/null &
server=$!
until grep -q 'port [0-9]' port; do sleep 0.1; done
port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' port)
echo acme-tool >acme.in
compile() {
  UV_DEFAULT_INDEX="http://127.0.0.1:$port/simple" venv/bin/uv pip compile --no-cache --quiet --no-header \
    --format pylock.toml --output-file pylock.toml "$@" acme.in
}
compile
grep wheels pylock.toml
grep -q sha256 pylock.toml
if grep -q 'size =' pylock.toml; then exit 1; fi
rm pylock.toml
touch -d 2020-01-01 "www/$name"
if compile --exclude-newer 2024-01-01 2>said; then exit 1; fi
cat said
grep -q 'exclude-newer-package' said
