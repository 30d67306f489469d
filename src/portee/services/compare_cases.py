"""A scenario compared several times: from several hours on, and for several kinds of residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from portee.core.clock import format_time_of_day
from portee.core.errors import ParameterError, Where
from portee.people.profile import Profile
from portee.reach.options import Travel, Window
from portee.services.compare import Comparison
from portee.services.compare_record import comparison_record
from portee.services.saved_results import SavedPair
from portee.services.winners import GroupChange, group_changes

if TYPE_CHECKING:
    import geopandas

    from portee.network.network import Network
    from portee.scenarios.scenario import Scenario

__all__ = [
    "Case",
    "Compared",
    "as_walks",
    "cases_of",
    "changes_by_case",
    "compare_cases",
    "saved_changes",
    "saved_facts",
]


@dataclass(frozen=True)
class Case:
    """How and when one travels.

    Attributes:
        hour: first minute of the window, "07:30"; None where no hours were asked apart. profile: id; None likewise.
    """

    travel: Travel
    window: Window | None
    hour: str | None = None
    profile: str | None = None


@dataclass(frozen=True, eq=False)
class Compared:
    """Comparisons of one scenario, one for each case, of the same origins."""

    cases: tuple[Case, ...]
    found: tuple[Comparison, ...]

    @property
    def first(self) -> Comparison:
        return self.found[0]

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks of any of them, each once."""
        return tuple(dict.fromkeys(note for one in self.found for note in one.notes))

    def to_geodataframe(self, needed: float | None = None) -> geopandas.GeoDataFrame:
        """One row per origin and case: `hour` and `profile` where they were asked, then as a comparison tells."""
        import pandas

        frames = []
        for case, one in zip(self.cases, self.found, strict=True):
            frame = one.to_geodataframe(needed)
            for name, value in (("profile", case.profile), ("hour", case.hour)):
                if value is not None:
                    if name in frame.columns:
                        frame = frame.rename(columns={name: f"{name}_of_origin"})
                    frame.insert(1, name, value)
            frames.append(frame)
        return frames[0] if len(frames) == 1 else pandas.concat(frames, ignore_index=True)

    def changes(self, residents: str | None, labels: Sequence[str] | None = None) -> tuple[GroupChange, ...]:
        """Who gains and who loses in each case, by figure and group.

        Args:
            residents: column that counts them, None for one at each origin. labels: group of each origin.

        Raises:
            ParameterError: there is no such column.
        """
        people = self.first.people(residents)
        return tuple(
            replace(change, hour=case.hour, profile=case.profile)
            for case, one in zip(self.cases, self.found, strict=True)
            for place, name in enumerate(one.columns)
            for change in group_changes(name, one.base[:, place], one.scenario[:, place], people, labels)
        )

    def record(
        self, network: Network, scenario: Scenario, changes: Sequence[GroupChange], needed: float | None = None
    ) -> dict[str, Any]:
        """The provenance of all of them, as JSON values: that of the first, and what each case was asked."""
        records = [comparison_record(network, one, scenario, changes, needed=needed) for one in self.found]
        if len(records) == 1:
            return records[0]
        told = ("travel", "window", "searched_again")
        cases = [
            {"hour": case.hour, "profile": case.profile, **{name: one["parameters"][name] for name in told}}
            for case, one in zip(self.cases, records, strict=True)
        ]
        shared = {name: value for name, value in records[0]["parameters"].items() if name not in told}
        return {**records[0], "parameters": {**shared, "cases": cases}, "notes": list(self.notes)}


def as_walks(travel: Travel, profile: Profile) -> Travel:
    """The same way of travelling, as a kind of resident walks and cycles."""
    walking = profile.walking
    return replace(
        travel, max_walk_min=min(walking.max_min, travel.max_time_min), walk_speed_kmh=walking.speed_kmh,
        step_free=walking.wheelchair, pushchair=walking.pushchair,
        max_bicycle_min=min(profile.limits.max_cycle_min, travel.max_time_min),
    )  # fmt: skip


