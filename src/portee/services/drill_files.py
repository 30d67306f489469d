"""A drill as files: one scenario for each step, and a sheet to debrief from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from portee.core.atomic import output_error
from portee.core.errors import OutputError
from portee.reports.fluent import say
from portee.resilience.drill import Drill, debrief

__all__ = ["drill_facts", "write_drill"]


def drill_facts(drill: Drill) -> dict[str, Any]:
    """The seed and the kind of each shock."""
    return {"seed": drill.seed, "steps": [step.kind for step in drill.steps]}


def write_drill(drill: Drill, folder: Path, lang: str) -> None:
    """Write `step-N.yaml` for each step, `drill.json` with all of it, and `drill.md`, the sheet in a language.

    Raises:
        OutputError: the folder is there, or cannot be written; nothing half-written is left.
    """
    if folder.exists():
        raise OutputError("This exists: it will not be overwritten.", where=str(folder), mend="Give another name.")
    try:
        folder.mkdir()
        for step in drill.steps:
            (folder / f"step-{step.number}.yaml").write_text(step.scenario, encoding="utf-8")
        told = json.dumps(debrief(drill), ensure_ascii=False, indent=1)
        (folder / "drill.json").write_text(told + "\n", encoding="utf-8")
        (folder / "drill.md").write_text(_sheet(drill, lang), encoding="utf-8")
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise output_error(problem, folder) from problem


def _sheet(drill: Drill, lang: str) -> str:
    lines = [f"# {drill.title.in_(lang)}", ""]
    for step in drill.steps:
        lines += [f"## {step.number}. {step.title.in_(lang)}", "", step.what.in_(lang), ""]
        lines += [f"- {question.in_(lang)}" for question in step.questions]
        lines += ["", say(lang, "drill-losses", file=f"step-{step.number}.yaml"), ""]
    return "\n".join(lines)
