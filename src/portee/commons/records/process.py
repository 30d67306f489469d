"""A process: steps with gates, owners and artefacts; a gate is shut while its artefact is missing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from portee.commons.records.references import Ref, StakeholderRef
from portee.commons.records.shape import Line, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["Artefact", "Process", "Step", "blocked", "missing_artefacts"]

StepName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]


class Artefact(Declared):
    """Something that a step leaves behind: a record of the commons, or a document named in words."""

    name: Line
    record: Ref | None = None
    """The record, once there is one."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)] | None = None


class Step(Declared):
    """One step. Exactly one organisation answers for it."""

    name: StepName
    title: Text
    what: Text
    accountable: StakeholderRef | None = None
    """The one that answers for it; to be named before the step begins."""
    contributors: tuple[StakeholderRef, ...] = ()
    after: tuple[StepName, ...] = ()
    artefacts: Annotated[tuple[Artefact, ...], Field(min_length=1)]
    gate: Text
    """What must be true for the next step to begin."""
    state: Literal["to-do", "under-way", "done"] = "to-do"


class Process(Record):
    type: ClassVar[str] = "process"

    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _steps_follow(self) -> Process:
        known: set[str] = set()
        for step in self.steps:
            if step.name in known:
                raise Wrong(f"There are two steps '{step.name}'.", "Give each its own name.")
            for before in step.after:
                if before not in known:
                    what = f"Step '{step.name}' comes after '{before}', which does not stand before it."
                    raise Wrong(what, "Put the steps in order.")
            if step.state != "to-do" and (why := blocked(self, step)):
                raise Wrong(f"Step '{step.name}' has begun, but {why}.", "Mend that, or set the step back to to-do.")
            known.add(step.name)
        return self


def blocked(process: Process, step: Step) -> str | None:
    """Why a step may not begin; None when it may."""
    if step.accountable is None:
        return "nobody answers for it"
    for before in (other for other in process.steps if other.name in step.after):
        if missing := missing_artefacts(before):
            return f"the gate of '{before.name}' is shut: {', '.join(missing)} missing"
        if before.state != "done":
            return f"'{before.name}' is not done"
    return None


def missing_artefacts(step: Step) -> tuple[str, ...]:
    """Names of what the step should have left behind and has not; its gate is shut while there are any."""
    return tuple(artefact.name for artefact in step.artefacts if artefact.record is None and artefact.url is None)
