# Without a package registry: everything comes from an archive of sources, a folder of files named by
# sha256 or one in a registry. Until there is a gen-lock, curl and Nix fetch what it is built from.

OFFLINE=         # the archive; empty where package registries are used
OFFLINE_FLAGS=() # the same in gen-lock's words

# offline PLACE [--plain-http]; a folder is seen from where the factory was called
offline() {
  case "${1:-}" in
    "" | -*) fail "--offline expects a folder of files named by sha256, or oci://REGISTRY/ORG/sources" ;;
    oci://?*/?*) OFFLINE=$1 ;;
    *://*) fail "\`$1\` is neither a folder nor oci://REGISTRY/ORG/sources" ;;
    *)
      OFFLINE=$(cd "${OLDPWD:-.}" && realpath --canonicalize-existing --quiet -- "$1") || fail "there is no folder \`$1\`"
      [ -d "$OFFLINE" ] || fail "\`$1\` is not a folder"
      # shellcheck disable=SC2034 # set_up hands them on
      ARGUMENTS[1]=$OFFLINE
      ;;
  esac
  OFFLINE_FLAGS=(--offline --from "$OFFLINE")
  [ "${2:-}" != --plain-http ] || OFFLINE_FLAGS+=(--plain-http)
}

# What installs with apt, pip or cargo can't run offline.
online_only() {
  [ -z "$OFFLINE" ] || fail "\`$1\` installs what it needs from package registries: run it without --offline"
}

set_up_offline() {
  local program
  for program in nix nix-store git curl dpkg-deb; do
    command -v "$program" >/dev/null || fail "\`$program\` is missing, and --offline installs nothing"
  done
  set_up_nix
  nix() { command nix --offline "$@"; }
  BOOTSTRAP=$STATE/bootstrap
  mkdir -p "$BOOTSTRAP"
  bootstrap_sources
  bootstrap_seed
  rm -rf "$BOOTSTRAP"
  say "building gen-lock"
  nix build --out-link "$STATE/gen-lock" .#gen-lock
  PATH="$STATE/gen-lock/bin:$PATH"
  export PATH
}

