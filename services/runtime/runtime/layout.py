"""Where things lie in an image, all below one root, which is `/` unless a test builds a smaller one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    root: Path

    @classmethod
    def around(cls, runtime: Path) -> "Layout":
        """The layout whose `opt/gen-lock/runtime` is this folder."""
        return cls(runtime.parents[2])

    @property
    def main(self) -> Path:
        return self.root / "opt/gen-lock/runtime/main.py"

    @property
    def lib(self) -> Path:
        """The runtime's own wheels."""
        return self.root / "opt/gen-lock/lib"

    @property
    def app(self) -> Path:
        """The service's code."""
        return self.root / "app"

    @property
    def dist_packages(self) -> tuple[Path, ...]:
        """The family's wheels, then what Debian's own packages bring."""
        return (self.root / "usr/local/lib/python3.11/dist-packages", self.root / "usr/lib/python3/dist-packages")

    @property
    def profile(self) -> Path:
        return self.root / "etc/machine-profile.json"
