#!/bin/sh
# Redis keeps its data where the volume is; started without one it holds everything in memory.
set -eu

set -- /app/redis.conf --port "$SERVICE_PORT"
if [ -w /app/data ]; then
  set -- "$@" --dir /app/data --appendonly yes
else
  echo "no writable /app/data: nothing outlives this container" >&2
  set -- "$@" --save ""
fi
exec /usr/bin/redis-server "$@"
