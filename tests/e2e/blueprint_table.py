"""The blueprint's rows as a table, uncorrected: what `import` and `lint` are for."""

import re
import shutil
from pathlib import Path

import project

FOLDER = Path(__file__).parent / "blueprint"
MACHINES = {"4090": ["mainpc"], "3060": ["pc2"], "both": ["mainpc", "pc2"]}
# The entries whose scripts do not stand on the base class that serves HTTP health one above the health port
OF_THEIR_OWN = {
    *("ModelOpsCoordinator", "ObservabilityDashboardAPI", "RealTimeAudioPipeline", "RealTimeAudioPipelinePC2"),
    *("StreamingTranslationProxy", "UnifiedObservabilityCenter"),
}
OBSERVABILITY = {"ObservabilityDashboardAPI", "UnifiedObservabilityCenter"}


def write(folder: Path) -> None:
    """A project of the blueprint's rows and this project's families."""
    shutil.copytree(project.ROOT / "families", folder / "families")
    (folder / "services").mkdir()
    rows = [row(line) for line in (FOLDER / "rows.txt").read_text().splitlines()]
    head = (FOLDER / "head.toml").read_text()
    (folder / "services/fleet.toml").write_text("\n".join((head, *rows)))


def row(line: str) -> str:
    name, machines, needs, family, port, health = re.split(r"\s{2,}", line)
    needs = re.findall(r"[A-Za-z-]+", needs)
    lines = [
        "[[services]]",
        f'name = "{name}"',
        f"machines = {array(MACHINES[machines])}",
        f"needs = {array(needs)}",
        f'family = "{family}"',
        f"port = {port}",
        f"health-port = {health}",
    ]
    if name not in OF_THEIR_OWN:
        lines.append('http-health = "above"')
    if name in OBSERVABILITY:
        lines.append('role = "observability"')
    return "\n".join(lines) + "\n"


def array(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
