#!/usr/bin/env bash
# scan.sh: fails on what is known of the fleet's packages, high or critical, and not allowed for a time.
# OSV_DATABASE is the address of OSV's exports; a change from a fork knows no repository variables, and is
# scanned when it comes to main.
set -euo pipefail

if [ -z "$OSV_DATABASE" ]; then
  [ "$GITHUB_EVENT_NAME" = pull_request ] || { echo "error: set the repository variable OSV_DATABASE" >&2; exit 2; }
  echo "::notice::not scanned: no repository variable OSV_DATABASE is known here"
  exit
fi
for ecosystem in PyPI Debian:12; do
  mkdir -p "osv/$ecosystem"
  curl --fail --silent --show-error --location --retry 3 --output all.zip "$OSV_DATABASE/$ecosystem/all.zip"
  python3 -m zipfile -e all.zip "osv/$ecosystem"
done
gen-lock scan --database osv
