"""The workflows as these tests read them."""

import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
ACTIONS = sorted(GITHUB.glob("actions/*/action.yml"))
SCRIPTS = sorted(GITHUB.glob("ci/*.sh"))


@dataclass(frozen=True)
class Job:
    where: str
    text: dict


def read(file: Path) -> dict:
    return YAML(typ="safe").load(file.read_text())


def jobs() -> list[Job]:
    return [Job(f"{file.name}: {name}", job) for file in WORKFLOWS for name, job in read(file)["jobs"].items()]


def steps() -> list[tuple[str, dict]]:
    """With where each stands."""
    of_jobs = [(job.where, step) for job in jobs() for step in job.text["steps"]]
    of_actions = [(file.parent.name, step) for file in ACTIONS for step in read(file)["runs"]["steps"]]
    return of_jobs + of_actions


def inline() -> list[tuple[str, str]]:
    """The shell that stands in a step, with where."""
    return [(where, step["run"]) for where, step in steps() if "run" in step]


def scripts() -> list[tuple[str, str]]:
    """Every piece of shell, with where it stands."""
    return inline() + [(file.name, file.read_text()) for file in SCRIPTS]


def commands(script: str, program: str) -> list[list[str]]:
    """The words behind each call of a program, to the end of its command."""
    lines = [line for line in script.replace("\\\n", " ").splitlines() if not line.lstrip().startswith("#")]
    calls = re.findall(rf"(?<![\w./-]){re.escape(program)} ([^|;&<>)]*)", "\n".join(lines).replace("\n", ";"))
    return [call.replace('"', "").split() for call in calls]
