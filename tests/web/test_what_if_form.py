from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.plain_yaml import parse_yaml
from portee.scenarios.scenario import parse_scenario
from portee.services.gazetteer import Gazetteer
from portee.web.forms import Typed
from portee.web.placing import METRES_PER_DEGREE
from portee.web.site import Site
from portee.web.what_if_form import KINDS, added, modification_of, without
from tests.web.asking import place_name

ANSWERS = {
    "line": "L", "name": "Neuf", "mode": "bus", "every_min": "10", "from": "06:00", "until": "22:00",
    "speed_kmh": "18", "after": "A", "before": "B", "radius": "200", "percent": "50", "last_departure": "21:00",
    "depth_cm": "40", "of": "jobs", "count": "12", "first": "05:00", "last": "23:00", "car_kmh": "30",
}  # fmt: skip
LONG = {"stops": "A; 43.5, 5.5\nB", "streets": "Rue"}


@pytest.mark.parametrize("kind", KINDS)
def test_answers_make_a_modification_that_files_may_have(site: Site, kind: str) -> None:
    form = Typed({**ANSWERS, "place": place_name(site)})
    part, _ = modification_of(kind, form, LONG, Gazetteer(site.world.network), {"jobs": "jobs"})
    assert form.problems == {}
    scenario = parse_scenario(added("", "Essai", part))
    assert [one.type for one in scenario.content.modifications] == [kind]


def test_a_circle_is_as_large_as_told(site: Site) -> None:
    form = Typed({**ANSWERS, "place": place_name(site), "radius": "500"})
    part, (spot,) = modification_of("hazard", form, {}, Gazetteer(site.world.network), {})
    for lon, lat in part["zones"][0]["area"]:
        east = (lon - spot.lon) * math.cos(math.radians(spot.lat))
        assert math.hypot(east, lat - spot.lat) * METRES_PER_DEGREE == pytest.approx(500, rel=0.01)


def test_positions_of_a_line_are_new_stops(site: Site) -> None:
    part, _ = modification_of("add_line", Typed(ANSWERS), LONG, Gazetteer(site.world.network), {})
    assert part["stops"] == ["A", {"id": "new-Neuf-1", "name": "Neuf 1", "lon": 5.5, "lat": 43.5}, "B"]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["B1", "12", "no"]), min_size=1, max_size=5), st.data())
def test_what_is_added_and_taken_away_leaves_the_rest(lines: list[str], data: st.DataObject) -> None:
    text = ""
    for line in lines:
        text = added(text, "x", {"type": "remove_line", "line": line})
    gone = data.draw(st.integers(0, len(lines) - 1))
    left = lines[:gone] + lines[gone + 1 :]
    less = without(text, gone)
    assert [part["line"] for part in (parse_yaml(less, "x")[0]["modifications"] if less else [])] == left
