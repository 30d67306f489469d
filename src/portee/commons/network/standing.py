"""Where a process stands: what is done, what may begin, what waits for what, who answers, which artefact is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from portee.commons.records.process import Process, Step, missing_artefacts

__all__ = ["StepStanding", "standing"]

State = Literal["done", "under-way", "ready", "waiting"]


@dataclass(frozen=True)
class StepStanding:
    """One step.

    Attributes:
        step: as declared. state: "ready" may begin, "waiting" may not.
        accountable: id of who answers for it; None where nobody is named.
        waits_for: steps before it that are not done, in their order.
        shut: artefacts missing by step before it, which keep its gate shut.
        missing: artefacts that this step has not left behind. gone: records that it names and that are not there.
        holds_up: how many steps come after it, at any distance, and are not done.
    """

    step: Step
    state: State
    accountable: str | None
    waits_for: tuple[str, ...]
    shut: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    gone: tuple[str, ...]
    holds_up: int


def standing(process: Process, present: frozenset[str]) -> list[StepStanding]:
    """Each step, in its order.

    Args:
        present: ids of the records of the commons; an artefact whose record is not among them is missing.
    """
    steps = {step.name: step for step in process.steps}
    gone = {
        step.name: tuple(str(a.record) for a in step.artefacts if a.record is not None and str(a.record) not in present)
        for step in process.steps
    }
    missing = {step.name: (*missing_artefacts(step), *_named(step, gone[step.name])) for step in process.steps}
    after: dict[str, set[str]] = {}
    # Steps stand after those they follow, so that one pass from the end gathers all.
    for step in reversed(process.steps):
        after[step.name] = {
            name for other in process.steps if step.name in other.after for name in (other.name, *after[other.name])
        }
    found = []
    for step in process.steps:
        before = [name for name in steps if name in step.after]
        waits = tuple(name for name in before if steps[name].state != "done")
        shut = {name: missing[name] for name in before if missing[name]}
        free = step.accountable is not None and not waits and not shut
        state: State = "waiting" if not free else "ready"
        if step.state != "to-do":
            state = step.state
        holds_up = sum(steps[name].state != "done" for name in after[step.name])
        who = None if step.accountable is None else str(step.accountable)
        found.append(StepStanding(step, state, who, waits, shut, missing[step.name], gone[step.name], holds_up))
    return found


def _named(step: Step, records: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(artefact.name for artefact in step.artefacts if str(artefact.record) in records)
