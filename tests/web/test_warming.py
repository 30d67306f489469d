from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.people.library import shipped_profiles
from portee.services.commons_reading.carried import first_territory
from portee.services.diagnosis.interview import Interview
from portee.web import answers, warming
from portee.web.answers import diagnosis_of
from portee.web.commons.shelves import shelf_of
from portee.web.explorer import explorer_of, starting_place
from portee.web.ground import tile_store
from portee.web.site import Site
from portee.web.warming import PEOPLE, warm


@pytest.fixture(scope="module")
def warmed(site: Site) -> Site:
    fresh = Site(site.workspace, site.settings)
    warm(fresh)
    return fresh


def test_the_first_visitor_finds_all_prepared(warmed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.web.explorer.Explorer", lambda *_, **__: pytest.fail("prepared again"))
    for name in ("known_links", "know_rides", "street_ground", "residents_of"):
        monkeypatch.setattr(answers, name, lambda *_, **__: pytest.fail("prepared again"))
    assert explorer_of(warmed).targets.kinds
    monkeypatch.setattr("portee.services.tiles.store.encode_tile", lambda *_: pytest.fail("drawn again"))
    assert tile_store(warmed).make() > 0
    lon, lat = starting_place(warmed)
    assert answers.person_sheet(warmed, Interview(lat, lon, "night-cleaner"), "fr").title


def test_they_are_people_that_portee_knows() -> None:
    assert set(PEOPLE) <= {profile.id for profile in shipped_profiles()}
    assert warming.DRIVER in {profile.id for profile in shipped_profiles()}


def test_what_cannot_be_prepared_stops_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise SourceError("damaged")

    monkeypatch.setattr(Site, "places", broken)
    warm(Site(site.workspace, site.settings))


def test_nothing_of_a_question_is_kept(warmed: Site) -> None:
    """What all questions share knows as much after an answer as before it."""
    links = answers._links(warmed)
    before = {key: (set(store._made), len(store._kept), set(store._tables), set(store._days))
              for key, store in links._stores.items()}  # fmt: skip
    lon, lat = starting_place(warmed)
    assert diagnosis_of(warmed, Interview(lat, lon, "single-parent-no-car")).within.reach.any()
    after = {key: (set(store._made), len(store._kept), set(store._tables), set(store._days))
             for key, store in links._stores.items()}  # fmt: skip
    assert after == before


def test_so_is_the_commons(commons_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Site(commons_site.workspace, commons_site.settings)
    monkeypatch.setattr(warming, "PEOPLE", ())
    monkeypatch.setattr(warming, "_vacancy", lambda _: None)
    monkeypatch.setattr(warming, "_explored", lambda *_: None)
    for name in ("ready", "tile_store", "picture_base"):
        monkeypatch.setattr(warming, name, lambda *_, **__: None)
    warm(fresh)
    reading = shelf_of(fresh).reading()
    assert "published" in reading.kept, "whoever takes it away does not wait"
    assert ("carried", first_territory(reading)) in reading.kept
    assert reading is shelf_of(fresh).reading()
