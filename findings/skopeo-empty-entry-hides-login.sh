#!/bin/bash
# Finding: an empty entry of a namespace in an auth file hides the login of its host from skopeo.
# Expectation: `{}` is what login commands leave where a helper keeps the secret: it says nothing, and the next shorter key counts. Who
#   has no credentials sends none.
# Behaviour: the most specific key is taken, empty or not; skopeo then answers a `Basic` challenge with an empty name and an empty
#   password (`Authorization: Basic Og==`), which registries count as a failed login and not as nobody.
# Version: skopeo 1.9.3+ds1-1+b10 (Debian 12)
# Source: containers-auth.json(5), "FORMAT": keys from the most specific to the host; RFC 7617, section 2
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq skopeo=1.9.3+ds1-1+b10 libgpgme11 libassuan0 libgpg-error0 libdevmapper1.02.1 2>/dev/null
for deb in *.deb; do dpkg -x "$deb" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - "$work/root/usr/bin/skopeo" <<'END'
import base64, http.server, json, subprocess, sys, threading

said = []


class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        login = self.headers["Authorization"]
        said.append(login and base64.b64decode(login.split()[1]).decode())
        self.send_response(404 if login else 401)
        self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry)
threading.Thread(target=server.serve_forever, daemon=True).start()
host = f"127.0.0.1:{server.server_port}"
login = {"auth": base64.b64encode(b"name:password").decode()}
seen = {}
for name, auths in (
    ("the host alone", {host: login}),
    ("an empty entry of another namespace beside it", {host: login, f"{host}/other": {}}),
    ("an empty entry of the namespace beside it", {host: login, f"{host}/fleet": {}}),
):
    with open("auth.json", "w") as file:
        json.dump({"auths": auths}, file)
    said.clear()
    words = ("inspect", "--tls-verify=false", "--authfile", "auth.json", f"docker://{host}/fleet/image:tag")
    subprocess.run([sys.argv[1], *words], capture_output=True)
    seen[name] = sorted({one for one in said if one is not None})
    print(f"{name}: skopeo logs in as {seen[name]}")
sys.exit(0 if list(seen.values()) == [["name:password"], ["name:password"], [":"]] else 1)
END
