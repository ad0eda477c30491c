#!/usr/bin/env bash
# scan.sh SARIF: fails on high and critical vulnerabilities of the fleet's packages that families/allow.toml does not
# accept. OSV_DATABASE is the base URL of OSV's exports; a pull request from a fork does not receive it, and is scanned
# once it is on main.
set -euo pipefail

if [ -z "$OSV_DATABASE" ]; then
  [ "$GITHUB_EVENT_NAME" = pull_request ] || { echo "error: set the repository variable OSV_DATABASE" >&2; exit 2; }
  echo "::notice::not scanned: the repository variable OSV_DATABASE is not available here"
  exit
fi
for ecosystem in PyPI Debian:12; do
  curl --fail --silent --show-error --location --retry 3 --create-dirs \
    --output "osv/$ecosystem/all.zip" "$OSV_DATABASE/$ecosystem/all.zip"
done
gen-lock scan --database osv --max-age 7 --sarif "$1"
