# Every test there is, the fast ones first.

run_tests() {
  case "${1:-all}" in
    quick) check_rust; check_services; check_workflows ;;
    images) shift; check_images "$@" ;;
    long) check_images long; nix flake check ;;
    engines) shift; check_engines "$@" ;;
    kills) shift; check_kills "$@" ;;
    all)
      need_disk 30 "${TMPDIR:-/tmp}" "testing images in containers and a second store"
      check_rust
      check_services
      check_workflows
      check_nix
      check_images
      ;;
    *) fail "no such test: $1 (quick, images [NAME …], long, engines [NAME …], kills [COUNT], or nothing for all)" ;;
  esac
}

check_rust() {
  say "formats and command line"
  # No documentation holds a test.
  cargo test --quiet --locked --release --workspace --lib --bins --tests
  cargo test --quiet --locked --release --target-dir target --manifest-path generator/fuzz/Cargo.toml
}

check_services() {
  say "services"
  test_venv
  local service
  install_packages haproxy:haproxy
  for service in runtime relay cross-machine-gpu-scheduler streaming-translation-proxy speech-relay-service \
    docker-proxy self-healing-supervisor unified-observability-center; do
    PYTHONPATH=services "$STATE/test/bin/python" -m unittest discover --quiet \
      --top-level-directory "services/$service" --start-directory "services/$service/tests"
  done
}

# What the services' tests run with, of the day that the images' locks are of.
test_venv() { venv test services/test-requirements.in 2024-06-15; }

# What the tests judge files with: TOOLS_PYTHON has it, and its programs lie beside that.
tools_venv() {
  venv tools tests/tools.in 2026-11-24 --only-binary :all:
  export TOOLS_PYTHON="$STATE/tools/bin/python"
}

# venv NAME REQUIREMENTS DATE [UV ARGUMENT …]: made anew when the list or the day changes.
venv() {
  local folder="$STATE/$1" made
  made="$folder/made-$( (printf '%s\n' "$@"; cat "$2") | sha256sum | cut -c 1-16)"
  [ -e "$made" ] && return
  rm -rf "$folder"
  python3 -c 'import venv, ensurepip' 2>/dev/null || apt_install python3-venv
  python3 -m venv "$folder"
  "${GEN_LOCK_UV:-uv}" pip install --quiet --python "$folder/bin/python" \
    --exclude-newer "$3" "${@:4}" --requirement "$2" >&2
  touch "$made"
}

check_workflows() {
  say "workflows"
  tools_venv
  "$TOOLS_PYTHON" -m unittest discover --quiet \
    --top-level-directory tests/workflows --start-directory tests/workflows
}

check_nix() {
  say "the flake"
  gen-lock generate --check
  gen-lock fetch >&2
  nix flake show
  # First, for they read folders that an evaluation without a build does not put into the store.
  local checks
  checks=".#checks.$(nix eval --raw --impure --expr builtins.currentSystem)"
  nix build --no-link "$checks.nix" "$checks.layer-builder"
  # All of it is evaluated; gen-lock itself, which cargo has built, is built by Nix in the long tests.
  nix flake check --no-build
}

# In other people's tools. The tests start and stop the engine, the registry and sshd.
check_images() {
  say "images"
  image_tools
  "$STATE/test/bin/python" tests/e2e "$@"
}

# pc2 on the engines of three Debians, or on those that are named: what only a person asks for, for it takes long.
check_engines() {
  need_disk 25 "${TMPDIR:-/tmp}" "pc2 in one engine after the other"
  say "engines"
  image_tools
  "$STATE/test/bin/python" tests/e2e/engines.py "$@"
}

# Roll-outs of a few services, killed at random moments: 200 of them, or COUNT. SEED chooses the moments.
check_kills() {
  need_disk 5 "${TMPDIR:-/tmp}" "an engine with three images"
  say "killed roll-outs"
  image_tools
  "$STATE/test/bin/python" tests/e2e/killed_roll_outs.py "$@"
}

image_tools() {
  install_idle git:git skopeo:skopeo strace:strace umoci:umoci dockerd:docker.io docker-registry:docker-registry \
    iptables:iptables ip:iproute2 openssl:openssl ps:procps zstd:zstd apparmor_parser:apparmor \
    docker-compose:docker-compose yamllint:yamllint systemd-analyze:systemd \
    chromium:chromium pngtopam:netpbm ssh:openssh-client sshd:openssh-server
  test_venv
  tools_venv
}

# install_idle PROGRAM:PACKAGE …: no server starts because its package was installed.
install_idle() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  install_packages "$@"
)

# Of Debian's Rust; rustup's has them.
lint() {
  cargo fmt --version >/dev/null 2>&1 || apt_install rustfmt-web
  cargo clippy --version >/dev/null 2>&1 || apt_install rust-web-clippy
  cargo fmt --all --check
  cargo clippy --quiet --locked --release --workspace --all-targets -- -D warnings
}

# deny [CHECK …]: no package of Debian 12 has cargo-deny, so it is built once. The advisories are not among the
# checks by default: only they need a network, and tomorrow's answer is not today's.
deny() {
  local version=0.20.2 root="$STATE/cargo-deny" checks=("$@")
  [ ${#checks[@]} -gt 0 ] || checks=(licenses bans sources)
  if ! "$root/bin/cargo-deny" --version 2>/dev/null | grep -qxF "cargo-deny $version"; then
    say "building cargo-deny"
    set_up_rust
    cargo install --quiet --locked --root "$root" --version "$version" cargo-deny
  fi
  "$root/bin/cargo-deny" --locked check --deny warnings "${checks[@]}"
}
