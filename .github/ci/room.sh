#!/usr/bin/env bash
# room.sh GIGABYTES WHAT: makes room on a hosted runner where that is needed, or fails before anything is
# fetched. Runners promise 14 GB; what they carry beside that and no job here uses is mounted below /spare.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=factory.d/report.sh
. factory.d/report.sh

free=$(df --output=avail -B1000000000 . | tail -n 1 | tr -d ' ')
if [ "$free" -lt "$1" ] && [ -d /spare ]; then
  say "$free GB are free: removing what the runner carries beside"
  find /spare -mindepth 2 -delete || say "some of it stays"
fi
need_disk "$1" . "$2"
