"""Laws of modal shares: they sum to one, nothing changes without a change, and what is quicker is not used less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from portee.core.declared import Words
from portee.core.errors import ManyProblems, ParameterError
from portee.core.parameters import Source
from portee.indicators.modal_targets import Target, Targets, declared_targets
from portee.indicators.mode_choice import MODES
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.services.gather import gather
from portee.services.modal.asked import ModalAsked
from portee.services.modal.compute import UNCALIBRATED, ModalResult, compute_modal
from portee.services.modal.flows import Flows
from portee.services.offers import read_offers
from portee.services.recognise import PlaceColumns
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.modal.ground import (
    ASKED,
    DAY,
    EMPTY,
    OBSERVED,
    homes_of,
    kinds_of,
    scenario,
    shares_of,
)

WALK, BICYCLE, TRANSIT, CAR = range(4)
PLAN = Targets(
    "plan", (Target(2026, OBSERVED), Target(2030, {**OBSERVED, "car": 0.4, "public_transport": 0.25})),
    Words(fr="plan", en="plan"), Source(title="a test"),
)  # fmt: skip


def _lines(world: World) -> list[str]:
    assert world.network.timetable is not None
    return sorted(set(world.network.timetable.route_short_name))


@pytest.fixture(scope="module")
def found(xs_world: World, xs_territory: SyntheticTerritory) -> ModalResult:
    return shares_of(xs_world, xs_territory, EMPTY)


def test_shares_sum_to_one_and_groups_to_everybody(found: ModalResult) -> None:
    everybody, *groups = found.base[0].figures
    assert [group.group for group in groups] == ["with a car", "without a car", "east", "west"]
    for figures in found.base[0].figures:
        assert figures.share.sum() == pytest.approx(1, abs=1e-12)
        assert (figures.share >= 0).all()
    for pair in (groups[:2], groups[2:]):
        assert sum(group.trips for group in pair) == pytest.approx(everybody.trips)
        assert sum(group.vehicle_km for group in pair) == pytest.approx(everybody.vehicle_km)
        for name in ("trips_by_mode", "person_km", "co2_kg"):
            assert sum(getattr(group, name) for group in pair) == pytest.approx(getattr(everybody, name))
    assert found.base[0].of("without a car").share[CAR] == 0  # type: ignore[union-attr]
    assert everybody.vehicle_km == pytest.approx(everybody.person_km[CAR] / found.coefficients.occupancy)


def test_the_base_has_the_observed_shares(found: ModalResult) -> None:
    assert found.base[0].everybody.share == pytest.approx([OBSERVED[mode] for mode in MODES], abs=1e-8)
    assert UNCALIBRATED not in found.base[0].notes


def test_an_empty_scenario_is_the_base_bit_for_bit(found: ModalResult) -> None:
    (case,) = found.cases
    base = found.base_of(case)
    for now, before in zip(case.figures, base.figures, strict=True):
        for name in ("share", "person_km", "co2_kg"):
            np.testing.assert_array_equal(getattr(now, name), getattr(before, name))
        assert (now.trips, now.vehicle_km, now.impossible) == (before.trips, before.vehicle_km, before.impossible)
    np.testing.assert_array_equal(case.zone_shares, base.zone_shares)


def test_a_scenario_that_undoes_itself_is_the_base_too(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    """Every part is searched again, and gives the same."""
    line = _lines(xs_world)[0]
    found = shares_of(xs_world, xs_territory, scenario(f"  - {{type: speed_line, line: '{line}', factor: 1}}\n"))
    np.testing.assert_array_equal(found.cases[0].everybody.share, found.base[0].everybody.share)


def test_more_public_transport_is_not_used_less(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    """One line more, and no line at all: trips go where they went, only the mode may change."""
    lines = _lines(xs_world)
    timetable = xs_world.network.timetable
    assert timetable is not None
    first, last = int(np.argmin(timetable.stop_lon)), int(np.argmax(timetable.stop_lon))
    stops = f"['{timetable.stop_id[first]}', '{timetable.stop_id[last]}']"
    between = "{from: '05:00', until: '23:00'}"
    quicker = (
        f"  - {{type: add_line, id: NEW, name: New, mode: metro, stops: {stops}, minutes: [2], every_min: 2, "
        f"between: {between}}}\n"
    )
    none = "".join(f"  - {{type: remove_line, line: '{line}'}}\n" for line in lines)
    found = shares_of(xs_world, xs_territory, scenario(quicker, "more"), scenario(none, "none"))
    base, (more, less) = found.base[0].everybody, found.cases
    assert more.everybody.share[TRANSIT] > base.share[TRANSIT]
    assert more.everybody.vehicle_km < base.vehicle_km
    assert less.everybody.share[TRANSIT] == 0
    assert less.everybody.vehicle_km > base.vehicle_km
    assert less.everybody.share.sum() == pytest.approx(1)
    assert more.everybody.trips == pytest.approx(base.trips)
    known = np.isfinite(found.base[0].zone_shares[:, TRANSIT])
    gain = more.zone_shares[known, TRANSIT] - found.base[0].zone_shares[known, TRANSIT]
    assert (gain >= -1e-12).all()


def test_what_costs_beyond_all_measure_is_not_taken(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    dear = replace(ASKED, observed=None, transit_eur=1e6, car_eur_km=1e6)
    share = shares_of(xs_world, xs_territory, asked=dear).base[0].everybody.share
    assert share[TRANSIT] == share[CAR] == 0
    assert share.sum() == pytest.approx(1)
    assert UNCALIBRATED in shares_of(xs_world, xs_territory, asked=dear).base[0].notes


def test_a_series_follows_the_dates_of_a_scenario(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    """A line that is closed from 2028 on; the last day of May is not yet the first of June."""
    line = _lines(xs_world)[0]
    dated = scenario(f"  - {{type: remove_line, line: '{line}', from: 2028-06-01}}\n")
    found = shares_of(xs_world, xs_territory, dated, years=[2027, 2028], targets=PLAN)
    assert [case.year for case in found.base] == [case.year for case in found.cases] == [2027, 2028]
    np.testing.assert_array_equal(found.cases[0].everybody.share, found.base[0].everybody.share)
    assert found.cases[1].everybody.share[TRANSIT] < found.base[1].everybody.share[TRANSIT]
    later = shares_of(xs_world, xs_territory, dated, years=[2028], as_of=(5, 31))
    np.testing.assert_array_equal(later.cases[0].everybody.share, later.base[0].everybody.share)
    progress = found.base[1].progress
    assert progress is not None
    assert progress.target.shares["car"] == pytest.approx(0.45)
    assert progress.gap_points["car"] == pytest.approx(5.0, abs=1e-6)


def test_new_places_bring_trips(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, jobs = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)["jobs"]
    at = f"lon: {homes.lon[0]:.6f}, lat: {homes.lat[0]:.6f}"
    people = f"  - {{type: add_residents, places: [{{id: NEW, {at}, people: 500, side: west}}]}}\n"
    work = f"  - {{type: add_places, of: jobs, places: [{{id: WORK, {at}, jobs: {jobs.weight('jobs').sum():.0f}}}]}}\n"
    found = shares_of(xs_world, xs_territory, scenario(people, "people"), scenario(work, "work"))
    base, (more, nearer) = found.base[0], found.cases
    assert more.everybody.trips == pytest.approx(base.everybody.trips + 500)
    assert len(more.zones) == len(base.zones) + 1
    assert np.isfinite(more.zone_shares[-1]).all()
    assert nearer.everybody.trips == pytest.approx(base.everybody.trips)
    assert nearer.everybody.person_km.sum() != pytest.approx(base.everybody.person_km.sum())


def test_changes_at_the_bounds_of_the_model(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    """Each time the base is calibrated anew; the bound of a figure that is at its centre would change nothing."""
    line = _lines(xs_world)[0]
    cut = scenario(f"  - {{type: remove_line, line: '{line}'}}\n")
    found = shares_of(xs_world, xs_territory, cut, EMPTY, bounds=True)
    less, empty = found.cases
    names = ("value_of_time", "cost_sensitivity", "car_occupancy")
    assert [bound.parameter for bound in less.bounds] == [name for name in names for _ in range(2)]
    assert all(bound.share_points[TRANSIT] < 0 for bound in less.bounds)
    assert len({bound.vehicle_km for bound in less.bounds}) == 6
    assert all(abs(bound.share_points.sum()) < 1e-9 for bound in less.bounds)
    assert all((bound.share_points == 0).all() and bound.vehicle_km == bound.base_vehicle_km for bound in empty.bounds)
    plain = shares_of(xs_world, xs_territory, cut)
    assert plain.cases[0].bounds == ()
    np.testing.assert_array_equal(plain.cases[0].everybody.share, less.everybody.share)


def test_counted_flows_are_taken_as_they_are(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, jobs = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)["jobs"]
    ids = np.array([str(homes.ids[0]), str(homes.ids[1])], object), np.array([str(id) for id in jobs.ids[:2]], object)
    flows = Flows(*ids, np.array([30.0, 20.0]))
    closed = scenario(f"  - {{type: remove_places, of: jobs, ids: ['{jobs.ids[1]}']}}\n")
    found = shares_of(xs_world, xs_territory, closed, asked=replace(ASKED, observed=None), flows=flows)
    assert found.base[0].everybody.trips == pytest.approx(50)
    assert found.cases[0].everybody.trips == pytest.approx(30)
    assert found.cases[0].left_out == pytest.approx(20)


def test_both_ends_give_each_workplace_its_part(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    one = shares_of(xs_world, xs_territory).base[0].everybody
    both = shares_of(xs_world, xs_territory, asked=replace(ASKED, distribution="both")).base[0].everybody
    assert both.trips == pytest.approx(one.trips)
    assert both.person_km.sum() > one.person_km.sum()


def test_wrong_plans_and_scenarios_are_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    with pytest.raises(ParameterError, match="no target for 2040"):
        shares_of(xs_world, xs_territory, years=[2040], targets=PLAN)
    other = replace(PLAN, years=(Target(2026, {"car": 0.6, "others": 0.4}),))
    with pytest.raises(ParameterError, match="has the modes car, others"):
        shares_of(xs_world, xs_territory, targets=other)
    with pytest.raises(ManyProblems, match="no line"):
        shares_of(xs_world, xs_territory, scenario("  - {type: remove_line, line: 'nowhere'}\n"))


def test_without_a_timetable_nobody_rides(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    streets = xs_world.replace(network=replace(xs_world.network, timetable=None, stops={}, walks=None))
    found = shares_of(streets, xs_territory, asked=replace(ASKED, observed=None)).base[0]
    assert found.everybody.share[TRANSIT] == 0
    assert any("no timetable" in note for note in found.notes)
    assert found.day == DAY


@pytest.mark.real
@pytest.mark.slow
def test_laws_on_real_marseille(shared_data: Path) -> None:
    """The district of Euroméditerranée: calibrated on the shares of the metropolis, with and without its trams."""
    folder = shared_data / "euromed"
    streets, _ = read_streets(folder / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([folder / "gtfs.zip"])
    world = World(Network.of(streets, timetable), offers=read_offers("marseille"))
    cells = gather(folder / "filosofi_200m.csv", world.network, weights=["ind"])
    cells = cells.take(cells.attributes["in_bbox"].to_numpy() == 1)
    kinds = {"pois": gather(folder / "pois.csv", world.network, columns=PlaceColumns(id="@row"))}
    survey = declared_targets()["aix-marseille-provence"]
    asked = ModalAsked(residents="ind", without_car=0.4, merge_m=400, observed=survey.observed[0].shares)
    window = Window(date(2026, 7, 7), 27_000, 30)
    trams = "  - {type: cancel, modes: [tram]}\n"
    found = compute_modal(
        world, cells, kinds, asked, Travel(draws=1), window, window.day, scenarios=[EMPTY, scenario(trams)],
        targets=survey, threads=2,
    )  # fmt: skip
    base, (empty, without) = found.base[0], found.cases
    assert base.everybody.share == pytest.approx([survey.observed[0].shares[mode] for mode in MODES], abs=1e-8)
    np.testing.assert_array_equal(empty.everybody.share, base.everybody.share)
    assert empty.everybody.vehicle_km == base.everybody.vehicle_km
    assert without.everybody.share[TRANSIT] < base.everybody.share[TRANSIT]
    assert without.everybody.vehicle_km > base.everybody.vehicle_km
    for case in found.all_cases:
        for figures in case.figures:
            assert figures.share.sum() == pytest.approx(1, abs=1e-12)
    assert base.everybody.trips == pytest.approx(cells.weight("ind").sum(), rel=1e-3)
    # A trip by car in a district of 4 km by 6 km.
    assert 1 < base.everybody.person_km[CAR] / base.everybody.trips_by_mode[CAR] < 10
    # Grams by kilometre aboard: between those of a metro and of a diesel bus.
    assert 4.4 < 1000 * base.everybody.co2_kg[TRANSIT] / base.everybody.person_km[TRANSIT] < 123
    assert base.progress is not None
    assert base.progress.gap_points["car"] > 0
    assert base.costs.product is not None
