#!/usr/bin/env bash
# room.sh GIGABYTES WHAT: frees disk space on a hosted runner if necessary, or fails before anything is
# fetched. Runners guarantee 14 GB; their preinstalled tools, which no job here uses, are mounted below /spare.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=factory.d/report.sh
. factory.d/report.sh

free=$(df --output=avail -B1000000000 . | tail -n 1 | tr -d ' ')
if [ "$free" -lt "$1" ] && [ -d /spare ]; then
  say "$free GB are free: removing the runner's preinstalled tools"
  find /spare -mindepth 2 -delete || say "some files could not be removed"
fi
need_disk "$1" . "$2"