# The sources of gen-lock and of its compiler into the store; Nix says which they are.
bootstrap_sources() {
  local sha256 path file lacking
  lacking=$(lacking sha256)
  [ -n "$lacking" ] || return 0
  say "fetching $(wc -l <<<"$lacking") sources of gen-lock and its compiler"
  while read -r sha256 path; do
    file=${path##*/}
    mkdir -p "$BOOTSTRAP/$sha256"
    printf '%s  %s\n' "$sha256" "$BOOTSTRAP/$sha256/${file#*-}"
  done <<<"$lacking" >"$BOOTSTRAP/wanted"
  bring "$BOOTSTRAP/wanted"
  sed 's/^[0-9a-f]*  //' "$BOOTSTRAP/wanted" | xargs -d '\n' nix-store --add-fixed sha256 >/dev/null
}

# The one program that is not built, out of its deb: as `gen-lock fetch` takes it.
bootstrap_seed() {
  local sha256 lacking folder=$BOOTSTRAP/gen-lock-seed
  lacking=$(lacking r:sha256)
  [ -n "$lacking" ] || return 0
  sha256=$(nix eval --raw --impure --expr '
    let inputs = (builtins.fromJSON (builtins.readFile ./build-lock.json)).inputs;
    in inputs.sources.${inputs.seed.source}.sha256')
  printf '%s  %s\n' "$sha256" "$BOOTSTRAP/seed.deb" >"$BOOTSTRAP/wanted"
  bring "$BOOTSTRAP/wanted"
  mkdir -p "$folder/bin"
  dpkg-deb --fsys-tarfile "$BOOTSTRAP/seed.deb" | tar -xO ./bin/busybox >"$folder/bin/busybox"
  chmod 755 "$folder/bin/busybox"
  nix-store --add-fixed --recursive sha256 "$folder" >/dev/null
  [ -z "$(lacking r:sha256)" ] || fail "the busybox \`$sha256\` is not the one in build-lock.json"
}

# lacking sha256|r:sha256: hash and path of each locked source below gen-lock that the store has not,
# files in the one way and folders in the other
lacking() {
  local derivation below paths
  derivation=$(nix path-info --derivation .#gen-lock) || return
  below=$(nix-store --query --requisites "$derivation" | grep '\.drv$' |
    xargs sed -n "s/^Derive(\[(\"out\",\"\([^\"]*\)\",\"$1\",\"\([0-9a-f]*\)\")\].*/\2 \1/p")
  paths=$(cut -d ' ' -f 2 <<<"$below" | xargs nix-store --check-validity --print-invalid)
  [ -z "$paths" ] || grep -F "$paths" <<<"$below"
}

# bring LIST: the files of a list as sha256sum reads it; what an earlier run left whole is kept
bring() {
  local bad
  wrong "$1" | cut -d ' ' -f 3- | xargs -r -d '\n' rm -f
  wrong "$1" >"$BOOTSTRAP/bring"
  [ -s "$BOOTSTRAP/bring" ] || return 0
  case "$OFFLINE" in
    oci://*) bring_from_registry "$BOOTSTRAP/bring" ;;
    *) bring_from_folder "$BOOTSTRAP/bring" ;;
  esac
  bad=$(wrong "$1" | head -n 1)
  if [ -n "$bad" ]; then
    rm -f "${bad#*  }"
    fail "\`$OFFLINE\` lacks \`${bad##*/}\` with sha256 ${bad%%  *}, or its hash differs: run \`gen-lock archive push\` in this checkout"
  fi
}

# The lines of a list whose files are not there, or of other bytes
wrong() {
  LC_ALL=C sha256sum --check "$1" 2>/dev/null | sed -n 's/: FAILED.*//p' | grep -F -f - "$1" || true
}

bring_from_folder() {
  local sha256 file
  while read -r sha256 file; do
    [ ! -f "$OFFLINE/$sha256" ] || cp "$OFFLINE/$sha256" "$file"
  done <"$1"
}

bring_from_registry() {
  local place=${OFFLINE#oci://} scheme=https host name sha256 file quiet=()
  host=${place%%/*} name=${place#*/}
  if [[ $host =~ ^(localhost|127(\.[0-9]+){3})(:[0-9]+)?$ || ${OFFLINE_FLAGS[*]} = *" --plain-http" ]]; then
    scheme=http
  fi
  [ -t 2 ] || quiet=(--no-progress-meter)
  {
    bearer "$scheme" "$scheme://$host/v2/$name/blobs/sha256:$(head -c 64 "$1")" "$name"
    while read -r sha256 file; do
      printf 'url = "%s"\noutput = "%s"\n' "$scheme://$host/v2/$name/blobs/sha256:$sha256" "$file"
    done <"$1"
  } | to_registry "$scheme" --parallel --parallel-max 4 --fail-early "${quiet[@]}" --config - >&2 || true
}

# Who we are is curl's matter (~/.netrc); what is secret is in no argument.
to_registry() {
  local scheme=$1 local=()
  shift
  # shellcheck disable=SC2054 # a list of curl's
  [ "$scheme" = https ] || local=(--noproxy localhost,127.0.0.0/8)
  curl --fail --location --globoff --retry 5 --connect-timeout 15 --speed-limit 1 --speed-time 60 \
    --netrc-optional --proto "=$scheme,https" --proto-redir "=$scheme,https" "${local[@]}" "$@"
}

# bearer SCHEME URL NAME: curl's settings for a registry that hands out tokens, even to nobody. Nothing
# that a registry says becomes a setting of its own: an address has a scheme, a token its few signs
# (RFC 6750, section 2.1).
bearer() {
  local challenge realm token
  challenge=$(to_registry "$1" --silent --no-fail --head "$2" | tr -d '\r' | sed -n 's/^www-authenticate: *bearer *//Ip' | head -n 1) || true
  [ -n "$challenge" ] || return 0
  realm=$(parameter realm "$challenge")
  if [[ ! $realm =~ ^https?:// ]]; then
    say "\`$OFFLINE\` names no token server"
    return 0
  fi
  token=$(to_registry "$1" --silent --get --data-urlencode "service=$(parameter service "$challenge")" \
    --data-urlencode "scope=repository:$3:pull" --url "$realm" | token) || true
  [ -z "$token" ] || printf 'oauth2-bearer = "%s"\n' "$token"
}

# The first token of an answer in JSON; nothing where it is none.
token() {
  LC_ALL=C tr -d '\r\n' | LC_ALL=C grep -oE '"(access_)?token"[[:space:]]*:[[:space:]]*"[^"]*"' | head -n 1 |
    LC_ALL=C sed -E 's/^[^:]*:[[:space:]]*"//; s/"$//; s,\\/,/,g' | LC_ALL=C grep -xE '[A-Za-z0-9._~+/-]+=*'
}

parameter() { sed -n "s/.*$1=\"\([^\"]*\)\".*/\1/p" <<<"$2" | head -n 1; }
