#!/usr/bin/env bash
# Finding: Podman gives one image two names, depending on whether its OCI layout is a folder or a tar.
# Expectation: `podman pull oci:FOLDER:NAME` and `podman pull oci-archive:TAR:NAME` read the same index.json, so
#   the annotation `io.containerd.image.name`, a whole reference, names the image in both.
# Behaviour: of the tar the annotation names it; of the folder the folder's path does, and the annotation is not
#   looked at.
# Version: podman 4.3.1+ds1-8+deb12u1 (Debian 12). 5.4.2 names the second one after what was typed.
# Source: containers/common, libimage/pull.go (copyFromDefault); OCI image specification, annotations.md
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

version=$(apt-cache madison podman | awk '$3 ~ /^4\.3\.1\+ds1-8\+deb12u1/ {print $3; exit}')
[ -n "$version" ] || { echo "apt here has no podman 4.3.1 of Debian 12" >&2; exit 2; }
apt-get download -q -o APT::Sandbox::User=root "podman=$version" conmon runc libgpgme11 libdevmapper1.02.1 \
  libassuan0 libgpg-error0 libseccomp2 libsubid4 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done

python3 - <<'PYTHON'
import gzip, hashlib, io, json, pathlib, tarfile

blobs = pathlib.Path("layout/blobs/sha256")
blobs.mkdir(parents=True)


def put(kind, data):
    digest = hashlib.sha256(data).hexdigest()
    (blobs / digest).write_bytes(data)
    return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": f"sha256:{digest}", "size": len(data)}


tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w") as archive:
    member = tarfile.TarInfo("a")
    member.size = 1
    archive.addfile(member, io.BytesIO(b"a"))
diff_id = "sha256:" + hashlib.sha256(tar.getvalue()).hexdigest()
layer = put("layer.v1.tar+gzip", gzip.compress(tar.getvalue(), mtime=0))
rootfs = {"type": "layers", "diff_ids": [diff_id]}
config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": rootfs}
config = put("config.v1+json", json.dumps(config).encode())
kind = "application/vnd.oci.image.manifest.v1+json"
manifest = {"schemaVersion": 2, "mediaType": kind, "config": config, "layers": [layer]}
manifest = put("manifest.v1+json", json.dumps(manifest).encode())
manifest["annotations"] = {
    "org.opencontainers.image.ref.name": "web",
    "io.containerd.image.name": "registry.example/shop/web:1.0",
}
index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [manifest]}
pathlib.Path("layout/index.json").write_text(json.dumps(index))
pathlib.Path("layout/oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
PYTHON
tar -C layout -cf layout.tar .
echo '{"default": [{"type": "insecureAcceptAnything"}]}' >policy.json

export PATH="$work/root/usr/bin:$work/root/usr/sbin:$PATH" CONTAINERS_REGISTRIES_CONF=/dev/null
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
names() { # names ADDRESS: what the image is called after it was pulled from there
  local options=(--root "$work/storage" --runroot "$work/run" --storage-driver vfs --cgroup-manager cgroupfs)
  options+=(--events-backend file)
  podman "${options[@]}" pull -q --signature-policy policy.json "$1" >/dev/null
  podman "${options[@]}" images --format '{{.Repository}}:{{.Tag}}'
  rm -rf "$work/storage" "$work/run"
}

tar_name=$(names oci-archive:layout.tar:web)
folder_name=$(names oci:layout:web)
echo "oci-archive:layout.tar:web -> $tar_name"
echo "oci:layout:web             -> $folder_name"
[ "$tar_name" = registry.example/shop/web:1.0 ] && [ "$folder_name" = localhost/layout:latest ]
