"""Compute evidence again and say whether it is the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from portee.commons.records.evidence import Computation, Evidence, Input
from portee.commons.text.record_file import parse_record, record_path
from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError
from portee.core.progress import Progress, Silent
from portee.kernels.jit import cache_root
from portee.services.evidence.ground import Ground
from portee.services.evidence.inputs import Shelf, shelf_of
from portee.services.evidence.recipe import Figured
from portee.services.evidence.recipes.catalogue import RECIPES

__all__ = ["State", "Verified", "computed_evidence", "read_evidence", "verify_evidence"]

State = Literal["same", "differs", "inputs-missing", "recipe-unknown", "failed"]


@dataclass(frozen=True)
class Verified:
    """What became of one record.

    Attributes:
        id: of the record. state: what was found.
        recorded: what the record says. computed: what comes out now; None where nothing was computed.
        fields: names of what differs: value, low, high, unit, scenario, profile.
        missing: names of the inputs that were not found. why: what went wrong, for "failed".
    """

    id: str
    state: State
    recorded: float
    computed: float | None = None
    fields: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    why: str | None = None

    @property
    def absolute(self) -> float | None:
        """Computed less recorded, in the unit of the record."""
        return None if self.computed is None else self.computed - self.recorded

    @property
    def relative(self) -> float | None:
        """The same over what is recorded; None where that is 0."""
        return None if self.absolute is None or not self.recorded else self.absolute / self.recorded

    def as_dict(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "id": self.id, "state": self.state, "recorded": self.recorded, "computed": self.computed,
            "absolute": self.absolute, "relative": self.relative, "fields": list(self.fields),
            "missing": list(self.missing), "why": self.why,
        }  # fmt: skip


def computed_evidence(root: Path) -> tuple[str, ...]:
    """Ids of the evidence of a commons, in order, cited evidence among them."""
    return tuple(f"evidence/{path.stem}" for path in sorted((root / "evidence").glob("*.md")))


def read_evidence(root: Path, ids: Sequence[str]) -> tuple[Evidence, ...]:
    """Evidence records by id.

    Raises:
        ParameterError: there is no such record, or it is no evidence. ManyProblems: a record is wrong.
    """
    found = []
    for id in ids:
        path = root / record_path(id)
        if not id.startswith("evidence/") or not path.is_file():
            raise ParameterError(
                f"There is no evidence '{id[:120]}' in {root}.", where="ID", mend="Give ids such as evidence/name."
            )
        parsed = parse_record(path.read_text(encoding="utf-8"), record_path(id))
        if parsed.problems or parsed.file is None:
            raise ManyProblems(parsed.problems)
        assert isinstance(parsed.file.record, Evidence)
        found.append(parsed.file.record)
    return tuple(found)


def verify_evidence(
    records: Iterable[Evidence], folders: Sequence[Path], *, cache: Path | None = None, threads: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Verified]:  # fmt: skip
    """Compute each record again, one by one; cited evidence is passed over.

    Args:
        records: evidence. folders: where the inputs are looked for.
        cache: folder of networks that are kept; that of Portée otherwise. threads: searches at a time.
        progress: told of each record.

    Raises:
        ParameterError: a folder is none. What goes wrong with one record is told of it, and the next is taken.
    """
    progress = progress or Silent()
    wanted = [record for record in records if record.computed is not None]
    hashes = {one.sha256 for record in wanted if record.computed for one in record.computed.inputs}
    shelf = shelf_of(folders, progress, wanted=hashes)
    progress.start("verify_evidence", len(wanted))
    for record in wanted:
        yield _verified(record, shelf, cache or cache_root() / "evidence", threads)
        progress.advance(1)
    progress.done()


def ground_of(inputs: Sequence[Input], shelf: Shelf, cache: Path, threads: int | None) -> Ground:
    """The ground of a record whose inputs are all there."""
    files = {one.name: shelf.find(one, cache / "inputs") for one in inputs}
    return Ground(files, {one.name: one.sha256 for one in inputs}, cache, threads)


def _verified(record: Evidence, shelf: Shelf, cache: Path, threads: int | None) -> Verified:
    made = record.computed
    assert made is not None
    id, value = str(record.id), record.value
    recipe = RECIPES.get(made.recipe)
    if recipe is None:
        return Verified(id, "recipe-unknown", value, why=made.recipe)
    missing = shelf.missing(made.inputs)
    if missing:
        return Verified(id, "inputs-missing", value, missing=tuple(one.name for one in missing))
    try:
        figured = recipe.run(made.settings, ground_of(made.inputs, shelf, cache, threads))
    except (PorteeError, SourceError) as problem:
        return Verified(id, "failed", value, why=str(problem))
    fields = _differing(record, made, figured)
    return Verified(id, "differs" if fields else "same", value, figured.value, fields)


def _differing(record: Evidence, made: Computation, figured: Figured) -> tuple[str, ...]:
    numbers = (
        ("value", record.value, figured.value), ("low", record.low, figured.low), ("high", record.high, figured.high)
    )  # fmt: skip
    found = [name for name, was, now in numbers if not _same(was, now, made.tolerance)]
    texts = (
        ("unit", record.unit, figured.unit), ("scenario", made.scenario, figured.scenario),
        ("profile", made.profile, figured.profile),
    )  # fmt: skip
    return (*found, *(name for name, was, now in texts if was != now))


def _same(was: float | None, now: float | None, tolerance: float) -> bool:
    if was is None or now is None:
        return was is now
    return math.isclose(was, now, rel_tol=tolerance, abs_tol=0.0)
