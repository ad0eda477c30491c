"""A registry on a free port of the loopback interface, its data in a folder of the test."""

from pathlib import Path

import loopback
from service_process import ServiceProcess

SETTINGS = """
version: 0.1
log: {{level: warn}}
storage: {{filesystem: {{rootdirectory: {data}}}, delete: {{enabled: {deletes}}}}}
http: {{addr: "127.0.0.1:{port}"}}
"""


class Registry:
    def __init__(self, folder: Path, deletes: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        self.port = loopback.free_port()
        self.data = folder / "registry"
        settings = folder / "registry.yml"
        settings.write_text(SETTINGS.format(data=self.data, port=self.port, deletes=str(deletes).lower()))
        self.server = ServiceProcess(folder / "registry.log", "docker-registry", "serve", settings)
        self.server.wait_until(lambda: loopback.answers(self.port))

    def name(self, repository: str, tag: str) -> str:
        return f"docker://127.0.0.1:{self.port}/{repository}:{tag}"

    def blobs(self) -> set[str]:
        return {f"sha256:{path.parent.name}" for path in self.data.glob("docker/registry/v2/blobs/sha256/*/*/data")}

    def stop(self) -> None:
        self.server.stop()
