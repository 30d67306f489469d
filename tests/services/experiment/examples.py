"""The example of an experiment as files, for tests."""

from __future__ import annotations

from pathlib import Path

from portee.commons.experiments.example import Staging
from portee.services.experiment.effect import ExperimentResult, experiment_effect
from portee.services.experiment.example_files import write_example


def example(folder: Path, staging: Staging = "together", changes: dict[str, str] | None = None) -> Path:
    """The folder of an example, parts of its protocol replaced."""
    write_example(folder / "made", staging)
    protocol = folder / "made" / "protocol.yaml"
    text = protocol.read_text(encoding="utf-8")
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    protocol.write_text(text, encoding="utf-8")
    return folder / "made"


def measured(folder: Path, staging: Staging = "together", changes: dict[str, str] | None = None) -> ExperimentResult:
    """The result of the example."""
    made = example(folder, staging, changes)
    return experiment_effect(made / "protocol.yaml", made / "measures.csv")
