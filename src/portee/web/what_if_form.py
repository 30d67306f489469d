"""What can be changed by a form: the questions of each kind of change, and the modification that answers make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portee.core.plain_yaml import parse_yaml, plain_text
from portee.services.gazetteer import Gazetteer, Spot
from portee.web.forms import Typed
from portee.web.placing import circle_around, spots_of

__all__ = ["KINDS", "MODES", "Question", "added", "modification_of", "without"]

MOST_RADIUS_M = 20_000
MOST_POINTS = 500
MODES = ("bus", "tram", "metro", "rail", "ferry", "cable", "funicular")
POSITION = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[, ]\s*(-?\d{1,3}(?:\.\d+)?)")
LEAST_CORNERS = 3


@dataclass(frozen=True)
class Question:
    """One question of a form.

    Attributes:
        name: of the field. sort: how it is asked: a "line" or "anyline" of the network, "names" apart by semicolons,
            "text", "number", "clock", "place" by its name, an "area" by a place and a radius or drawn, "mode", "tariff"
            or "kind" of places.
        needed: whether it must be answered. least, most: of a number.
    """

    name: str
    sort: str
    needed: bool = False
    least: int = 0
    most: int = 100_000


KINDS: Mapping[str, tuple[Question, ...]] = {
    "close_stop": (Question("stops", "names", needed=True),),
    "remove_line": (Question("line", "line", needed=True),),
    "set_frequency": (
        Question("line", "line", needed=True), Question("every_min", "number", needed=True, least=1, most=720),
        Question("from", "clock"), Question("until", "clock"),
    ),
    "service_hours": (Question("line", "anyline"), Question("first", "clock"), Question("last", "clock"),
                      Question("every_min", "number", least=1, most=720)),
    "add_line": (
        Question("name", "text", needed=True), Question("mode", "mode", needed=True),
        Question("stops", "names", needed=True), Question("every_min", "number", needed=True, least=1, most=720),
        Question("from", "clock", needed=True), Question("until", "clock", needed=True),
        Question("speed_kmh", "number", needed=True, least=3, most=350),
    ),
    "add_stop": (
        Question("name", "text", needed=True), Question("place", "place", needed=True),
        Question("line", "line", needed=True), Question("after", "text", needed=True),
        Question("before", "text", needed=True),
    ),
    "close_streets": (Question("streets", "names"), Question("place", "area")),
    "slow_streets": (Question("streets", "names"), Question("place", "area"),
                     Question("car_kmh", "number", needed=True, least=5, most=130)),
    "set_fare": (Question("tariff", "tariff"), Question("percent", "number", needed=True, most=1000)),
    "cancel": (Question("line", "anyline"), Question("percent", "number", needed=True, least=1, most=100)),
    "curfew": (Question("last_departure", "clock", needed=True),),
    "hazard": (Question("place", "area", needed=True), Question("depth_cm", "number", needed=True, least=1, most=1000)),
    "add_places": (
        Question("of", "kind", needed=True), Question("name", "text", needed=True),
        Question("place", "place", needed=True), Question("count", "number", needed=True, least=1),
    ),
}  # fmt: skip
"""Kind of change → its questions. Everything else that a scenario can do is written in its file."""


def modification_of(
    kind: str, form: Typed, long: Mapping[str, str], gazetteer: Gazetteer, weights: Mapping[str, str | None]
) -> tuple[dict[str, Any], tuple[Spot, ...]]:
    """The modification that a form tells, as a file would have it, and places to choose among.

    Args:
        kind: one of `KINDS`. form: its short fields, told what is wrong. long: its long ones, as they came.
        gazetteer: of the network. weights: kind of places → the column that counts them, None for none.
    """
    spots: tuple[Spot, ...] = ()
    told: dict[str, Any] = {}
    for question in KINDS[kind]:
        name = question.name
        if question.sort == "names":
            told[name] = names = _names(long.get(name, ""))
            if question.needed and not names:
                form.wrong(name, "form-needed")
        elif question.sort == "area":
            told["area"], spots = _area(form, long.get("area", ""), gazetteer, needed=question.needed)
        else:
            if question.needed:
                form.needed(name)
            if question.sort == "place":
                spots = spots_of(form, name, gazetteer) if form.text(name) else ()
            elif question.sort == "number":
                told[name] = form.whole(name, question.least, question.most)
            elif question.sort == "clock":
                minutes = form.minutes(name)
                told[name] = None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
            elif question.sort == "mode":
                told[name] = form.choice(name, MODES)
            else:
                told[name] = form.text(name) or None
    if kind in ("close_streets", "slow_streets") and not form.problems and not told["streets"] and not told["area"]:
        form.wrong("streets", "whatif-no-street")
    if kind == "service_hours" and not form.problems and not told["first"] and not told["last"]:
        form.wrong("first", "whatif-no-hours")
    if (told.get("from") is None) != (told.get("until") is None):
        form.wrong("until" if told.get("from") else "from", "form-needed")
    if form.problems:
        return {}, spots
    return {"type": kind, **_made(kind, told, spots, weights)}, spots


def _made(
    kind: str, told: Mapping[str, Any], spots: Sequence[Spot], weights: Mapping[str, str | None]
) -> dict[str, Any]:  # fmt: skip
    between = {"from": told["from"], "until": told["until"]} if told.get("from") else None
    found: dict[str, Any] = {name: value for name, value in told.items() if name not in ("from", "until")}
    if kind in ("service_hours", "cancel"):
        found["lines"] = [line] if (line := found.pop("line")) else None
    if kind == "cancel":
        found["share"] = found.pop("percent") / 100
    elif kind == "set_fare":
        tariff = found.pop("tariff")
        found = {"ids": [tariff] if tariff else None, "factor": found["percent"] / 100, "cap": "follows"}
    elif kind == "hazard":
        found = {"zones": [{"depth_m": found["depth_cm"] / 100, "area": found["area"]}]}
    elif kind == "add_line":
        found = {"id": _id(found["name"]), **found, "stops": _stops(found["name"], found["stops"])}
    elif kind == "add_stop":
        found = {"id": _id(found["name"]), **found, "lon": round(spots[0].lon, 6), "lat": round(spots[0].lat, 6)}
    elif kind == "add_places":
        column = weights.get(found["of"])
        place = {"id": found["name"], "lon": round(spots[0].lon, 6), "lat": round(spots[0].lat, 6)}
        count = int(found["count"])
        places = [{**place, column: count}] if column else [
            {**place, "id": f"{place['id']} {n + 1}"} for n in range(min(count, MOST_POINTS))
        ]  # fmt: skip
        found = {"of": found["of"], "places": places}
    if between is not None:
        found["between"] = between
    return {name: value for name, value in found.items() if value not in (None, [], ())}


def added(text: str, name: str, part: Mapping[str, Any]) -> str:
    """The text of a scenario with one more modification; a new scenario of that name where there is none."""
    told = parse_yaml(text, "scenario.yaml")[0] if text.strip() else {"name": name, "modifications": []}
    return plain_text({**told, "modifications": [*told["modifications"], dict(part)]})


def without(text: str, place: int) -> str:
    """The text of a scenario with one modification less; "" when none is left."""
    told = parse_yaml(text, "scenario.yaml")[0]
    kept = [part for k, part in enumerate(told["modifications"]) if k != place]
    return plain_text({**told, "modifications": kept}) if kept else ""


def _names(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in re.split(r"[;\n]", text[:20_000]))
    return [part for part in parts if part][:MOST_POINTS]


def _id(name: str) -> str:
    """An id from a name."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:60]
    return f"new-{plain}" if plain else "new"


