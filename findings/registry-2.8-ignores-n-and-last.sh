#!/bin/bash
# Finding: Debian 12's registry pages no list of tags, and sorts none.
# Expectation: `tags/list?n=2&last=t1` gives two tags in lexical order, those behind `t1`, and a `Link` to the rest. A client that
#   makes the next address itself, from the last tag that it got, comes to an end.
# Behaviour: `n` and `last` are ignored, `n=0` too; all tags come each time, without a `Link`, in an order that is not lexical.
#   Such a client reads the same page for ever, or loses tags; one that follows `Link` alone is right.
# Version: docker-registry 2.8.2+ds1-1 (Debian 12)
# Source: OCI distribution specification 1.1, "Listing Tags"
set -euo pipefail
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq docker-registry=2.8.2+ds1-1 2>/dev/null
dpkg -x docker-registry_*.deb root
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > registry.yml <<END
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/data}}
http: {addr: "127.0.0.1:$port"}
END
root/usr/bin/docker-registry serve registry.yml >registry.log 2>&1 &
server=$!
python3 - "$port" <<'END'
import hashlib, json, sys, time, urllib.request

BASE = f"http://127.0.0.1:{sys.argv[1]}"
OCI = "application/vnd.oci.image."


def ask(method, path, data=None, kind="application/octet-stream"):
    place = path if path.startswith("http") else BASE + path
    return urllib.request.urlopen(urllib.request.Request(place, data, {"Content-Type": kind}, method=method))


for _ in range(100):
    try:
        ask("GET", "/v2/")
        break
    except OSError:
        time.sleep(0.1)
config = b"{}"
digest = f"sha256:{hashlib.sha256(config).hexdigest()}"
session = ask("POST", "/v2/a/b/blobs/uploads/").headers["Location"]
ask("PUT", f"{session}&digest={digest}", config)
described = {"mediaType": f"{OCI}config.v1+json", "digest": digest, "size": 2}
manifest = {"schemaVersion": 2, "mediaType": f"{OCI}manifest.v1+json", "config": described, "layers": []}
tags = [f"t{number:02}" for number in range(20)]
for tag in tags:
    ask("PUT", f"/v2/a/b/manifests/{tag}", json.dumps(manifest).encode(), manifest["mediaType"])
changed = is_sorted = False
for query in ("", "?n=2", "?n=2&last=t01", "?n=0", "?last=t03"):
    answer = ask("GET", f"/v2/a/b/tags/list{query}")
    got, link = json.load(answer)["tags"], answer.headers["Link"]
    print(f"{query or '(no query)':14} {len(got)} tags, Link: {link}, {' '.join(got[:6])} ...")
    changed |= sorted(got) != tags or link is not None
sys.exit(1 if changed else 0)
END
