"""The answer for one person holds together; its parts are proved where they are made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from portee.core.errors import NoServiceError, ParameterError, SourceError
from portee.people.library import find_profile
from portee.people.profile import Profile
from portee.reach.reasons import CONSTRAINTS
from portee.reach.ways import Stores
from portee.services.describe import suggested_date
from portee.services.diagnose import NEAREST, Diagnosis, chosen_stop_ids, diagnose, stop_places
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World


@pytest.fixture(scope="module")
def jobs(xs_territory: SyntheticTerritory, xs_world: World) -> Places:
    return gather(xs_territory.jobs, xs_world.network).take(np.arange(40))


@pytest.fixture(scope="module")
def childcare(xs_territory: SyntheticTerritory, xs_world: World) -> Places:
    return gather(xs_territory.childcare, xs_world.network)


@pytest.fixture(scope="module")
def home(xs_territory: SyntheticTerritory, xs_world: World) -> Places:
    return gather(xs_territory.cells, xs_world.network).take(np.array([3]))


@pytest.fixture(scope="module")
def day(xs_world: World) -> date:
    found = suggested_date(xs_world.network)
    assert found is not None
    return found


def parent() -> Profile:
    return find_profile("single-parent-no-car")


def ask(world: World, profile: Profile, home: Places, work: Places, day: date, **more: object) -> Diagnosis:
    return diagnose(world, profile, home, work, offers=no_offers(), day=day, **more)  # type: ignore[arg-type]


def test_an_answer_counts_every_place_once(xs_world: World, home: Places, jobs: Places, day: date) -> None:
    found = ask(xs_world, find_profile("night-cleaner"), home, jobs, day)
    assert found.weight == "jobs"
    assert found.total == jobs.weight("jobs").sum()
    assert found.reached + sum(found.reasons.count(found.weights).values()) == found.total
    np.testing.assert_array_equal(found.reasons.code == 0, found.within.reach)
    assert set(np.unique(found.reasons.code)) <= set(range(len(CONSTRAINTS)))
    assert found.worth.unbeaten.any(axis=0).tolist() == found.within.reach.tolist()
    assert all(change.gained > 0 for change in found.changes)
    assert found.figures


def test_places_without_a_count_count_one(xs_world: World, home: Places, jobs: Places, day: date) -> None:
    bare = replace(jobs, attributes=pl.DataFrame({"name": ["x"] * len(jobs)}))
    found = ask(xs_world, find_profile("night-cleaner"), home, bare, day)
    assert (found.weight, found.total) == ("count", len(jobs))


def test_links_kept_from_before_change_nothing(xs_world: World, home: Places, jobs: Places, day: date) -> None:
    stores = Stores(xs_world.network)
    first, again, fresh = (
        ask(xs_world, find_profile("reference-employee-car"), home, jobs, day, stores=kept)
        for kept in (stores, stores, None)
    )
    for found in (again, fresh):
        np.testing.assert_array_equal(found.within.eur, first.within.eur)
        np.testing.assert_array_equal(found.reasons.code, first.reasons.code)
        assert [(c.change.id, c.gained) for c in found.changes] == [(c.change.id, c.gained) for c in first.changes]


def test_a_stop_at_childcare_is_in_the_answer_and_never_helps(
    xs_world: World, home: Places, jobs: Places, childcare: Places, day: date
) -> None:
    with_stop = ask(xs_world, parent(), home, jobs, day, care={"childcare": childcare})
    without = ask(xs_world, parent(), home, jobs, day)
    assert len(with_stop.stops) == 1
    assert with_stop.reached <= without.reached
    assert any("brings a child to school" in note for note in with_stop.notes)
    assert any("brings a child to childcare" in note for note in without.notes)
    (ids,) = chosen_stop_ids(with_stop, with_stop.within.best())
    assert {id for id in ids if id} <= set(childcare.ids.tolist())
    assert [bool(id) for id in ids] == with_stop.within.reach.tolist()


def test_of_two_stops_the_nearest_places_are_weighed_and_it_says_so(
    xs_world: World, home: Places, jobs: Places, day: date
) -> None:
    rng = np.random.default_rng(5)
    many = Places(
        np.array([str(k) for k in range(NEAREST + 5)], dtype=object),
        home.lon[0] + rng.uniform(-0.01, 0.01, NEAREST + 5), home.lat[0] + rng.uniform(-0.01, 0.01, NEAREST + 5),
    )  # fmt: skip
    found = ask(xs_world, parent(), home, jobs.take(np.arange(6)), day, care={"childcare": many, "school": many})
    assert [len(stop.places) for stop in found.stops] == [NEAREST, NEAREST]
    assert any(f"the {NEAREST} places nearest to home" in note for note in found.notes)
    away = np.hypot((many.lon - home.lon[0]) * np.cos(np.radians(home.lat[0])), many.lat - home.lat[0])
    kept = np.isin(many.ids, found.stops[0].places.ids)
    assert away[kept].max() <= away[~kept].min()


def test_places_that_tell_no_hours_take_the_usual_ones(childcare: Places) -> None:
    bare = replace(childcare, attributes=pl.DataFrame())
    stop, notes = stop_places(bare, "childcare", 10)
    assert set(stop.opens.tolist()) == {7 * 60 + 30}
    assert set(stop.closes.tolist()) == {18 * 60 + 30}
    assert stop.free is None
    assert len(notes) == 2


def test_wrong_input_is_one_clear_error(xs_world: World, home: Places, jobs: Places, day: date) -> None:
    someone = find_profile("night-cleaner")
    with pytest.raises(ParameterError, match="one home"):
        ask(xs_world, someone, jobs, jobs, day)
    half = replace(jobs, attributes=jobs.attributes.with_columns(start=pl.lit("08:00")))
    with pytest.raises(SourceError, match="one end"):
        ask(xs_world, someone, home, half, day)
    with pytest.raises(NoServiceError):
        ask(xs_world, someone, home, jobs, day + timedelta(days=4000))
