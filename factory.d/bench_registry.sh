# Images to a registry of this machine and from it, beside skopeo, which does the same one image after
# another. Each way begins with an empty registry; bytes are those of blobs, each once.

REGISTRY_PORT=5061

bench_registry() {
  local group="registry on this machine, mainpc-fleet" megabytes
  install_packages docker-registry:docker-registry skopeo:skopeo
  megabytes=$(jq '[.outputs as $all | $all.images | to_entries[] | select(.key | startswith("mainpc-")) | .value.layers[]]
    | unique | map($all.layers[.].blobs.zstd.size) | add / 1e6' build-lock.json 2>/dev/null ||
    megabytes "$WORK"/fleet/blobs/sha256/*)
  say "measuring push and verify --deep"
  cat "$WORK"/fleet/blobs/sha256/* >/dev/null
  start_registry ours
  measure push gen-lock -C "$WORK/copy" push "127.0.0.1:$REGISTRY_PORT/fleet" --fleet mainpc
  measure push-again gen-lock -C "$WORK/copy" push "127.0.0.1:$REGISTRY_PORT/fleet" --fleet mainpc
  measure verify-deep gen-lock -C "$WORK/copy" verify "127.0.0.1:$REGISTRY_PORT/fleet" --machine mainpc --deep
  measure skopeo-pull skopeo_pull
  rm -rf "$WORK/pulled"
  stop_registry
  start_registry theirs
  measure skopeo-push skopeo_push
  stop_registry
  row "$group" "blobs" "$megabytes" MB
  row "$group" "push" "$(rate "$megabytes" push)" MB/s
  row "$group" "skopeo copy to it" "$(rate "$megabytes" skopeo-push)" MB/s
  row "$group" "push / skopeo" "$(ratio "$(wall skopeo-push)" "$(wall push)")" "" ≥ 0.7
  row "$group" "verify --deep" "$(rate "$megabytes" verify-deep)" MB/s
  row "$group" "skopeo copy from it" "$(rate "$megabytes" skopeo-pull)" MB/s
  row "$group" "verify --deep / skopeo" "$(ratio "$(wall skopeo-pull)" "$(wall verify-deep)")" "" ≥ 0.7
  row "$group" "push of an unchanged fleet" "$(wall push-again)" s ≤ 1
}

rate() { awk "BEGIN { print $1 / $(wall "$2") }"; }
