# Words for people, on stderr; what fails says what to do.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

# need_disk GIGABYTES FOLDER WHAT
need_disk() {
  local free
  free=$(df --output=avail -B1000000000 "$2" | tail -n 1 | tr -d ' ')
  if [ "$free" -lt "$1" ]; then
    fail "$3 needs $1 GB at $2, and $free GB are free"
  fi
}
