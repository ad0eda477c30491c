#!/usr/bin/env bash
# build.sh "IMAGE …": builds attributes of the flake, reusing the layers of earlier runs in kept/, and verifies each.
# The cached layers are not signed: verification compares their bytes with build-lock.json.
set -euo pipefail

substituters=
for cache in "$PWD"/kept/*/nix-cache-info; do
  [ ! -e "$cache" ] || substituters+=" file://${cache%/nix-cache-info}?trusted=true"
done
export NIX_CONFIG="${NIX_CONFIG:-}
substituters =$substituters"

read -ra images <<<"$*"
gen-lock fetch "${images[@]}"
for image in "${images[@]}"; do
  nix build --print-build-logs --out-link "layouts/$image" ".#$image"
  gen-lock verify "layouts/$image"
done
