#!/usr/bin/env bash
# build.sh "IMAGE …": builds attributes of the flake with what kept/ holds of earlier runs, and verifies each.
# What is kept is not signed: a layer counts because its bytes are those that build-lock.json says.
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
