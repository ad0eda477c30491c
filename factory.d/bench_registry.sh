# Images to a registry of this machine and from it, beside skopeo, which does the same one image after
# another. Each way begins with an empty registry; bytes are those of blobs, each once.

bench_registry() {
  local group="registry on this machine, mainpc-fleet" fleet size
  install_packages docker-registry:docker-registry skopeo:skopeo
  fleet=127.0.0.1:$(free_port)/fleet
  size=$(megabytes "$WORK"/fleet/blobs/sha256/*)

  say "measuring push and verify --deep"
  start_registry "$fleet"
  measure push gen-lock -C "$WORK/copy" push "$fleet" --fleet mainpc
  measure push-again gen-lock -C "$WORK/copy" push "$fleet" --fleet mainpc
  measure verify-deep gen-lock -C "$WORK/copy" verify "$fleet" --machine mainpc --deep
  say "measuring skopeo"
  measure skopeo-from bash -c "$SKOPEO_FROM" skopeo "$WORK" "$fleet"
  stop_registry
  start_registry "$fleet"
  measure skopeo-to bash -c "$SKOPEO_TO" skopeo "$WORK" "$fleet"
  stop_registry
  rm -rf "$WORK/pulled"

  row "$group" "blobs" "$size" MB
  row "$group" "push" "$(rate "$size" push)" MB/s
  row "$group" "skopeo copy to it" "$(rate "$size" skopeo-to)" MB/s
  row "$group" "push / skopeo" "$(ratio "$(wall skopeo-to)" "$(wall push)")" "" ≥ 0.7
  row "$group" "push of an unchanged fleet" "$(wall push-again)" s ≤ 1
  row "$group" "verify --deep" "$(rate "$size" verify-deep)" MB/s
  row "$group" "skopeo copy from it" "$(rate "$size" skopeo-from)" MB/s
  row "$group" "verify --deep / skopeo" "$(ratio "$(wall skopeo-from)" "$(wall verify-deep)")" "" ≥ 0.7
}

# WORK FLEET: each image of the layout to the registry
SKOPEO_TO='
set -euo pipefail
jq -r ".manifests[].annotations | [.[\"org.opencontainers.image.ref.name\"], .[\"gen-lock.image\"]] | @tsv" "$1/fleet/index.json" |
  while read -r ref name; do
    skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$1/fleet:$ref" "docker://$2/$name:bench" </dev/null
  done'

# WORK FLEET: each image from the registry to one layout
SKOPEO_FROM='
set -euo pipefail
jq -r ".manifests[] | [.digest, .annotations[\"gen-lock.image\"]] | @tsv" "$1/fleet/index.json" |
  while read -r digest name; do
    skopeo copy --quiet --preserve-digests --src-tls-verify=false "docker://$2/$name@$digest" "oci:$1/pulled:$name" </dev/null
  done'

rate() { awk "BEGIN { print $1 / $(wall "$2") }"; }

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_registry FLEET: an empty one
start_registry() {
  local address=${1%%/*} tries
  rm -rf "$WORK/registry"
  cat >"$WORK/registry.yml" <<TEXT
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $WORK/registry}}
http: {addr: "$address"}
TEXT
  docker-registry serve "$WORK/registry.yml" >"$WORK/registry.log" 2>&1 &
  REGISTRY=$!
  for ((tries = 0; tries < 100; tries++)); do
    curl --silent --fail --output /dev/null "http://$address/v2/" && return
    sleep 0.1
  done
  fail "docker-registry does not start: $(cat "$WORK/registry.log")"
}

stop_registry() {
  [ -n "${REGISTRY:-}" ] || return 0
  kill "$REGISTRY"
  wait "$REGISTRY" || true
  REGISTRY=
}
