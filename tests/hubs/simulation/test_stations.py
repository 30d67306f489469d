"""Stations of a file: as made by hand in Python, nobody and no vehicle lost, and nothing new without them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import portee
from portee.core.errors import ParameterError
from portee.hubs.plan.services import Service
from portee.hubs.plan.whole import HubPlan
from portee.hubs.simulation.draws import drawn
from portee.hubs.simulation.given import Arrivals, Law, Relocation, Simulated, Span, Station
from portee.hubs.simulation.happened import Moment
from portee.hubs.simulation.run import simulate_once
from portee.hubs.simulation.stations import arrivals_between, ends_of, relocation_of, stations_of
from portee.services.hubs.simulated_tables import groups_table, hours_table, services_table, stations_table
from tests.hubs.plan.hubs import WORDS, of, own
from tests.hubs.simulation.services import flat

SHORT: dict[str, Any] = {"days": 14, "replications": 3}
STATIONS = [{"id": "up", "share": 0.75, "vehicles": 2}, {"id": "down", "share": 0.25, "vehicles": 3}]
STAFF = {"at": [5, 13], "days": ["workday"], "below": 1, "staff": 2, "minutes": 30, "km": 1, "targets": {"up": 4}}


def _thing(count: int, **more: Any) -> dict[str, Any]:
    return {"title": WORDS, "count": count, "how": "new", "price": own(1.0), "life": 10, **more}


def _plan(**parts: Any) -> HubPlan:
    tariffs = [{"id": id, "title": WORDS, "prices": [{"from": "2027-01-01", "per_trip": 1}]} for id in ("home", "firm")]
    use = [{"tariff": "home", "trips": 3000, "hours": 1, "km": 4}, {"tariff": "firm", "trips": 900, "hours": 2}]
    service = {
        "id": "bikes", "title": WORDS, "kind": "bike", "things": [_thing(5, vehicle=True)], "tariffs": tariffs,
        "use": use, **parts,
    }  # fmt: skip
    return of(services=[service])


def test_it_is_what_is_simulated_when_made_by_hand() -> None:
    alone = portee.hub_simulation(_plan(), **SHORT).results[0].given
    found = portee.hub_simulation(_plan(stations=STATIONS, one_way=0.4, relocation=STAFF), **SHORT)
    ways = (("up", None, 0.75, 0.6), ("up", "down", 0.75, 0.4), ("down", "up", 0.25, 0.4), ("down", None, 0.25, 0.6))
    by_hand = Simulated(
        "bikes", (Station("up", (2,)), Station("down", (3,))), alone.fleet,
        tuple(
            replace(stream, station=start, to=to, by_hour=tuple(rate * share * part for rate in stream.by_hour))
            for stream in alone.arrivals for start, to, share, part in ways
        ),
        relocation=Relocation(
            (4, 3), tuple(24.0 * day + hour for day in range(5) for hour in (5, 13)), 1, 2, 0.5, 1.0
        ),
    )  # fmt: skip
    same = portee.hub_simulation([by_hand], **SHORT)
    assert found.results[0].given == by_hand
    assert groups_table(found).equals(groups_table(same))
    assert hours_table(found).equals(hours_table(same))
    assert found.results[0].moves_day.mean == same.results[0].moves_day.mean > 0
    stations = stations_table(found)
    assert stations["station"].to_list() == ["up", "down"]
    assert stations["vehicles"].to_list() == [2, 3]
    assert stations["simulated_users"].sum() == groups_table(found)["simulated_users"][0]
    assert 0 < stations["served_share"].min() < stations["served_share"].max() <= 1  # type: ignore[operator]
    assert services_table(found)["vehicles"].to_list() == [5]
    assert [note.key for note in found.notes["bikes"]].count("note_stations") == 1


def test_without_stations_all_is_at_one_place_named_after_the_service() -> None:
    found = portee.hub_simulation(_plan(), **SHORT)
    simulated = found.results[0].given
    assert simulated.stations == (Station("bikes", (5,)),)
    assert simulated.relocation is None
    assert stations_table(found).is_empty()
    assert {(stream.name, stream.to) for stream in simulated.arrivals} == {
        ("home|bikes|bikes", None), ("firm|bikes|bikes", None),
    }  # fmt: skip
    assert not [note for note in found.notes["bikes"] if note.key.startswith("note_stations")]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=5).filter(lambda parts: sum(part > 0 for part in parts) > 1),
    st.sampled_from([0.0, 0.3, 1.0]), st.integers(0, 3),
)  # fmt: skip
def test_nobody_and_no_vehicle_is_lost_between_stations(parts: list[int], one_way: float, seed: int) -> None:
    stations = [
        {"id": f"s{k}", "share": part / sum(parts), "vehicles": k % 3} for k, part in enumerate(parts)
    ]  # fmt: skip
    plan = _plan(
        things=[_thing(3, vehicle=True), _thing(9, vehicle=True)], stations=stations, one_way=one_way,
        relocation={"at": [6], "below": 1, "above": 3},
    )  # fmt: skip
    service = plan.services[0]
    whole = Arrivals("home", "bikes", flat(1.0), Law(1.0))
    streams = arrivals_between(service, [whole])
    assert sum(stream.per_week for stream in streams) == pytest.approx(whole.per_week)
    away = sum(stream.per_week for stream in streams if stream.to)
    assert away == pytest.approx(one_way * whole.per_week)
    for start in service.stations:
        assert sum(share for _, share in ends_of(service, start)) == pytest.approx(1)
    placed = stations_of(service, Station("bikes", (3, 9)))
    assert [sum(station.vehicles) for station in placed] == [station["vehicles"] for station in stations]
    assert sum(station.vehicles[0] for station in placed) <= 3
    kinds = portee.hub_simulation(plan, days=1, replications=2).results[0].given.fleet
    simulated = Simulated("bikes", placed, kinds, tuple(streams), relocation=relocation_of(service))
    moments: list[Moment] = []
    simulate_once(simulated, Span(7), drawn(simulated, Span(7), seed, 0), moments.append)
    for moment in moments:
        assert sum(moment.standing) + moment.hired + moment.moving == simulated.vehicles


def _placed(whole: Station, **parts: Any) -> tuple[Station, ...]:
    service: Service = _plan(**parts).services[0]
    return stations_of(service, whole)


def test_docks_and_chargers_of_the_things_are_shared_out_where_no_station_tells_them() -> None:
    up, down = _placed(Station("bikes", (5,), docks=9, chargers=5), stations=STATIONS)
    assert (up.docks, down.docks) == (5, 4)
    assert (up.chargers, down.chargers) == (2, 3)
    told = [{**each, "docks": 4, "chargers": k} for k, each in enumerate(STATIONS)]
    up, down = _placed(Station("bikes", (5,), docks=9, chargers=5), stations=told)
    assert (up.docks, down.docks, up.chargers, down.chargers) == (4, 4, 0, 1)


@pytest.mark.parametrize(
    ("whole", "more", "what"),
    [
        (Station("bikes", (4,)), {}, "take 5 vehicles; its things of this year have 4"),
        (Station("bikes", (0,), docks=4), {}, "take 5 vehicles; its things of this year have 0"),
        (Station("bikes", (5,), docks=5), {"docks": 3}, "take 6 docks; its things of this year have 5"),
        (Station("bikes", (5,), chargers=1), {"chargers": 1}, "take 2 chargers; its things of this year have 1"),
    ],
)
def test_more_than_is_there_in_the_year_is_refused(whole: Station, more: dict[str, int], what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        _placed(whole, stations=[{**each, **more} for each in STATIONS])


def test_vehicles_at_no_station_are_told() -> None:
    found = portee.hub_simulation(_plan(things=[_thing(7, vehicle=True)], stations=STATIONS), **SHORT)
    assert found.results[0].vehicles == 5
    assert {note.key: note.values for note in found.notes["bikes"]}["note_stations_spare"] == {"spare": 2}
