"""Where practices of a commons took place, gathered by spot for a map and the list beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from portee.commons.publish.pages.search_index import fold
from portee.commons.records.practice import Practice
from portee.commons.records.territory import Territory
from portee.core.plain_yaml import parse_yaml
from portee.services.commons_reading.shelf import Reading

__all__ = ["PracticeQuestion", "Spot", "practices_of", "spots_of"]

TOGETHER_DEG = 0.5
"""Practices nearer than this share a spot: two marks would lie on each other."""


@dataclass(frozen=True)
class PracticeQuestion:
    """Which practices are asked for; what is empty asks for all. words: in any part of the record."""

    solution: str = ""
    country: str = ""
    grade: str = ""
    state: str = ""
    words: str = ""


@dataclass(frozen=True)
class Spot:
    """Practices of one spot. lat, lon: degrees, to about 10 km; None for those that no spot is known of."""

    name: str
    lat: float | None
    lon: float | None
    practices: tuple[Practice, ...]


def practices_of(reading: Reading, question: PracticeQuestion, lang: str) -> tuple[Practice, ...]:
    """The practices that fit, in reading order."""
    words = fold(question.words).split()
    found = []
    for file in reading.release.of_type("practice"):
        practice = cast(Practice, file.record)
        if (
            question.country in ("", practice.country)
            and question.grade in ("", practice.grade)
            and question.state in ("", practice.state)
            and (not question.solution or question.solution in practice.solutions)
        ):
            text = f"{reading.folded(file.id, lang)} {fold(practice.place)}" if words else ""
            if all(word in text for word in words):
                found.append(practice)
    return tuple(found)


def spots_of(reading: Reading, practices: Sequence[Practice]) -> tuple[Spot, ...]:
    """Practices by spot, in the order of their names; those of a whole country, or of no known spot, last."""
    groups: list[tuple[float, float, list[Practice]]] = []
    rest: dict[str, list[Practice]] = {}
    for practice in practices:
        at = _place(reading, practice)
        if at is None:
            rest.setdefault(practice.place, []).append(practice)
            continue
        lat, lon = at
        near = next((g for g in groups if abs(g[0] - lat) <= TOGETHER_DEG and abs(g[1] - lon) <= TOGETHER_DEG), None)
        if near is None:
            groups.append((lat, lon, [practice]))
        else:
            near[2].append(practice)
    placed = [Spot(_named(found), lat, lon, tuple(found)) for lat, lon, found in groups]
    unplaced = [Spot(name, None, None, tuple(found)) for name, found in rest.items()]
    return (*sorted(placed, key=lambda spot: fold(spot.name)), *sorted(unplaced, key=lambda spot: fold(spot.name)))


def _named(practices: Sequence[Practice]) -> str:
    return ", ".join(dict.fromkeys(practice.place.partition(",")[0] for practice in practices))


def _place(reading: Reading, practice: Practice) -> tuple[float, float] | None:
    if practice.territory is not None:
        file = reading.release.by_id.get(str(practice.territory))
        if file is not None and isinstance(file.record, Territory) and file.record.centre is not None:
            return file.record.centre.lat, file.record.centre.lon
    return next(_spots_named(practice.place), None)


def _spots_named(place: str) -> Iterator[tuple[float, float]]:
    """Towns that the text begins with; the longest name first."""
    for name, at in _known().items():
        if place == name or (place.startswith(name) and not place[len(name)].isalnum() and place[len(name)] != "-"):
            yield at


@cache
def _known() -> Mapping[str, tuple[float, float]]:
    text = files("portee.services.commons_reading").joinpath("spots.yaml").read_text(encoding="utf-8")
    found = parse_yaml(text, "spots.yaml")[0]
    return {name: (at[0], at[1]) for name, at in sorted(found.items(), key=lambda pair: -len(pair[0]))}
