# Debs → $out. Three things differ from an installed Debian:
#   - programs name their loader by its place in $out (ELF interpreter);
#   - `cc` exists: gcc with $out as its root. A program that it links gets that
#     loader too (cargo runs build scripts), except a static one, which has none;
#   - what no build reads is left out, to spare the disk.
set -eu
mkdir "$out" bin
"$seed/bin/busybox" --install -s bin
PATH=$PWD/bin

echo "$debs" | tr ' ' '\n' | xargs -P 2 -n 4 sh -c 'for deb; do dpkg-deb -x "$deb" "$out" || exit 255; done' unpack

cd "$out"
rm -rf etc usr/share usr/lib/rustlib/etc usr/bin/*lto-dump* usr/bin/rustdoc usr/lib/gcc/*/*/lto1
rm -f usr/lib/*/lib[alt]san.* usr/lib/*/libubsan.* usr/lib/gcc/*/*/lib[alt]san* usr/lib/gcc/*/*/libubsan*

libraries=$out/usr/lib/x86_64-linux-gnu:$out/lib/x86_64-linux-gnu
loader=$out/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
ln -sf ../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 lib64/ld-linux-x86-64.so.2

cp usr/bin/patchelf "$TMPDIR/patchelf"
for program in \
    usr/bin/cargo usr/bin/rustc usr/bin/x86_64-linux-gnu-gcc-[0-9]* usr/lib/gcc/*/*/cc1 usr/lib/gcc/*/*/collect2 \
    usr/bin/x86_64-linux-gnu-as usr/bin/x86_64-linux-gnu-ld.bfd usr/bin/x86_64-linux-gnu-ar \
    usr/bin/x86_64-linux-gnu-ranlib usr/bin/x86_64-linux-gnu-objcopy usr/bin/x86_64-linux-gnu-strip
do
    "$loader" --library-path "$libraries" "$TMPDIR/patchelf" --set-interpreter "$loader" "$program"
done

cat > usr/bin/cc <<WRAPPER
#!$seed/bin/busybox sh
case " \$* " in
    *" -static-pie "* | *" -static "*) ;;
    *) set -- "\$@" -Wl,--dynamic-linker=$loader ;;
esac
exec $out/usr/bin/gcc --sysroot=$out "\$@"
WRAPPER
chmod 755 usr/bin/cc
