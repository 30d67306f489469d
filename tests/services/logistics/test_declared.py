from __future__ import annotations

import pytest

from portee.core.declared import parse_all, parse_declared
from portee.core.errors import SourceError
from portee.core.parameters import shipped_parameters
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.parts import KINDS

PLAN = """name: P
date: 2026-09-08
depots: [{id: d, at: [5.0, 43.0], opens: '05:30'}]
vehicles: [{id: v, kind: cargo_bike, home: d}]
orders: [{id: o, lon: 5.0, lat: 43.0, from: '08:00', until: '9h30'}]
"""


def test_a_short_plan_is_read_with_its_times_in_seconds() -> None:
    plan = parse_declared(PLAN, GoodsFile)
    assert (plan.depots[0].opens, plan.depots[0].closes) == (19_800, 86_400)
    assert (plan.orders[0].from_, plan.orders[0].until, plan.orders[0].parcels) == (28_800, 34_200, 1)
    assert plan.vehicles[0].driver_hours == 7.0


def test_every_kind_of_vehicle_has_its_figures() -> None:
    names = (
        "capacity_kg",
        "capacity_litres",
        "cost_hour",
        "cost_km",
        "cost_day",
        "co2e_km",
        "noisy",
        "at_kerb",
        "stop_minutes",
    )
    for name in names:
        for dated in shipped_parameters()[f"logistics.{name}"].values:
            assert isinstance(dated.value, dict)
            assert set(dated.value) == set(KINDS), name


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("'05:30'", "'25:99'", 3, "minutes or seconds"),
        ("'05:30'", "530", 3, "not a time of day"),
        ("cargo_bike", "cargo_plane", 4, "kind"),
        ("home: d", "home: d, starts: '10:00', ends: '09:00'", 4, "ends before it starts"),
        ("lon: 5.0, ", "", 5, "is nowhere"),
        ("'9h30'", "'07:00'", 5, "ends before it begins"),
        ("orders: [", "orders_file: a.csv\norders: [", 1, "in several"),
        ("vehicles: [", "vehicels: [", 4, "There is no field 'vehicels'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    plan, problems, _ = parse_all(PLAN.replace(old, new), GoodsFile, "plan.yaml")
    assert plan is None
    told = [problem for problem in problems if words in str(problem)]
    assert told, problems
    assert told[0].where is not None
    assert told[0].where.line == line


@pytest.mark.parametrize(
    "windows", ["[{share: 0.5, from: '08:00', until: '09:00'}]", "[{share: 1, from: '09:00', until: '08:00'}]"]
)
def test_impossible_windows_of_drawn_orders_are_refused(windows: str) -> None:
    drawn = f"drawn: {{places: cells.gpkg, residents: ind, windows: {windows}}}"
    with pytest.raises(SourceError, match=r"add up|ends before"):
        parse_declared(PLAN[: PLAN.index("orders:")] + drawn, GoodsFile)
