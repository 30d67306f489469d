"""The replicability of a practice of a commons in a territory of it, from their two records."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from portee.commons.check.folder import scan
from portee.commons.reading import read_record
from portee.commons.records.practice import Practice
from portee.commons.records.shape import Text
from portee.commons.records.territory import Territory
from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Parameters
from portee.core.progress import Progress, Silent
from portee.indicators.compared import ComparedSet, shipped_set
from portee.indicators.traits import Traits
from portee.services.territories.replicate import Replicated, ToldCondition, weigh

__all__ = ["COMMONS_SET", "replicate_all", "replicate_records"]

COMMONS_SET = "commons"


def replicate_records(
    root: Path,
    practice: str,
    territory: str,
    *,
    at: str | None = None,
    compared: ComparedSet | None = None,
    parameters: Parameters | None = None,
) -> Replicated:
    """Work out the replicability of a practice in a territory.

    What a record does not tell is not known, and widens the interval: the variables of a territory, those of the place
    where the practice worked when it has no record, and conditions that the territory does not name.

    Args:
        root: of the commons. practice, territory: ids of records. at: version; the files on disk otherwise.
        compared: variables with their declared ranges; those of Portée otherwise. parameters: with the factors.

    Raises:
        InputError: no such commons, version or record, or one of another type.
        ManyProblems: a record does not fit.
        ParameterError: the practice names no variable that it depends on, or one that the set does not have.
    """
    told = _practice(root, practice, at)
    here = _territory(root, territory, at)
    there = here if told.territory == territory else None
    if there is None and told.territory is not None:
        there = _territory(root, str(told.territory), at)
    drivers = _drivers(told, compared or shipped_set(COMMONS_SET))
    values = np.array([_values(place, drivers) for place in (there, here)])
    ranges = [variable.range for variable in drivers.variables]
    traits = Traits(
        values,
        np.array([variable.weight for variable in drivers.variables]),
        np.array([1.0 if r is None else r for r in ranges]),
        np.zeros(len(ranges), dtype=bool),
    )
    conditions = tuple(
        ToldCondition(one.name, one.hard, here.conditions.get(one.name), _words(one.why)) for one in told.conditions
    )
    same = there is not None and there.id == here.id
    found = weigh(traits, 1 if same else 0, 1, conditions, told.grade, parameters)
    return Replicated(
        title=_words(told.title),
        origin="" if told.territory is None else str(told.territory),
        target=territory,
        there="" if there is None else there.title.fr,
        here=here.title.fr,
        conditions=conditions,
        drivers=drivers,
        found=found,
    )


def replicate_all(
    root: Path,
    territory: str,
    *,
    compared: ComparedSet | None = None,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
) -> tuple[list[tuple[str, Replicated]], tuple[str, ...]]:
    """Work out every practice on disk in a territory.

    Args:
        root, territory, compared, parameters: as `replicate_records`. progress: told of each practice.

    Returns:
        ids and answers, the highest interval first, ties by id; and the ids of practices that cannot be compared.

    Raises:
        InputError, ManyProblems: as `replicate_records`.
    """
    _territory(root, territory, None)
    ids = sorted(id for path in scan(root).files if (id := path.path.removesuffix(".md")).startswith("practice/"))
    found: list[tuple[str, Replicated]] = []
    skipped: list[str] = []
    told = progress or Silent()
    told.start("replicate_all", len(ids))
    for id in ids:
        try:
            answer = replicate_records(root, id, territory, compared=compared, parameters=parameters)
        except ParameterError:
            skipped.append(id)
        else:
            found.append((id, answer))
        told.advance()
    told.done()
    found.sort(key=lambda pair: (-pair[1].found.result.high, -pair[1].found.result.low, pair[0]))
    return found, tuple(skipped)


def _practice(root: Path, id: str, at: str | None) -> Practice:
    record = read_record(root, id, at).record
    if not isinstance(record, Practice):
        raise ParameterError(f"'{id}' is no practice.", mend="Give an id such as practice/navette-de-l-aube.")
    return record


def _territory(root: Path, id: str, at: str | None) -> Territory:
    record = read_record(root, id, at).record
    if not isinstance(record, Territory):
        raise ParameterError(f"'{id}' is no territory.", mend="Give an id such as territory/marseille.")
    return record


def _drivers(practice: Practice, compared: ComparedSet) -> ComparedSet:
    by_id = {variable.id: variable for variable in compared.variables}
    if not practice.driven_by:
        raise ParameterError(
            f"'{practice.id}' does not say what it depends on, so nothing can be compared.",
            where=Where(field="driven_by"),
            mend="Add driven_by to the record: variables with their weights.",
        )
    for name in practice.driven_by:
        if name not in by_id or by_id[name].range is None:
            raise ParameterError(
                f"'{practice.id}' depends on '{name}', of which the largest difference is not declared.",
                where=Where(field=name),
                mend=f"Declare it in a set of your own (--compare); known: {', '.join(by_id)}.",
            )
    chosen = tuple(by_id[name].model_copy(update={"weight": w}) for name, w in practice.driven_by.items())
    return ComparedSet(title=_words(practice.title), source=compared.source, date=compared.date, variables=chosen)


def _values(place: Territory | None, drivers: ComparedSet) -> list[float]:
    """Figures of a territory on the scale they are compared by, NaN where its record does not tell them."""
    found: list[float] = []
    for variable in drivers.variables:
        figure = None if place is None else place.variables.get(variable.figure)
        value = math.nan if figure is None else figure.value
        if variable.scale == "log":
            value = math.log(value) if value > 0 else math.nan
        found.append(value)
    return found


def _words(text: Text) -> Words:
    return Words(fr=text.fr, en=text.in_("en"))
