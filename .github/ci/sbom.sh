#!/usr/bin/env bash
# sbom.sh "IMAGE …": writes the bill of materials of each image to sbom/, in both formats.
set -euo pipefail

read -ra images <<<"$*"
mkdir -p sbom
for image in "${images[@]}"; do
  gen-lock sbom --image "$image" --format cyclonedx >"sbom/$image.cdx.json"
  gen-lock sbom --image "$image" --format spdx >"sbom/$image.spdx.json"
done
