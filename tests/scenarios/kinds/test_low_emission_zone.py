"""Zones that end and zones that begin: added and abolished is as before, and a date is kept."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import shapely
from shapely import Polygon

from portee.offers.low_emission import LowEmissionZone, applies
from portee.reach.closures import closed_edges
from portee.world import World
from tests.scenarios.grounds import applied, area, at, frozen, ground, problems, problems_of

GROUND = ground()
NOON = datetime(2026, 3, 2, 12)


def zones(world: World) -> tuple[LowEmissionZone, ...]:
    assert world.offers is not None
    return world.offers.zones


def new(**fields: object) -> dict[str, object]:
    return {"type": "low_emission_zone", "id": "north", "area": area(0, 2, 4, 3), "car": "V2", **fields}


def off(*ids: str) -> dict[str, object]:
    return {"type": "low_emission_zone", "off": ids}


def test_added_and_abolished_is_as_before() -> None:
    assert frozen(applied(GROUND, new(), off("north"))) == frozen(GROUND)
    bare = applied(GROUND, off("all"))
    assert zones(bare) == ()
    assert frozen(applied(bare, new(), off("all"))) == frozen(bare)
    for vehicle in ("car", "van"):
        assert not closed_edges(GROUND.network.streets, zones(bare), vehicle, "NC", NOON).any()


def test_a_new_zone_keeps_out_what_it_says_and_where() -> None:
    found = zones(applied(GROUND, new(van="NC")))
    assert [zone.id for zone in found] == ["centre", "north"]
    assert found[0] is zones(GROUND)[0]
    assert shapely.equals(found[1].geometry, Polygon(area(0, 2, 4, 3)))
    assert [applies(found[1], "car", sticker, NOON) for sticker in ("V1", "V2", "NC")] == [False, True, True]
    assert [applies(found[1], "van", sticker, NOON) for sticker in ("V5", "NC")] == [False, True]
    assert not applies(found[1], "two_wheeler", "NC", NOON)
    alone = zones(applied(GROUND, new(off=["all"])))
    assert [zone.id for zone in alone] == ["north"]
    assert (closed_edges(GROUND.network.streets, found, "car", "V2", NOON)
            == closed_edges(GROUND.network.streets, alone, "car", "V2", NOON)).all()  # fmt: skip
    assert (closed_edges(GROUND.network.streets, found, "car", "V3", NOON)
            > closed_edges(GROUND.network.streets, alone, "car", "V3", NOON)).any()  # fmt: skip


def test_its_dates_are_those_of_the_modification() -> None:
    (_, zone) = zones(applied(GROUND, new(**{"from": "2026-03-02", "until": "2026-03-03"})))
    assert (zone.start, zone.end) == (date(2026, 3, 2), date(2026, 3, 3))
    days = [datetime(2026, 3, day, 12) for day in (1, 2, 3, 4)]
    assert [applies(zone, "car", "V3", day) for day in days] == [False, True, True, False]


def test_a_zone_that_is_not_there_is_told() -> None:
    assert problems(GROUND, off("center", "centre"), off("centre")) == [
        ("modifications.0.off", "There is no low-emission zone 'center'.", "Did you mean 'centre'?"),
        ("modifications.1.off", "There is no low-emission zone 'centre'.", "Write it as the data do."),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"area": None, "id": None}, "It ends no zone and makes none."),
        ({"id": None}, "A new zone needs an 'id' and an 'area'."),
        ({"area": None, "off": ["all"]}, "A new zone needs an 'id' and an 'area'."),
        ({"car": None}, "The new zone keeps nobody out."),
        ({"car": "V6"}, "'car' is 'V6'"),
        ({"id": "a b"}, "'id' is 'a b'"),
        ({"area": [at(0, 0), at(1, 1), at(1, 0), at(0, 1)]}, "The outline of the area crosses itself."),
    ],
)
def test_a_zone_that_cannot_be(fields: dict[str, object], words: str) -> None:
    (problem,) = problems_of(new(**fields))
    assert problem.what.startswith(words)
