"""What is wrong in the file of a hub, all of it together: shape, holes in tariffs, dates reversed, names unknown.

Holes and dates are looked for in the plain contents of the file, so that they are told even where a price nearby is
wrong too.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.core.declared import file_text, parse_all
from portee.core.errors import ManyProblems, PorteeError, SourceError, Where
from portee.core.parameters import Parameters, shipped_parameters
from portee.core.plain_yaml import Path_, parse_yaml
from portee.hubs.plan.opening import understood, weekly_hours
from portee.hubs.plan.units import units_wanted
from portee.hubs.plan.whole import HubPlan

__all__ = ["parse_hub", "read_hub", "shipped_hubs"]

Problem = tuple[Path_, str, str]
WEEKS = 52.18
"""Weeks of a year, 365.25 / 7."""


def shipped_hubs() -> tuple[str, ...]:
    """Ids of the examples that come with Portée."""
    folder = files("portee.hubs.plan").joinpath("shipped")
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


def read_hub(path: Path | str, parameters: Parameters | None = None) -> HubPlan:
    """The hub of a file, or a shipped one by its id. Raises SourceError for one problem, ManyProblems for several."""
    if str(path) in shipped_hubs() and not Path(path).exists():
        text = files("portee.hubs.plan").joinpath("shipped", f"{path}.yaml").read_text(encoding="utf-8")
        return parse_hub(text, f"{path}.yaml", parameters)
    path = Path(path)
    if not os.path.lexists(path):
        raise SourceError(
            f"There is no file '{str(path)[:100]}', nor an example of this name.", where=Where(field="HUB"),
            mend=f"Give a file of a hub, or an example: {', '.join(shipped_hubs())}.",
        )  # fmt: skip
    return parse_hub(file_text(path), str(path), parameters)


def parse_hub(text: str, file: str = "text", parameters: Parameters | None = None) -> HubPlan:
    """As `read_hub`, from text."""
    plan, problems, lines = parse_all(text, HubPlan, file)
    raw = parse_yaml(text, file)[0]
    found: list[PorteeError] = list(problems)
    looked = _all_problems(raw, shipped_parameters() if parameters is None else parameters)
    for path, what, mend in looked:
        where = Where(file, _line(path, lines), ".".join(map(str, path))[:120] or None)
        if not any(problem.where == where for problem in found):
            found.append(SourceError(what, where=where, mend=mend))
    if not found and plan is not None:
        return plan
    found.sort(key=lambda error: (error.where and error.where.line) or 0)
    raise found[0] if len(found) == 1 else ManyProblems(found)


def _line(path: Path_, lines: Mapping[Path_, int]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _all_problems(raw: Mapping[str, Any], parameters: Parameters) -> Iterator[Problem]:
    for place, service in _items(raw, "services"):
        at: Path_ = ("services", place)
        for k, tariff in _items(service, "tariffs"):
            yield from _tariff_problems((*at, "tariffs", k), tariff, raw)
        yield from _use_problems(at, service)
    yield from _twice(raw, "services", ())
    yield from _money_problems(raw)
    yield from _gain_problems(raw)
    yield from _cost_problems((), raw, raw.get("figures_on"), parameters)


def _items(holder: Any, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    listed = holder.get(name) if isinstance(holder, Mapping) else None
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return []
    return [(place, item) for place, item in enumerate(listed) if isinstance(item, Mapping)]


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _twice(holder: Mapping[str, Any], name: str, at: Path_) -> Iterator[Problem]:
    seen: set[Any] = set()
    for place, item in _items(holder, name):
        id = item.get("id")
        if isinstance(id, str) and id in seen:
            yield (*at, name, place, "id"), f"The id '{id}' is there twice.", "Give each its own."
        seen.add(id if isinstance(id, str) else None)


def _tariff_problems(at: Path_, tariff: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[Problem]:
    periods = _items(tariff, "prices")
    for k, period in periods:
        begin, end = _day(period.get("from")), _day(period.get("until"))
        if begin and end and end < begin:
            yield (*at, "prices", k, "until"), f"{end} comes before {begin}.", "Exchange the two dates."
        yield from _step_problems((*at, "prices", k), period)
    for (_, one), (j, other) in itertools.pairwise(periods):
        end, begin = _day(one.get("until")), _day(other.get("from"))
        if begin is None:
            continue
        if end is None or begin <= end:
            yield (*at, "prices", j, "from"), "Two periods of prices overlap.", "End the first before the next begins."
        elif begin > end + timedelta(days=1):
            yield (
                (*at, "prices", j, "from"), f"There is no price from {end + timedelta(days=1)} on.",
                "Let the periods follow each other.",
            )  # fmt: skip
    start, years = _number(raw.get("start")), _number(raw.get("years"))
    if not periods or start is None or years is None or not 1900 <= start <= 2160 or not 1 <= years <= 40:
        return
    first, last = _day(periods[0][1].get("from")), _day(periods[-1][1].get("until"))
    if first and first > date(int(start), 1, 1):
        yield (*at, "prices", 0, "from"), f"There is no price on {int(start)}-01-01, when the hub opens.", "Begin then."
    if last and last < date(int(start + years) - 1, 12, 31):
        yield (
            (*at, "prices", periods[-1][0], "until"), f"There is no price after {last}, while the hub is open.",
            "Add a period, or leave 'until' out.",
        )  # fmt: skip


def _step_problems(at: Path_, period: Mapping[str, Any]) -> Iterator[Problem]:
    steps = _items(period, "steps")
    reached: float | None = 0.0
    for k, step in steps:
        begin, end = _number(step.get("from")), _number(step.get("to"))
        if begin is None:
            return
        place = (*at, "steps", k)
        if reached is None:
            yield (*place, "from"), "The step before has no end.", "Give it one in 'to'."
        elif begin > reached:
            yield (*place, "from"), f"There is a gap: no price from {reached:g} to {begin:g} h.", "Close it."
        elif begin < reached:
            yield (*place, "from"), f"Two steps overlap from {begin:g} to {reached:g} h.", "Let them follow each other."
        if end is not None and end <= begin:
            yield (*place, "to"), f"{end:g} h does not come after {begin:g} h.", "Exchange the two."
        reached = end
    if steps and reached is not None:
        yield (
            (*at, "steps", steps[-1][0], "to"),
            f"There is no price from {reached:g} h on.",
            "Leave the last 'to' out.",
        )


def _use_problems(at: Path_, service: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _twice(service, "tariffs", at)
    known = [str(tariff.get("id")) for _, tariff in _items(service, "tariffs")]
    for k, use in _items(service, "use"):
        name = use.get("tariff")
        if isinstance(name, str) and name not in known:
            listed = ", ".join(known) or "none"
            yield (*at, "use", k, "tariff"), f"There is no tariff '{name}'.", f"Tariffs of this service: {listed}."
    open_hours = _open_hours(service)
    vehicles = sum(_number(thing.get("count")) or 0.0 for _, thing in _items(service, "things") if thing.get("vehicle"))
    asked = sum(_most(use.get("trips", 0)) * (_number(use.get("hours", 0)) or 0.0) for _, use in _items(service, "use"))
    if vehicles and open_hours is not None and asked > vehicles * open_hours * WEEKS:
        most = vehicles * open_hours * WEEKS
        yield (
            (*at, "use"), f"The trips need {asked:.0f} hours a year; the vehicles have {most:.0f}.",
            "Give fewer trips, more vehicles or longer hours.",
        )  # fmt: skip


def _open_hours(service: Mapping[str, Any]) -> float | None:
    opening = service.get("opening")
    if "open_hours" not in service and isinstance(opening, str):
        return weekly_hours(opening) if understood(opening) else None
    return _number(service.get("open_hours", 168.0))


def _most(value: Any) -> float:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return max((_number(item) or 0.0 for item in value), default=0.0)
    return _number(value) or 0.0


def _money_problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    start, years = _number(raw.get("start")), _number(raw.get("years"))
    last = None if start is None or years is None else start + years - 1
    for k, subsidy in _items(raw, "subsidies"):
        begin, end = _number(subsidy.get("from")), _number(subsidy.get("until"))
        if begin is not None and end is not None and end < begin:
            yield ("subsidies", k, "until"), f"{end:.0f} comes before {begin:.0f}.", "Exchange the two years."
    for name in ("grants", "loans"):
        for k, item in _items(raw, name):
            year = _number(item.get("year"))
            if year is not None and start is not None and last is not None and not start <= year <= last:
                yield (name, k, "year"), f"{year:.0f} is outside the years of the hub.", f"{start:.0f} to {last:.0f}."


def _gain_problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    known = [str(service.get("id")) for _, service in _items(raw, "services")]
    for k, gain in _items(raw, "gains"):
        name = gain.get("service")
        if isinstance(name, str) and name not in known:
            listed = ", ".join(known) or "none"
            yield ("gains", k, "service"), f"There is no service '{name}'.", f"Services: {listed}."


def _cost_problems(at: Path_, value: Any, day: Any, parameters: Parameters) -> Iterator[Problem]:
    """Figures that Portée does not have, not yet, that are not one number, or in another unit."""
    if isinstance(value, Mapping):
        name, on = value.get("figure"), _day(day)
        if isinstance(name, str) and on is not None:
            yield from _figure_problems((*at, "figure"), name, value.get("key"), on, parameters)
        for key, part in value.items():
            if isinstance(part, Mapping):
                yield from _unit_problems((*at, str(key)), part.get("figure"), value, parameters)
            yield from _cost_problems((*at, str(key)), part, day, parameters)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for place, part in enumerate(value):
            yield from _cost_problems((*at, place), part, day, parameters)


def _unit_problems(at: Path_, name: Any, holder: Mapping[str, Any], parameters: Parameters) -> Iterator[Problem]:
    wanted = units_wanted(str(at[-1]), holder)
    if isinstance(name, str) and name in parameters and wanted and parameters[name].unit not in wanted:
        yield (
            (*at, "figure"), f"'{name}' is told in {parameters[name].unit}; '{at[-1]}' takes {' or '.join(wanted)}.",
            "Give another figure, or an amount of your own in 'eur'.",
        )  # fmt: skip


def _figure_problems(at: Path_, name: str, key: Any, on: date, parameters: Parameters) -> Iterator[Problem]:
    if name not in parameters:
        from difflib import get_close_matches

        near = get_close_matches(name, list(parameters), n=1)
        guess = f"Did you mean '{near[0]}'?" if near else "List them with: portee parameters."
        yield at, f"There is no figure '{name}'.", guess
        return
    dated = parameters[name].dated(on)
    if dated is None:
        first = parameters[name].values[0].from_
        yield at, f"'{name}' begins on {first} only.", "Give a later 'figures_on'."
    elif isinstance(dated.value, list):
        yield at, f"'{name}' is a scale of rows, not a unit cost.", "Give an amount of your own."
    elif isinstance(dated.value, dict) and key not in dated.value:
        yield at, f"'{name}' has several values.", f"Say which in 'key': {', '.join(dated.value)}."
    elif not isinstance(dated.value, dict) and key is not None:
        yield at, f"'{name}' has one value alone.", "Remove 'key'."
