"""Who reaches what: by kind of resident, there and back on every day worked, within time and budget."""

from __future__ import annotations

from collections.abc import Sequence

from portee.core.progress import Progress
from portee.people.library import shipped_profiles
from portee.people.profile import Profile
from portee.services.neighbourhood.equity import ALL, EquityTable, equity_table
from portee.services.portrait.ground import ELSEWHERE, Ground
from portee.services.portrait.portrait import ZONE, Portrait, PortraitTable, Row, column
from portee.services.profile_access import PRESENT, ProfileAccess, profile_access, what_ifs
from portee.services.residents import residents_of

__all__ = ["ENERGY", "EVENING_S", "FIGURES", "MERGE_M", "people"]

MERGE_M = 250.0
"""Side of the squares of which places are taken as one: metres. A page must not take an hour."""

ENERGY = 1.3
"""Factor on all prices of energy in a what-if."""

EVENING_S = 20 * 3600
"""From when no vehicle begins its trip in another one, seconds after midnight."""

FIGURES = (
    "mean", "share", "affordable_share", "per_person", "gini", "palma", "theil", "theil_between_profiles",
    "theil_between_groups", "concentration", "erreygers", "line", "fgt_0", "fgt_1",
)  # fmt: skip
"""What is kept of `portee.services.neighbourhood.equity.Summed`, by kind."""

IFS = ("no_evening", "energy")


def people(
    ground: Ground, *, profiles: Sequence[Profile] | None = None, threads: int = 1, progress: Progress | None = None
) -> Portrait:  # fmt: skip
    """Access by profile and neighbourhood, with its inequality, and what two what-ifs take away.

    Args:
        profiles: kinds of residents, those that come with Portée where none are given.
        threads, progress: as elsewhere.

    Raises:
        ParameterError: no place of any kind, no timetable; as the searches raise.
    """
    kinds = ground.kinds
    targets = ground.targets(kinds, merge_m=MERGE_M)
    residents = residents_of(ground.cells, profiles or shipped_profiles(), ground.world.network)
    scenarios = what_ifs(ground.offers, energy=ENERGY, evening_s=EVENING_S)
    found = profile_access(
        ground.world, residents, targets, kinds, scenarios=scenarios, day=ground.day, threads=threads,
        progress=progress,
    )  # fmt: skip
    table = equity_table(found, groups=ground.labels(residents.homes))
    tables = [_profiles(found, table), _gaps(found, table), _neighbourhoods(ground, found, table)]
    return Portrait(
        "people", {"everyone": residents.everyone, "withheld": float(len(table.withheld))},
        {"week": found.day.isoformat()}, {one.id: one for one in tables if one is not None},
        found.notes, ground.sources(targets), _missing(ground, found, table),
    )  # fmt: skip


def _profiles(found: ProfileAccess, table: EquityTable) -> PortraitTable:
    rows = tuple(Row(profile.id, profile.title) for profile in found.profiles)
    first = found.kinds[0]
    columns = {
        name: column(_value(table, PRESENT, first, row.id, ALL, name) for row in rows)
        for name in ("people", "people_low", "people_high")
    }
    for kind in found.kinds:
        for name in ("mean", "share", "affordable_share", "per_person", "gini", "fgt_0"):
            columns[f"{kind}_{name}"] = column(_value(table, PRESENT, kind, row.id, ALL, name) for row in rows)
        for scenario in IFS:
            columns[f"{kind}_loss_{scenario}"] = column(
                _value(table, scenario, kind, row.id, ALL, "loss") for row in rows
            )
    return PortraitTable("profiles", "profile", rows, columns)


def _gaps(found: ProfileAccess, table: EquityTable) -> PortraitTable | None:
    """How unequal access is among all residents of the mix."""
    if table.find(PRESENT, found.kinds[0]) is None:
        return None
    columns = {name: column(_value(table, PRESENT, kind, ALL, ALL, name) for kind in found.kinds) for name in FIGURES}
    unreached = None if found.competition is None else found.competition.unreached
    return PortraitTable(
        "gaps", "kind", tuple(Row(kind) for kind in found.kinds),
        {"total": column(found.totals), **columns, **({} if unreached is None else {"unreached": column(unreached)})},
    )  # fmt: skip


def _neighbourhoods(ground: Ground, found: ProfileAccess, table: EquityTable) -> PortraitTable | None:
    rows = [row for row in ground.rows() if row.id != ELSEWHERE]
    if not rows or not found.residents.additive:
        return None
    columns = {"people": column(_value(table, PRESENT, found.kinds[0], ALL, row.id, "people") for row in rows)}
    for kind in found.kinds:
        for name in ("mean", "affordable_share", "per_person", "fgt_0"):
            columns[f"{kind}_{name}"] = column(_value(table, PRESENT, kind, ALL, row.id, name) for row in rows)
        for scenario in IFS:
            columns[f"{kind}_loss_{scenario}"] = column(
                _value(table, scenario, kind, ALL, row.id, "loss") for row in rows
            )
    return PortraitTable("neighbourhoods", ZONE, tuple(rows), columns)


def _value(table: EquityTable, scenario: str, kind: str, profile: str, group: str, name: str) -> float:
    row = table.find(scenario, kind, profile, group)
    return float("nan") if row is None else float(getattr(row, name))


def _missing(ground: Ground, found: ProfileAccess, table: EquityTable) -> tuple[str, ...]:
    untold = [] if ground.zones is not None else ["zones"]
    untold += [] if found.residents.additive else ["mix"]
    untold += [] if table.income is not None else ["incomes"]
    return (*untold, *([] if ground.workspace.offers is not None else ["offers"]))
