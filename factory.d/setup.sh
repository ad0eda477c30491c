# What the factory needs, by the system's ordinary clients. Nothing of the host is edited: Nix's
# settings go through the environment.

STATE="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/gen-lock-factory"

# What users say by the environment: folders, addresses, logins, Nix's settings.
PRESERVED=HOME,XDG_CACHE_HOME,XDG_CONFIG_HOME,TMPDIR,CI,GEN_LOCK,GEN_LOCK_UV,NIX_CONFIG,NIX_SSHOPTS
PRESERVED+=,GEN_LOCK_INDEX_URL,GEN_LOCK_DEBIAN_MIRROR,GEN_LOCK_DEBIAN_SECURITY_MIRROR,GEN_LOCK_DEBIAN_KEYRING
# An extra index that is lost here is a private package taken from the public index.
PRESERVED+=,PIP_INDEX_URL,PIP_EXTRA_INDEX_URL,PIP_KEYRING_PROVIDER,NETRC
PRESERVED+=,UV_INDEX,UV_INDEX_URL,UV_EXTRA_INDEX_URL,UV_DEFAULT_INDEX,UV_CONFIG_FILE,UV_KEYRING_PROVIDER
PRESERVED+=,PIP_CONFIG_FILE,CARGO_HOME,SSL_CERT_FILE,REGISTRY_AUTH_FILE
PRESERVED+=,SSL_CERT_DIR,NIX_SSL_CERT_FILE,CURL_CA_BUNDLE,PIP_CERT,REQUESTS_CA_BUNDLE,CARGO_HTTP_CAINFO
PRESERVED+=,DOCKER_CONFIG,http_proxy,https_proxy,no_proxy,HTTP_PROXY,HTTPS_PROXY,NO_PROXY

as_root() {
  # Logins of uv's named indexes have names of their own.
  PRESERVED+=$({ compgen -e UV_INDEX_ || true; } | sed 's/^/,/' | tr -d '\n')
  [ "$(id -u)" = 0 ] || exec sudo --preserve-env="$PRESERVED" ./factory "${ARGUMENTS[@]}"
  mkdir -p "$STATE"
}

set_up() {
  as_root
  if [ -n "$OFFLINE" ]; then
    set_up_offline
    return
  fi
  install_packages nix:nix-bin git:git gpgv:gpgv curl:curl
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || apt_install debian-archive-keyring
  [ -e /etc/ssl/certs/ca-certificates.crt ] || apt_install ca-certificates
  set_up_nix
  set_up_uv
  if [ -n "${GEN_LOCK:-}" ]; then
    take_gen_lock
  else
    set_up_rust
    set_up_gen_lock
  fi
}

# PROGRAM:PACKAGE …
install_packages() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair#*:}")
  done
  [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}

apt_install() {
  command -v apt-get >/dev/null || fail "there is no apt-get: install $* yourself"
  say "installing $*"
  if [ ! -e "$STATE/apt-updated" ] || [ -n "$(find "$STATE/apt-updated" -mmin +60)" ]; then
    apt-get update -qq >&2
    touch "$STATE/apt-updated"
  fi
  local log="$STATE/apt.log"
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >"$log" 2>&1; then
    cat "$log" >&2
    fail "apt-get cannot install $*"
  fi
}

# The minor version of Rust here; 0 where there is none.
rust_minor() {
  local text
  text=$(rustc --version 2>/dev/null) || text="rustc 1.0.0"
  text=${text#rustc 1.}
  printf '%s' "${text%%.*}"
}

# A daemon is used where one runs; else root owns the store alone.
set_up_nix() {
  export NIX_CONFIG="experimental-features = nix-command flakes
sandbox = true
substituters =
max-jobs = auto
${NIX_CONFIG:-}"
  if [ ! -S /nix/var/nix/daemon-socket/socket ]; then
    NIX_CONFIG="build-users-group =
$NIX_CONFIG"
  fi
}

# Debian's compiler is new enough from Debian 12's security updates on.
set_up_rust() {
  local wanted=95
  install_packages cc:gcc
  [ "$(rust_minor)" -ge "$wanted" ] && command -v cargo >/dev/null && return
  apt_install rustc-web cargo-web
  [ "$(rust_minor)" -ge "$wanted" ] || fail "Rust 1.$wanted or later is needed: install it (for example with rustup), then run this again"
}

# Whatever the index says: the version and the bytes that uv.txt pins, and anew where the pin changed.
# pip stays on PATH behind uv's folder: gen-lock asks it for the user's indexes.
set_up_uv() {
  local pin=factory.d/uv.txt
  if ! command -v uv >/dev/null 2>&1 && ! cmp --silent "$pin" "$STATE/uv/pin"; then
    say "installing uv"
    python3 -c 'import venv, ensurepip' 2>/dev/null || apt_install python3-venv
    rm -rf "$STATE/uv"
    python3 -m venv "$STATE/uv"
    "$STATE/uv/bin/pip" install --quiet --no-deps --only-binary :all: --require-hashes --requirement "$pin" >&2
    cp "$pin" "$STATE/uv/pin"
  fi
  command -v uv >/dev/null 2>&1 || export GEN_LOCK_UV="$STATE/uv/bin/uv"
  if [ -d "$STATE/uv/bin" ]; then export PATH="$PATH:$STATE/uv/bin"; fi
}

set_up_gen_lock() {
  say "building gen-lock"
  cargo build --locked --release -p gen-lock >&2
  PATH="$PWD/target/release:$PATH"
  export PATH
}

# One that was built elsewhere.
take_gen_lock() {
  "$GEN_LOCK" --version >&2 || fail "GEN_LOCK: \`$GEN_LOCK\` does not run"
  PATH="$(dirname "$(readlink -f "$GEN_LOCK")"):$PATH"
  export PATH
}
