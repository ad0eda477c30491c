# Times and sizes, each beside its target; none is asserted. A floor is what other tools need for the
# same work at least, one after another, measured in the same run.

FLOOR=target/release/floor

# bench [--json]                times and sizes
# bench single-stage [--json]   each family against an image as a plain Dockerfile makes it
bench() {
  local argument format=table what=bench_times
  shopt -s inherit_errexit
  for argument in "$@"; do
    case "$argument" in
      --json) format=json ;;
      single-stage) what=bench_single_stage ;;
      *) fail "bench does not know \`$argument\`; it takes \`single-stage\` and \`--json\`" ;;
    esac
  done
  install_packages git:git jq:jq openssl:openssl zstd:zstd
  [ -x /usr/bin/time ] || apt_install time
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/gen-lock-bench.XXXXXX")
  trap bench_clean EXIT
  need_disk 15 "$WORK" "the bench"
  "$what"
  "print_$format" <"$WORK/rows"
}

bench_clean() {
  [ ! -e "$WORK/storage" ] || stop_single_stage
  stop_registry
  rm -rf --one-file-system "$WORK"
}

bench_times() {
  row machine "cores" "$(nproc)" ""
  row machine "load before" "$(cut -d ' ' -f 1 /proc/loadavg)" ""
  row machine "memory" "$(awk '/^MemTotal/ { print $2 / 1e6 * 1.024 }' /proc/meminfo)" GB
  bench_nix
  bench_verify
  bench_registry
  bench_layer
  bench_sizes
}

# --- measuring -------------------------------------------------------------------------------------

# measure NAME COMMAND…: its wall, user and system seconds and peak KiB, to $WORK/NAME.time
measure() {
  local name=$1
  shift
  /usr/bin/time --quiet -f '%e %U %S %M' -o "$WORK/$name.time" "$@" >/dev/null
}

# Sums over the NAMEs that were measured.
wall() { times "$@" | awk '{ sum += $1 } END { print sum }'; }
cpu() { times "$@" | awk '{ sum += $2 + $3 } END { print sum }'; }
peak() { times "$@" | awk '{ print $4 * 1024 / 1e6 }'; }
times() { (cd "$WORK" && cat "${@/%/.time}"); }

# megabytes FILE…: what they hold together
megabytes() { cat "$@" | wc -c | awk '{ print $1 / 1e6 }'; }

ratio() { awk "BEGIN { print $1 / $2 }"; }