def cases_of(
    travel: Travel, window: Window | None, hours: Sequence[int] = (), profiles: Sequence[Profile] = ()
) -> tuple[Case, ...]:  # fmt: skip
    """Every kind of resident at every hour.

    Args:
        travel, window: of all of them. hours: when windows begin instead, seconds after midnight; none: as the window.
        profiles: who; none: as `travel` tells.

    Raises:
        ParameterError: an hour or a profile is there twice, or hours are asked along streets alone.
    """
    ids = [profile.id for profile in profiles]
    for given, field in ((list(hours), "--hours"), (ids, "--profile")):
        if len(set(given)) < len(given):
            raise ParameterError("It is there twice.", where=Where(field=field), mend="Keep one of them.")
    if hours and window is None:
        raise ParameterError(
            "Along streets alone every hour is the same.", where=Where(field="--hours"),
            mend="Leave it out, or choose --mode transit.",
        )  # fmt: skip
    whens: list[tuple[str | None, Window | None]] = [(None, window)]
    whos: list[tuple[str | None, Travel]] = [(None, travel)]
    if hours and window is not None:
        whens = [(format_time_of_day(at), replace(window, start_s=at)) for at in hours]
    if profiles:
        whos = [(profile.id, as_walks(travel, profile)) for profile in profiles]
    return tuple(Case(way, when, hour, who) for hour, when in whens for who, way in whos)


def compare_cases(cases: Sequence[Case], compare: Callable[[Travel, Window | None], Comparison]) -> Compared:
    """Compare each case.

    Args:
        cases: at least one. compare: `portee.services.compare.compare_scenario` with all else that it takes.

    Raises:
        ParameterError, NoServiceError: as the comparison.
    """
    return Compared(tuple(cases), tuple(compare(case.travel, case.window) for case in cases))


def changes_by_case(
    frame: geopandas.GeoDataFrame, columns: Sequence[str], residents: str | None, group: str | None
) -> tuple[GroupChange, ...]:
    """Who gains and who loses in a table of two saved results, for each hour and profile that it holds apart.

    Args:
        frame: with `base_…` and `scenario_…` of each of the columns. residents, group: columns of it.
    """
    keys = [name for name in ("hour", "profile") if name in frame.columns]
    parts: Mapping[Any, Any] = dict(iter(frame.groupby(keys, sort=False))) if keys else {(): frame}
    found = []
    for key, part in parts.items():
        told = dict(zip(keys, map(str, key if isinstance(key, tuple) else (key,)), strict=True))
        people = np.ones(len(part)) if residents is None else part[residents].to_numpy(np.float64)
        labels = None if group is None else ["" if value is None else str(value) for value in part[group].tolist()]
        for name in columns:
            before, after = (part[f"{side}_{name}"].to_numpy(np.float64) for side in ("base", "scenario"))
            some = group_changes(name, before, after, people, labels, less_is_better="_nearest_" in name)
            found += [replace(change, hour=told.get("hour"), profile=told.get("profile")) for change in some]
    return tuple(found)


def saved_changes(pair: SavedPair, residents: str | None = None, group: str | None = None) -> tuple[GroupChange, ...]:
    """Who gains and who loses; residents, group: columns of the results. Raises ParameterError for one there is not."""
    columns = pair.frame.columns
    for name in (residents, group):
        if name is not None and name not in columns:
            raise ParameterError(f"The results have no column '{name}'.", mend=f"Columns: {', '.join(columns)}.")
    if residents is not None and pair.frame[residents].dtype.kind not in "biuf":
        raise ParameterError(f"The column '{residents}' counts nobody.", mend="Give one of numbers.")
    return changes_by_case(pair.frame, pair.columns, residents, group)


def saved_facts(pair: SavedPair, changes: Sequence[GroupChange]) -> dict[str, Any]:
    """The figures compared, and who gains and loses, as JSON values."""
    return {"columns": list(pair.columns), "changes": [vars(change) for change in changes]}
