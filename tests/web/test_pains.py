from __future__ import annotations

import json
import logging
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.workshops.places import Spot as Spoken
from portee.commons.workshops.places import distance_m, hidden_places, square_of
from portee.store.database import now
from portee.store.moderating import PublicState, Sender
from portee.store.pains import add_pain, moderate_pain
from portee.store.roles import Role
from portee.web.pains import HIDING, pain_features, shown_pains
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person

LAT, LON = 43.300217, 5.370239


def crowd(site: Site, people: int, lat: float = 43.3002, lon: float = 5.3702) -> list[str]:
    ids = []
    with database_of(site).writing() as connection:
        for k in range(people):
            pain, _ = add_pain(connection, lat, lon, "no-bus", f"Le bus {k}", now=now())
            moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=now())
            ids.append(pain.id)
    return ids


def test_places_are_shown_in_a_crowd_alone_moved_and_always_the_same(private: Site) -> None:
    crowd(private, 10)
    assert [pain.near for pain in shown_pains(private)] == [None] * 10
    crowd(private, 30)
    first = [pain.near for pain in shown_pains(private)]
    shown = [point for point in first if point is not None]
    assert all(100 <= distance_m(43.3002, 5.3702, point.lat, point.lon) <= 300 for point in shown)
    assert [pain.near for pain in shown_pains(private)] == first
    crowd(private, 1)
    after = [pain.near for pain in shown_pains(private)][1:]
    assert all(a == b for a, b in zip(after, first, strict=True) if a is not None and b is not None)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(43.29, 43.31), st.floats(5.36, 5.38)), max_size=120),
    st.randoms(use_true_random=False),
)
def test_no_point_is_near_its_true_place_nor_in_a_group_that_is_too_small(
    spoken: list[tuple[int, float, float]], draw: object
) -> None:
    spots = [Spoken(person, lat, lon) for person, lat, lon in spoken]
    points = hidden_places(spots, HIDING, draw)  # type: ignore[arg-type] # hypothesis draws like random.Random
    groups: Counter[tuple[int, int]] = Counter()
    for spot, point in zip(spots, points, strict=True):
        if point is not None:
            assert HIDING.least_m <= distance_m(spot.lat, spot.lon, point.lat, point.lon) <= HIDING.most_m
            groups[square_of(point.lat, point.lon, HIDING.square_m)] += 1
    assert all(count >= LEAST_PEOPLE for count in groups.values())


def test_one_account_makes_no_crowd(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.account is not None
    with database_of(private).writing() as connection:
        for k in range(40):
            pain, _ = add_pain(connection, LAT, LON, "dark", f"Noir {k}", now=now(), sender=Sender(ada.account.id))
            moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=now())
    assert [pain.near for pain in shown_pains(private)] == [None] * 40


def test_a_kind_shows_no_place_that_all_kinds_hide(private: Site) -> None:
    crowd(private, 30, LAT, LON)
    with database_of(private).writing() as connection:
        pain, _ = add_pain(connection, 43.36, 5.31, "steps", "Seul ici", now=now())
        moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=now())
    (alone,) = shown_pains(private, "steps")
    assert alone.near is None
    assert shown_pains(private, "no-bus") == [one for one in shown_pains(private) if one.kind == "no-bus"]


@pytest.mark.parametrize("kind", [None, "no-bus"])
def test_features_hold_what_is_shown_and_no_more(private: Site, kind: str | None) -> None:
    crowd(private, 30, LAT, LON)
    shown = shown_pains(private, kind)
    features = pain_features(shown)["features"]
    assert [one["properties"]["text"] for one in features] == [one.text for one in shown]
    placed = [one for one in features if one["geometry"]]
    assert len(placed) == sum(one.near is not None for one in shown) >= LEAST_PEOPLE
    for one in placed:
        lon, lat = one["geometry"]["coordinates"]
        assert distance_m(LAT, LON, lat, lon) >= HIDING.least_m


def test_the_exact_place_is_on_no_page_in_no_api_tile_log_or_export(
    private: Site, caplog: pytest.LogCaptureFixture
) -> None:
    ada, eve = Person(private), Person(private).signs_in("eve", Role.administrator)
    caplog.set_level(logging.DEBUG)
    sent = ada.send("/pains/new", place=place(private), kind="dark", text="Il fait noir.")
    assert sent.status_code == 200
    # A place that was moved may have one of the two rounded figures by chance, never both, and none as it was typed.
    lat, lon = (re.escape(part) for part in place(private).split(", "))
    rounded = (rf"{a[:-1]}\d*[^\d]{{1,12}}{b[:-1]}" for a, b in ((lat, lon), (lon, lat)))
    exact = re.compile("|".join([lat, lon, *rounded]))
    assert exact.search(place(private)[:-1])
    crowd(private, 30, *(float(part) for part in place(private).split(", ")))
    pages = [
        "/pains",
        "/pains?kind=dark",
        "/admin",
        "/admin/moderation",
        "/admin/moderation?state=shown",
        "/admin/audit",
    ]
    texts = [eve.get(path).text for path in pages] + [sent.text]
    texts += [eve.client.get(path).text for path in ("/api/v1/pains", "/ogc/collections", "/openapi.json")]
    tile = eve.client.get("/tiles/14/8436/5979.pbf").content
    texts += [tile.decode("latin-1"), json.dumps(eve.client.get("/fr/account/export").text)]
    assert sum("Le bus 3" in text for text in texts) >= 3, "reports are shown"
    for text in texts:
        # The ground of the map tells the bounds of the territory, not places.
        assert not exact.search(re.sub(r'data-ground="[^"]*"', "", text))
    assert not exact.search(caplog.text)


def place(site: Site) -> str:
    west, south, east, north = site.world.network.bounds
    return f"{(south * 3 + north * 2) / 5:.5f}, {(west * 3 + east * 2) / 5:.5f}"