# row GROUP WHAT VALUE UNIT [≤|≥ TARGET]
row() {
  local met=
  if [ $# = 6 ]; then
    met=$(awk "BEGIN { print (\"$5\" == \"≤\" ? $3 <= $6 : $3 >= $6) ? \"met\" : \"missed\" }")
  fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "${5:-}" "${6:-}" "$met" >>"$WORK/rows"
}

print_table() {
  awk -F '\t' '
    $1 != group { group = $1; printf "\n%s\n", group }
    {
      value = $4 == "" && $3 == int($3) ? $3 : sprintf("%.2f", $3)
      target = $5 == "" ? "" : $5 " " $6 " " $4
      printf "  %-52s %10s %-3s  %-6s  %s\n", $2, value, $4, $7, target
    }' | sed 's/ *$//'
}

print_json() {
  jq --raw-input --slurp '
    split("\n") | map(select(. != "") | split("\t")
      | {group: .[0], what: .[1], value: (.[2] | tonumber), unit: .[3]}
        + if .[4] == "" then {} else {bound: .[4], target: (.[5] | tonumber), met: (.[6] == "met")} end)'
}

# --- what is measured --------------------------------------------------------------------------------

# The edits are made in a copy of what is committed.
bench_nix() {
  local group="nix build" copy=$WORK/copy service=cross-machine-gpu-scheduler
  git clone --quiet . "$copy"
  gen-lock -C "$copy" fetch >&2
  say "building mainpc-fleet if necessary"
  nix build -o "$WORK/fleet" "$copy#mainpc-fleet"
  nix build -o "$WORK/before" "$copy#mainpc-$service"

  say "measuring nix build"
  measure idle nix build --no-link --option eval-cache false "$copy#mainpc-fleet"
  measure idle-again nix build --no-link "$copy#mainpc-fleet"
  printf '\n# changed at %s\n' "$(date +%s.%N)" >>"$copy/services/$service/scheduler/app.py"
  measure edited nix build -o "$WORK/after" "$copy#mainpc-$service"
  if [ "$(readlink "$WORK/before")" = "$(readlink "$WORK/after")" ]; then
    fail "$service: its code was changed, but its image was not"
  fi
  row "$group" "mainpc-fleet, nothing to do, evaluated anew" "$(wall idle)" s ≤ 1
  row "$group" "mainpc-fleet, nothing to do, evaluation cached" "$(wall idle-again)" s ≤ 1
  row "$group" "$service, one file changed" "$(wall edited)" s ≤ 3
}

bench_verify() {
  local group="gen-lock verify, mainpc-fleet" blobs layers layer floor=(zstd-d openssl-blobs openssl-tars)
  say "measuring verify"
  blobs=("$WORK"/fleet/blobs/sha256/*)
  mapfile -t layers < <(fleet_layers)
  cat "${blobs[@]}" >/dev/null
  measure verify gen-lock verify "$WORK/fleet"
  measure zstd-d zstd -dqcf "${layers[@]}"
  measure openssl-blobs openssl dgst -sha256 "${blobs[@]}"
  mkdir "$WORK/tars"
  for layer in "${layers[@]}"; do
    zstd -dqcf "$layer" >"$WORK/tars/${layer##*/}"
  done
  measure openssl-tars openssl dgst -sha256 "$WORK"/tars/*
  row "$group" "blobs" "$(megabytes "${blobs[@]}")" MB
  row "$group" "tars" "$(megabytes "$WORK"/tars/*)" MB
  rm -r "$WORK/tars"
  row "$group" "CPU" "$(cpu verify)" s
  row "$group" "CPU of the floor: zstd -d, SHA-256 of blobs and tars" "$(cpu "${floor[@]}")" s
  row "$group" "wall" "$(wall verify)" s
  row "$group" "wall of the floor" "$(wall "${floor[@]}")" s
  row "$group" "peak memory" "$(peak verify)" MB
  row "$group" "CPU / floor" "$(ratio "$(cpu verify)" "$(cpu "${floor[@]}")")" "" ≤ 1.25
  row "$group" "wall / floor" "$(ratio "$(wall verify)" "$(wall "${floor[@]}")")" ""
  row "$group" "cores busy" "$(ratio "$(cpu verify)" "$(wall verify)")" ""
}

# The blobs of the fleet that are layers; they are links, which zstd reads with -f alone.
fleet_layers() {
  local folder=$WORK/fleet/blobs/sha256
  jq -r '.manifests[].digest | ltrimstr("sha256:")' "$WORK/fleet/index.json" | sed "s|^|$folder/|" |
    xargs jq -r '.layers[].digest | ltrimstr("sha256:")' | sort -u | sed "s|^|$folder/|"
}

bench_layer() {
  local group="gen-lock layer, the torch set" wheels part floor=(libdeflate openssl-wheels openssl-tar zstd)
  gen-lock fetch --wheelhouse "$WORK/torch" --of family-torch-cu121 >&2
  wheels=("$WORK"/torch/wheels/*.whl)
  cargo build --quiet --locked --release --target-dir target --manifest-path generator/bench/Cargo.toml >&2

  say "measuring layer"
  sync
  cat "${wheels[@]}" >/dev/null
  measure layer gen-lock layer "${wheels[@]}" -o "$WORK/torch.tar.zst"
  gen-lock layer --codec none "${wheels[@]}" -o "$WORK/torch.tar" >&2
  sync
  cat "${wheels[@]}" "$WORK/torch.tar" >/dev/null
  say "measuring its floor"
  measure libdeflate "$FLOOR" "${wheels[@]}"
  measure openssl-wheels openssl dgst -sha256 "${wheels[@]}"
  measure openssl-tar openssl dgst -sha256 "$WORK/torch.tar"
  measure zstd zstd -q -3 -T2 -c "$WORK/torch.tar"

  row "$group" "wheels" "${#wheels[@]}" ""
  row "$group" "wheels together" "$(megabytes "${wheels[@]}")" MB
  row "$group" "tar" "$(megabytes "$WORK/torch.tar")" MB
  row "$group" "blob" "$(megabytes "$WORK/torch.tar.zst")" MB
  row "$group" "CPU" "$(cpu layer)" s
  row "$group" "wall" "$(wall layer)" s
  row "$group" "CPU of the floor" "$(cpu "${floor[@]}")" s
  row "$group" "wall of the floor" "$(wall "${floor[@]}")" s
  for part in "${floor[@]}"; do
    row "$group" "  $part, CPU" "$(cpu "$part")" s
    row "$group" "  $part, wall" "$(wall "$part")" s
  done
  row "$group" "CPU / floor" "$(ratio "$(cpu layer)" "$(cpu "${floor[@]}")")" "" ≤ 1.25
  row "$group" "wall / floor" "$(ratio "$(wall layer)" "$(wall "${floor[@]}")")" "" ≤ 0.7
  row "$group" "peak memory" "$(peak layer)" MB ≤ 256
  rm -r "$WORK/torch" "$WORK/torch.tar" "$WORK/torch.tar.zst"
}

bench_sizes() {
  local family target
  while read -r family target; do
    row "compressed size" "$family" "$(image_size "$family")" MB ≤ "$target"
  done <<'TEXT'
base-cpu-pydeps 60
family-web 70
family-torch-cu121 2500
family-llm-cu121 3100
family-vision-cu121 1700
TEXT
}

# Megabytes of a family's image on mainpc.
image_size() {
  jq --arg image "mainpc-$1" '
    (.outputs.images[$image].size // error("no outputs of \($image): run `gen-lock refresh`")) / 1e6' build-lock.json
}

# --- single-stage ------------------------------------------------------------------------------------

# Each family as one stage makes it: Debian 12, build-essential, pip with its cache, .pyc. Apt's lists and
# archives are cleaned and nothing is only recommended, so that these alone make the difference. Both sides
# hold the wheels of the same lock; a lock's overrides are why pip doesn't look at dependencies.
bench_single_stage() {
  local group="compressed size, single stage" families family plain ours savings=()
  install_packages buildah:buildah debootstrap:debootstrap python3:python3
  start_single_stage
  mapfile -t families < <(built_families)
  for family in "${families[@]}"; do
    say "building $family as a single-stage image"
    plain=$(single_stage "$family")
    ours=$(image_size "$family")
    savings+=("$(awk "BEGIN { print 100 * (1 - $ours / $plain) }")")
    row "$group" "$family, single stage" "$plain" MB
    row "$group" "$family" "$ours" MB
    row "$group" "$family, smaller by" "${savings[-1]}" %
  done
  row "$group" "median" "$(median "${savings[@]}")" % ≥ 40
}

built_families() {
  local file family
  for file in families/*/family.toml; do
    family=$(basename "$(dirname "$file")")
    grep -q '^unbuilt = ' "$file" || printf '%s\n' "$family"
  done
}

median() {
  printf '%s\n' "$@" | sort -g | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# The base of every one, as a container that is copied.
start_single_stage() {
  local container
  mkdir "$WORK/storage" "$WORK/house"
  python3 generator/bench/serve.py "$WORK/house" "$WORK/port" &
  SERVER=$!
  say "installing Debian with build-essential and pip"
  container=$(in_buildah from scratch)
  debootstrap --variant=minbase bookworm "$(in_buildah mount "$container")" "$(debian_mirror)" >/dev/null
  single_stage_debs "$container" build-essential python3-pip
  in_buildah commit --quiet --disable-compression --rm "$container" base >&2
}

stop_single_stage() {
  kill "${SERVER:-}"
  in_buildah rm --all >/dev/null
  in_buildah rmi --all --force >/dev/null
}

in_buildah() { buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver overlay "$@"; }

# single_stage_debs CONTAINER DEB…
single_stage_debs() {
  local container=$1
  shift
  in_buildah run --isolation chroot "$container" -- sh -c '
    export DEBIAN_FRONTEND=noninteractive
    set -e
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "$@"
    apt-get clean
    rm -rf /var/lib/apt/lists/*' sh "$@" >/dev/null
}

# single_stage FAMILY: the megabytes of its image as one zstd -3 layer
single_stage() {
  local container debs
  container=$(in_buildah from --pull-never base)
  mapfile -t debs < <(family_debs "$1")
  [ ${#debs[@]} = 0 ] || single_stage_debs "$container" "${debs[@]}"
  if [ -e "families/$1/pylock.toml" ]; then
    single_stage_wheels "$container" "$1"
  fi
  tar -C "$(in_buildah mount "$container")" -c . | zstd -q -3 -T0 | wc -c | awk '{ print $1 / 1e6 }'
  in_buildah rm "$container" >/dev/null
}

# The debs of a family and of what it stands on.
family_debs() {
  local file=families/$1/family.toml parent
  sed -n '/^debs = \[/{:more;/\]/!{N;b more};p}' "$file" | grep -o '"[^"]*"' | tr -d '"' || true
  parent=$(sed -n 's/^parent = "\(.*\)"/\1/p' "$file")
  [ -z "$parent" ] || family_debs "$parent"
}

single_stage_wheels() {
  local address
  address="http://127.0.0.1:$(cat "$WORK/port")/wheels/"
  gen-lock fetch --wheelhouse "$WORK/house" --of "$2" >&2
  find "$WORK/house/wheels" -name '*.whl' -printf '%f\n' | sed 's/^\([^-]*\)-\([^-]*\)-.*/\1==\2/' >"$WORK/requirements"
  in_buildah copy --quiet "$1" "$WORK/requirements" /requirements.txt >/dev/null
  in_buildah run --isolation chroot "$1" -- pip install --quiet --root-user-action ignore \
    --break-system-packages --no-deps --no-index --find-links "$address" --trusted-host 127.0.0.1 --requirement /requirements.txt >&2
  rm -r "$WORK/house/wheels"
}

# Where apt gets Debian from.
debian_mirror() {
  local mirror=${GEN_LOCK_DEBIAN_MIRROR:-}
  [ -n "$mirror" ] || mirror=$(apt-get indextargets --format "\$(CODENAME) \$(REPO_URI)" |
    awk '$1 == "bookworm" { print $2; exit }')
  [ -n "$mirror" ] || fail "apt is not configured for Debian 12: set GEN_LOCK_DEBIAN_MIRROR"
  printf '%s\n' "${mirror%%[ ,]*}"
}
