"""How registries are reported to behave, one mode each: what the stand-in registry does otherwise than the
distribution specification says. Each mode names the public reports that it follows. The registries themselves were
not reached: a mode is what others saw of them."""

from dataclasses import dataclass
from enum import Enum

MIB = 1 << 20


class Range(Enum):
    """What the answer to a chunk says in `Range`."""

    TRUE = "all that is there"
    FIRST = "the first chunk, always"
    CHUNK = "counted from the chunk"


@dataclass(frozen=True)
class Mode:
    name: str
    # Project and number of the reports, and what they say
    reports: str
    range: Range = Range.TRUE
    # Of an upload that has nothing yet
    nothing: str = "0-0"
    patch_status: int = 202
    # Statuses by which the kinds of sending are refused: a PUT with a body, a PATCH without `Content-Range`, one with
    refuses_whole: int = 0
    refuses_stream: int = 0
    refuses_chunks: int = 0
    # Of a PATCH with `Content-Range`: a longer one is refused by 416
    longest_chunk: int = 0
    # Of all but the last chunk: a shorter one is refused at the end, by 400
    shortest_chunk: int = 0
    # Of any request: a longer one is refused by 413 before it is read
    longest_body: int = 0
    # Headers of the answer to POST
    says: tuple[tuple[str, str], ...] = ()
    # An upload goes on at another address, with a query of its own
    elsewhere: bool = False
    # A POST without `Content-Length` is refused by 411
    wants_length: bool = False
    # HEAD says no `Content-Length`
    unsized: bool = False
    mount_status: int = 201
    # skopeo cannot push to it, and why
    skopeo_fails: str = ""


MODES = (
    Mode("specification", "none: the distribution specification 1.1 as it is"),
    Mode(
        "ghcr",
        "wasmCloud/wash-archive 268, oras-project/rust-oci-client 35, ocx-sh/ocx 237: a chunk above 4 MiB is "
        "refused by 416",
        longest_chunk=4 * MIB,
    ),
    Mode(
        "ecr",
        "aws/containers-roadmap 2831: each PATCH is answered with the Range of the first; jdx/mise 11376: by 201; "
        "dotnet/sdk-container-builds 424: chunks but the last have 5 MiB at least",
        range=Range.FIRST,
        patch_status=201,
        shortest_chunk=5 * MIB,
    ),
    Mode(
        "gar",
        "dotnet/sdk-container-builds 287, kitops-ml/kitops 780: no chunks; oras-project/rust-oci-client 176: 411 "
        "without a length",
        refuses_chunks=405,
        wants_length=True,
    ),
    Mode("aliyun", "regclient/regclient 627: Range is counted from the chunk", range=Range.CHUNK),
    Mode(
        "zot",
        "regclient/regclient 961: Range is smaller than what is there; project-zot/zot 3983: `0--1` for nothing",
        range=Range.CHUNK,
        nothing="0--1",
    ),
    Mode("quay", "oras-project/oras-py 137: chunked upload does not work at Quay", refuses_chunks=400),
    Mode(
        "docker-hub",
        "kitops-ml/kitops 329: takes chunks; distribution/distribution 2363: `Range: 0-0` for nothing",
    ),
    Mode("pulp", "pulp/pulp_container 2199, google/go-containerregistry 2198: PATCH is answered 204", patch_status=204),
    Mode("artifactory", "containerd/containerd 3533, moby/buildkit 1130: a PATCH is required", refuses_whole=400),
    Mode("harbor", "oras-project/oras 1924: a mount that is not allowed is refused by 401", mount_status=401),
    Mode(
        "cloudflare",
        "cloudflare/serverless-registry 47: a body above a limit is refused, `oci-chunk-max-length` says how much",
        longest_body=8 * MIB,
        says=(("OCI-Chunk-Max-Length", str(6 * MIB)),),
        skopeo_fails="it sends a layer in one PATCH",
    ),
    Mode(
        "proxy",
        "smol-machines/smolvm 436: a proxy before the registry refuses a large body by 413, and nobody says how large",
        longest_body=3 * MIB,
        skopeo_fails="it sends a layer in one PATCH",
    ),
    Mode(
        "storage",
        "opencontainers/distribution-spec 619: a place to send to need not be the registry's own",
        elsewhere=True,
    ),
    Mode(
        "gcr",
        "google/go-containerregistry 1061, distribution/distribution 4895: HEAD without Content-Length",
        unsized=True,
    ),
)
