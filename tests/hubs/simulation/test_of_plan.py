"""From a plan to what is simulated: who comes adds up to the plan's use, and what is not told is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures
from portee.hubs.simulation.assumptions import assumed, simulation_parameters
from portee.hubs.simulation.given import ALWAYS, Arrivals
from portee.hubs.simulation.of_plan import WEEKS_YEAR, Chosen, DemandRow, Prepared, Skipped, prepared
from tests.hubs.plan.hubs import WORDS, of, own

FIGURES = Figures(simulation_parameters(), date(2026, 11, 26))
ASSUMED = assumed(FIGURES)


def _thing(count: int = 2, **more: Any) -> dict[str, Any]:
    return {"title": WORDS, "count": count, "how": "new", "price": own(1.0), "life": 10, **more}


def _tariff(id: str, paid_by: str = "residents") -> dict[str, Any]:
    return {"id": id, "title": WORDS, "prices": [{"from": "2027-01-01", "per_trip": 1}], "paid_by": {paid_by: 1.0}}


def _service(**parts: Any) -> dict[str, Any]:
    return {
        "id": "cars", "title": WORDS, "kind": "shared_car", "things": [_thing(vehicle=True)],
        "tariffs": [_tariff("home"), _tariff("firm", "employers")],
        "use": [{"tariff": "home", "trips": [100, 300], "hours": 2, "km": 20},
                {"tariff": "firm", "trips": 500, "hours": 1, "km": 5}], **parts,
    }  # fmt: skip


def _one(year: int = 2027, rows: tuple[DemandRow, ...] = (), chosen: Chosen | None = None, **parts: Any) -> Prepared:
    ready, skipped = prepared(of(services=[_service(**parts)]), chosen or Chosen(year), ASSUMED, FIGURES, rows)
    assert not skipped
    return ready[0]


def _stream(found: Prepared, group: str) -> Arrivals:
    return next(each for each in found.simulated.arrivals if each.group == group)


@pytest.mark.parametrize(("year", "trips"), [(2027, 100), (2028, 300), (2030, 300)])
def test_use_of_the_year_is_spread_over_the_week(year: int, trips: float) -> None:
    found = _one(year)
    assert _stream(found, "home").per_week * WEEKS_YEAR == pytest.approx(trips)
    assert _stream(found, "firm").per_week * WEEKS_YEAR == pytest.approx(500)
    assert not any(_stream(found, "firm").by_hour[144:])
    assert _stream(found, "home").hours.mean == 2
    assert _stream(found, "home").hours.cv == ASSUMED.hours_cv
    assert [note.key for note in found.notes][:1] == ["note_use"]
    assert found.titles.keys() == {"home", "firm"}


def test_use_comes_while_it_is_open() -> None:
    found = _one(opening="Mo-Fr 08:00-18:00")
    assert found.simulated.opens[0] == (8.0, 18.0)
    for stream in found.simulated.arrivals:
        shut = [rate for hour, rate in enumerate(stream.by_hour) if not 8 <= hour % 24 < 18 or hour >= 120]
        assert not any(shut)
        assert stream.per_week > 0


def test_hours_that_nobody_told_are_noted() -> None:
    found = _one(open_hours=60)
    assert found.simulated.opens == ALWAYS
    assert "note_open_unknown" in [note.key for note in found.notes]


def test_two_rows_of_one_tariff_are_added_up() -> None:
    use = [{"tariff": "home", "trips": 100, "hours": 1, "km": 1}, {"tariff": "home", "trips": 300, "hours": 3, "km": 5}]
    stream = _stream(_one(use=use), "home")
    assert stream.per_week * WEEKS_YEAR == pytest.approx(400)
    assert (stream.hours.mean, stream.km.mean) == (2.5, 4.0)


def test_vehicles_of_the_year_and_their_energy() -> None:
    battery = {"battery_kwh": 50, "range_km": 250, "charge_kw": 11}
    things = [
        _thing(3, vehicle=True, **battery), _thing(1, vehicle=True, first=1, **battery),
        _thing(5, vehicle=True, life=1, renewed=False), _thing(2, charge_kw=7.4), _thing(1, places=9),
    ]  # fmt: skip
    now, later = (_one(year, things=things).simulated for year in (2027, 2028))
    assert now.stations[0].vehicles == (3, 5)
    assert later.stations[0].vehicles == (3, 1)
    assert (now.stations[0].chargers, now.stations[0].docks) == (2, 9)
    kind = now.fleet[0]
    assert kind.battery_kwh == 50 * (1 - ASSUMED.battery_kept)
    assert (kind.kwh_per_km, kind.charge_kw) == (0.2, 7.4)
    assert now.fleet[1].battery_kwh is None


def test_energy_that_is_not_told_limits_nothing_and_is_noted() -> None:
    found = _one()
    assert found.simulated.fleet[0].battery_kwh is None
    assert "note_no_energy" in [note.key for note in found.notes]
    alone = _one(things=[_thing(vehicle=True, battery_kwh=50, range_km=250, charge_kw=11)])
    assert alone.simulated.stations[0].chargers is None
    assert "note_all_charged" in [note.key for note in alone.notes]
    consumed = _one(things=[_thing(vehicle=True, battery_kwh=50, charge_kw=11, energy=own(0.2), per_100km={
        "figure": "vehicle.car.consumption", "key": "electric"})])  # fmt: skip
    per_100km = FIGURES.table("vehicle.car.consumption")["electric"]
    assert consumed.simulated.fleet[0].kwh_per_km == pytest.approx(per_100km / 100)


def test_hires_by_the_month_are_members() -> None:
    use = [{"tariff": "home", "members": 10, "trips": 900}, {"tariff": "home", "members": 2}]
    found = _one(kind="bike_loan", use=use)
    (stream,) = found.simulated.arrivals
    # Members at a time: as many as begin, times how long they stay.
    assert stream.per_week / 168 * stream.hours.mean == pytest.approx(12)
    assert stream.patience.mean == 168
    assert found.loan


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["workday", "saturday", "sunday"]), st.integers(0, 23),
                  st.floats(0.01, 5), st.floats(0.1, 9), st.floats(0, 50)), min_size=1, max_size=9,
    )
)  # fmt: skip
def test_a_table_of_demand_is_kept_hour_by_hour(cells: list[tuple[Any, ...]]) -> None:
    rows = tuple(DemandRow(profile, "cars", *cell) for profile, *cell in cells)
    found = _one(rows=rows)
    days = {"workday": 5, "saturday": 1, "sunday": 1}
    for group in dict.fromkeys(row.profile for row in rows):
        mine = [row for row in rows if row.profile == group]
        stream = _stream(found, group)
        trips = [row.trips_day * days[row.day_type] for row in mine]
        assert stream.per_week == pytest.approx(sum(trips))
        for row in mine:
            assert stream.by_hour[(0, 120, 144)[list(days).index(row.day_type)] + row.hour] >= row.trips_day
        low, high = min(row.hours_trip for row in mine), max(row.hours_trip for row in mine)
        assert low - 1e-9 <= stream.hours.mean <= high + 1e-9
        assert stream.hours.cv >= ASSUMED.hours_cv - 1e-6
    assert found.source == "demand"


def test_use_that_residents_do_not_pay_stays_beside_a_table_of_residents() -> None:
    row = DemandRow("a", "cars", "workday", 8, 1.0, 2.0, 9.0, "home")
    found = _one(rows=(row,))
    assert found.simulated.groups == ("a", "firm")
    assert _stream(found, "firm").per_week * WEEKS_YEAR == pytest.approx(500)
    assert [note.key for note in found.notes][:2] == ["note_demand", "note_kept"]
    told = _one(rows=(row, DemandRow("b", "cars", "workday", 8, 1.0, 2.0, 9.0, "firm")))
    assert told.simulated.groups == ("a", "b")


def test_what_is_chosen_is_taken() -> None:
    stream = _one(chosen=Chosen(2027, patience_min=30, held_min=15, lengths="fixed")).simulated.arrivals[0]
    assert (stream.patience.mean, stream.held.mean, stream.hours.kind) == (0.5, 0.25, "fixed")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"kind": "repair"}, "skipped_kind"),
        ({"things": []}, "skipped_no_vehicles"),
        ({"use": []}, "skipped_nobody"),
    ],
)
def test_what_cannot_be_simulated_is_told(parts: dict[str, Any], why: str) -> None:
    ready, skipped = prepared(of(services=[_service(**parts)]), Chosen(2027), ASSUMED, FIGURES)
    assert not ready
    assert [(each.service, each.why) for each in skipped] == [("cars", why)]
    assert isinstance(skipped[0], Skipped)


def test_fewer_docks_than_vehicles_are_refused() -> None:
    with pytest.raises(ParameterError, match="'cars' has 2 vehicles and 1 docks"):
        _one(things=[_thing(2, vehicle=True), _thing(1, places=1)])
