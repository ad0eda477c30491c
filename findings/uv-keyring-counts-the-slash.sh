#!/bin/bash
# Finding: uv finds no password in the keyring where the index is written with a slash at its end and the password was stored without one.
# Expectation: `https://HOST/simple` and `https://HOST/simple/` are one index: uv asks both for the same pages.
# Behaviour: `keyring get` is called with the address exactly as it is written, then with the host, and over plain http with `http://HOST`.
#   The other spelling is never asked for; uv goes on with an empty password.
# Version: uv 0.13.9, keyring 25.7.0, keyrings.alt 5.0.2
# Source: uv's documentation, "HTTP credentials", on keyring providers; PEP 503 on the slash at the end
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet uv==0.13.9 keyring==25.7.0 keyrings.alt==5.0.2
mkdir -p bin home/.config/python_keyring
printf '[backend]\ndefault-keyring=keyrings.alt.file.PlaintextKeyring\n' > home/.config/python_keyring/keyringrc.cfg
printf '#!/bin/sh\necho "$@" >> "%s/asked"\nexec "%s/venv/bin/keyring" "$@"\n' "$work" "$work" > bin/keyring
chmod +x bin/keyring
env -u XDG_CONFIG_HOME -u XDG_DATA_HOME HOME="$work/home" PATH="$work/bin:$work/venv/bin:$PATH" UV_KEYRING_PROVIDER=subprocess \
  UV_NO_CONFIG=1 python3 - <<'END'
import base64, http.server, pathlib, subprocess, threading

logins = []


class Index(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        login = base64.b64decode(self.headers.get("Authorization", "Basic Og==").split()[1]).decode()
        logins.append(login)
        self.send_response(200 if login == "ann:secret" else 401)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
threading.Thread(target=server.serve_forever, daemon=True).start()
host = f"127.0.0.1:{server.server_port}"
stored = f"http://{host}/simple"
subprocess.run(["venv/bin/keyring", "set", stored, "ann"], input="secret", text=True, check=True, capture_output=True)
seen = {}
for slash in ("", "/"):
    logins.clear()
    pathlib.Path("asked").unlink(missing_ok=True)
    words = ["uv", "pip", "compile", "-", "--no-cache", "--index-url", f"http://ann@{host}/simple{slash}"]
    subprocess.run(words, input="a-project", text=True, capture_output=True)
    asked = pathlib.Path("asked").read_text().replace(host, "HOST").splitlines()
    seen[slash] = set(logins)
    print(f"stored for http://HOST/simple, index http://HOST/simple{slash}: asked {asked}, logged in as {sorted(seen[slash])}")
assert seen[""] == {"ann:secret"}, seen
assert seen["/"] == {"ann:"}, "uv finds the password under the other spelling"
END