def _stops(line: str, names: Sequence[str]) -> list[Any]:
    """Names of stops, and new stops for positions."""
    found: list[Any] = []
    for name in names:
        at = POSITION.fullmatch(name)
        if at is None:
            found.append(name)
        else:
            number = sum(isinstance(one, dict) for one in found) + 1
            lat, lon = float(at[1]), float(at[2])
            found.append({"id": f"{_id(line)}-{number}", "name": f"{line} {number}", "lon": lon, "lat": lat})
    return found


def _area(
    form: Typed, drawn: str, gazetteer: Gazetteer, *, needed: bool
) -> tuple[list[list[float]] | None, tuple[Spot, ...]]:  # fmt: skip
    """An outline that was drawn, or a circle around a place; None for none."""
    if drawn.strip():
        points = [
            [round(float(lon), 6), round(float(lat), 6)] for lat, lon in POSITION.findall(drawn[:20_000])[:MOST_POINTS]
        ]
        if len(points) < LEAST_CORNERS:
            form.wrong("area", "whatif-few-points")
        return points, ()
    if not form.text("place"):
        if needed:
            form.needed("place")
        return None, ()
    spots = spots_of(form, "place", gazetteer)
    form.needed("radius")
    radius = form.whole("radius", 10, MOST_RADIUS_M)
    if radius is None or len(spots) != 1:
        return None, spots
    return circle_around(spots[0].lon, spots[0].lat, radius), spots
