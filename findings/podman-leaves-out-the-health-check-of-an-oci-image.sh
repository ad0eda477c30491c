#!/usr/bin/env bash
# Finding: Podman takes the health check of an image from a Docker archive, and none from the same image in an OCI layout.
# Expectation: an image's config says `Healthcheck` in either form, byte for byte the same, and Docker's engine heeds it in
#   either; so `podman run` probes the container, and `podman healthcheck run` knows the command.
# Behaviour: of the OCI layout no health check is left: `podman image inspect` shows none, and `podman healthcheck run` says
#   that none is defined. Nothing warns. Say it again where the container is made (`--health-cmd`, `HealthCmd=`).
# Version: podman 4.3.1+ds1-8+deb12u1 (Debian 12). 5.4.2 (Debian 13) does the same.
# Source: containers/podman issue 18904 (open); OCI image specification, config.md, where `Healthcheck` is reserved
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
pathlib.Path("archive").mkdir()


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
rootfs = {"type": "layers", "diff_ids": [diff_id]}
settings = {"Healthcheck": {"Test": ["CMD", "/a"]}}
config = {"architecture": "amd64", "os": "linux", "config": settings, "rootfs": rootfs}
config = json.dumps(config).encode()

pathlib.Path("archive/config.json").write_bytes(config)
pathlib.Path("archive/layer.tar").write_bytes(tar.getvalue())
listed = [{"Config": "config.json", "RepoTags": ["localhost/docker:1"], "Layers": ["layer.tar"]}]
pathlib.Path("archive/manifest.json").write_text(json.dumps(listed))

layer = put("layer.v1.tar+gzip", gzip.compress(tar.getvalue(), mtime=0))
kind = "application/vnd.oci.image.manifest.v1+json"
manifest = {"schemaVersion": 2, "mediaType": kind, "config": put("config.v1+json", config), "layers": [layer]}
manifest = put("manifest.v1+json", json.dumps(manifest).encode())
manifest["annotations"] = {"io.containerd.image.name": "localhost/oci:1"}
index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [manifest]}
pathlib.Path("layout/index.json").write_text(json.dumps(index))
pathlib.Path("layout/oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
PYTHON
tar -C layout -cf layout.tar .
tar -C archive -cf archive.tar config.json layer.tar manifest.json
echo '{"default": [{"type": "insecureAcceptAnything"}]}' >policy.json

export PATH="$work/root/usr/bin:$work/root/usr/sbin:$PATH" CONTAINERS_REGISTRIES_CONF=/dev/null
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
options=(--root "$work/storage" --runroot "$work/run" --storage-driver vfs --cgroup-manager cgroupfs)
options+=(--events-backend file)
# Both have one ID: each goes into an empty storage.
health() { # health TAR NAME: what Podman takes for its health check
  podman "${options[@]}" load -q --signature-policy policy.json -i "$1" >/dev/null
  podman "${options[@]}" image inspect --format '{{json .HealthCheck}}' "$2"
  rm -rf "$work/storage" "$work/run"
}

docker=$(health archive.tar localhost/docker:1)
oci=$(health layout.tar localhost/oci:1)
echo "docker-archive: $docker"
echo "oci-archive:    $oci"
[ "$docker" = '{"Test":["CMD","/a"]}' ] && [ "$oci" = null ]
