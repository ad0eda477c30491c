# One attribute of the flake: fetched, built, verified.

build_attribute() {
  local attribute=$1 machine=${1%%-*}
  gen-lock fetch "${OFFLINE_FLAGS[@]}" "$attribute" >&2
  say "building $attribute"
  nix build --print-build-logs ".#$attribute"
  say "verifying $attribute"
  gen-lock verify result
  case "$attribute" in
    *-fleet) gen-lock list --machine "$machine" ;;
  esac
}
