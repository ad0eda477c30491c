#!/usr/bin/env bash
# scan.sh SARIF: fails on what is known of the fleet's packages, high or critical, and is not accepted for a time
# (families/allow.toml). OSV_DATABASE is the address of OSV's exports; a change from a fork is not told it, and is
# scanned when it comes to main.
set -euo pipefail

if [ -z "$OSV_DATABASE" ]; then
  [ "$GITHUB_EVENT_NAME" = pull_request ] || { echo "error: set the repository variable OSV_DATABASE" >&2; exit 2; }
  echo "::notice::not scanned: no repository variable OSV_DATABASE is known here"
  exit
fi
for ecosystem in PyPI Debian:12; do
  curl --fail --silent --show-error --location --retry 3 --create-dirs \
    --output "osv/$ecosystem/all.zip" "$OSV_DATABASE/$ecosystem/all.zip"
done
gen-lock scan --database osv --max-age 7 --sarif "$1"
