#!/usr/bin/env bash
# Finding: Of an OCI layout whose index has one name twice, skopeo takes the first image without a word; umoci refuses to choose.
# Expectation: Both readers of one format give the same image, or both refuse.
# Behaviour: `skopeo inspect oci:DIR:NAME` gives the manifest that stands first; `umoci stat` says that the tag is ambiguous. `umoci ls`
#   lists the name twice. A copy by skopeo of a layout that was appended to by hand publishes the older image.
# Version: skopeo 1.9.3, umoci 0.4.7, both of Debian 12
# Source: OCI image specification, image layout, index.json and its note on tags: names by `org.opencontainers.image.ref.name`
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir cache root
# Both with all that they need, into a root of their own; an empty status file makes apt take the whole closure.
: >status
apt-get -qq -y -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root --no-install-recommends \
  --download-only install skopeo=1.9.3+ds1-1+b10 umoci=0.4.7+ds-3+b7 >/dev/null
for deb in cache/archives/*.deb; do dpkg-deb --extract "$deb" root; done
in_root() { HOME=/ chroot root "$@"; }
mkdir -p root/etc/containers
printf '{"default": [{"type": "insecureAcceptAnything"}]}' >root/etc/containers/policy.json
in_root umoci init --layout /layout
in_root umoci new --image /layout:old
in_root umoci new --image /layout:new
in_root umoci config --image /layout:new --config.user app
sed -i 's/"\(old\|new\)"/"app"/g' root/layout/index.json
first=$(grep -o 'sha256:[0-9a-f]*' root/layout/index.json | head -n 1)
second=$(grep -o 'sha256:[0-9a-f]*' root/layout/index.json | tail -n 1)
got=$(in_root skopeo inspect --format '{{.Digest}}' oci:/layout:app)
said=$(in_root umoci stat --image /layout:app 2>&1 || true)
echo "umoci ls: $(in_root umoci ls --layout /layout | tr '\n' ' ')"
echo "skopeo:   exit code 0, the first of two: $([ "$got" = "$first" ] && echo yes || echo no)"
echo "umoci:    $said"
[ "$first" != "$second" ]
[ "$got" = "$first" ]
case "$said" in *"tag is ambiguous: app"*) ;; *) exit 1 ;; esac
