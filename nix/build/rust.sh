# Builds $package of the workspace $src offline, into static programs that name
# no path of the build: the same bytes wherever and however often it runs.
set -eu
mkdir bin
"$seed/bin/busybox" --install -s bin
PATH=$toolchain/usr/bin:$PWD/bin
export LD_LIBRARY_PATH=$toolchain/usr/lib/x86_64-linux-gnu:$toolchain/lib/x86_64-linux-gnu

cp -r "$src" workspace
chmod -R u+w workspace
if [ -n "$manifest" ]; then printf %s "$manifest" > workspace/Cargo.toml; fi
locked=
if [ -e workspace/Cargo.lock ]; then locked=--locked; fi

export SOURCE_DATE_EPOCH=0 CARGO_HOME=$PWD/cargo CARGO_TARGET_DIR=$PWD/target
export CC=cc AR=ar CFLAGS="-ffile-prefix-map=$PWD=/build -ffile-prefix-map=$vendor=/vendor"
export CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=cc
export CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS="-C target-feature=+crt-static --remap-path-prefix=$PWD=/build --remap-path-prefix=$vendor=/vendor"
# 0 is Nix's word for all cores, which is what cargo takes without a number
if [ "$NIX_BUILD_CORES" != 0 ]; then export CARGO_BUILD_JOBS="$NIX_BUILD_CORES"; fi

cd workspace
cargo build --release --offline --target x86_64-unknown-linux-gnu -p "$package" $locked \
    --config 'source.crates-io.replace-with = "vendor"' --config "source.vendor.directory = \"$vendor\""

mkdir -p "$out/bin"
for program in "$CARGO_TARGET_DIR"/x86_64-unknown-linux-gnu/release/*; do
    if [ -f "$program" ] && [ -x "$program" ]; then cp "$program" "$out/bin/"; fi
done
