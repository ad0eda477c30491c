#!/usr/bin/env bash
# Finding: gpgv exits 2 for a document with a good signature of a trusted key as soon as one more signer is
#   unknown. Its exit status is no judgement of a Debian release, which several keys sign during a
#   change of keys.
# Expectation: gpgv(1): "The program returns 0 if everything is fine, 1 if at least one signature was bad,
#   and other error codes for fatal errors". A signature by an unknown key is neither bad nor fatal.
# Behaviour: exit 2, with GOODSIG and VALIDSIG among the lines of --status-fd. apt takes such a release (it
#   goes by those lines), and so does gen-lock.
# Version: gpgv (GnuPG) 2.2.40
# Source: GnuPG's doc/DETAILS, "Format of the --status-fd output"; apt's method gpgv, "good signatures and
#   NoPubKey signatures happen easily when a file is signed with multiple signatures"
set -euo pipefail
work=$(mktemp -d)
export GNUPGHOME="$work/home"
trap 'gpgconf --kill all || true; rm -rf "$work"' EXIT
mkdir -m 700 "$GNUPGHOME"
cd "$work"

for name in alice bob; do
    gpg --batch --quiet --passphrase '' --quick-generate-key "$name@x.example" ed25519 sign never 2> /dev/null
done
gpg --batch --export alice@x.example > known.gpg
printf 'Suite: stable\nCodename: x\n' > Release
gpg --batch --quiet --clearsign -u alice@x.example -u bob@x.example -o InRelease Release

status=0
gpgv --quiet --status-fd 1 --keyring ./known.gpg InRelease > lines 2> /dev/null || status=$?
gpgv --version | head -1
echo "exit status $status"
cut -d ' ' -f 2 lines | sort | uniq -c
[ "$status" = 2 ] && grep -q '\[GNUPG:\] GOODSIG' lines && grep -q '\[GNUPG:\] NO_PUBKEY' lines
