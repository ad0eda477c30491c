#!/usr/bin/env bash
# Finding: dpkg reads every member of a data.tar.gz, and the first stream of a data.tar.xz alone. What the
#   other streams hold is not installed, and dpkg-deb says nothing and exits 0.
# Expectation: both are one content: RFC 1952 (section 2.2) lets gzip members follow one another, the .xz
#   format (section 2) streams. xz, Python's lzma and liblzma with LZMA_CONCATENATED read on.
# Behaviour: `dpkg-deb -x` of the gzip form gives the file, of the xz form an empty tree, exit 0.
#   gen-lock's layer builder reads both to their end.
# Version: dpkg 1.21.22 (Debian 12), xz 5.4.1
# Source: deb(5), "data member"; The .xz File Format 1.1.0, section 2; RFC 1952, section 2.2
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p package/DEBIAN package/usr/bin parts
printf 'Package: aa\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.example>\nDescription: x\n' \
    > package/DEBIAN/control
echo hello > package/usr/bin/aa
dpkg-deb -Znone --build package whole.deb > /dev/null
(cd parts && ar x ../whole.deb)

# The head ends behind the folders `./` and `./usr/`, on a block of the tar.
tree() { # NAME: a deb whose data has two streams, unpacked; prints its files
    (cd parts && ar rcS "../$1.deb" debian-binary control.tar "data.tar.$1")
    dpkg-deb -x "$1.deb" "tree-$1"
    (cd "tree-$1" && find . -type f)
}
{ head -c 1024 parts/data.tar | gzip; tail -c +1025 parts/data.tar | gzip; } > parts/data.tar.gz
{ head -c 1024 parts/data.tar | xz; tail -c +1025 parts/data.tar | xz; } > parts/data.tar.xz
xz -dc parts/data.tar.xz | cmp - parts/data.tar

gz=$(tree gz)
xz=$(tree xz)
dpkg-deb --version | head -1
echo "gz: ${gz:-nothing}"
echo "xz: ${xz:-nothing}"
[ "$gz" = ./usr/bin/aa ] && [ -z "$xz" ]
