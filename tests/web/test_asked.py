from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.web.asked import asked_of, shared
from portee.web.explorer import starting_place
from portee.web.site import Site

FIELDS = ("place", "zone", "at", "day", "there", "back", "minutes", "direction", "profile", "budget")


def test_nothing_asked_is_a_first_visit(site: Site) -> None:
    asked = asked_of(site, {})
    assert asked.problems == {}
    assert (asked.question.lon, asked.question.lat) == starting_place(site)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30)))
def test_whatever_is_typed_is_answered(site: Site, given_: dict[str, str]) -> None:
    asked = asked_of(site, given_)
    # What is shared is understood again, and says the same of all but the exact place.
    again = asked_of(site, dict(parse_qsl(shared(asked.question))))
    assert again.problems == {}
    assert shared(again.question) == shared(asked.question)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("place", "nowhere at all"), ("at", "x"), ("day", "tomorrow"), ("there", "25:00"), ("back", "late"),
        ("minutes", "4"), ("minutes", "91"), ("minutes", "²"), ("direction", "up"), ("profile", "nobody"),
        ("budget", "nan"), ("budget", "-1"), ("budget", "20"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(site: Site, name: str, text: str) -> None:
    assert set(asked_of(site, {name: text}).problems) == {name}


def test_an_address_tells_the_place_to_a_hundred_metres_only(site: Site) -> None:
    asked = asked_of(site, {"at": "43.1034567,4.9976543", "profile": "night-cleaner", "budget": "12,5"})
    assert asked.question.lat == 43.1034567
    assert asked.question.budget_eur == 12.5
    address = shared(asked.question)
    assert "at=43.103,4.998" in address
    assert "43.1034" not in address


def test_a_name_is_a_place(site: Site) -> None:
    street = site.world.network.streets.names[0]
    asked = asked_of(site, {"place": street})
    assert asked.problems == {}
    west, south, east, north = site.world.network.bounds
    assert west <= asked.question.lon <= east
    assert south <= asked.question.lat <= north
