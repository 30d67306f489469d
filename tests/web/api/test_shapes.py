from __future__ import annotations

from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from portee.core.errors import OutsideNetworkError
from portee.services.diagnosis.interview import DAYS_ASKED
from portee.web.api.shapes import Clock, Days, Language, Latitude, inside
from portee.web.site import Site
from portee.web.wording import LANGUAGES


def test_choices_are_those_of_the_rest_of_the_application() -> None:
    assert get_args(Days) == tuple(DAYS_ASKED)
    assert get_args(Language) == LANGUAGES


@pytest.mark.parametrize("text", ["24:00", "5:30", "05:60", "05:30\n", "", "\u0660\u0665:30"])
def test_a_time_is_written_one_way(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Clock).validate_python(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 91, "x"])
def test_a_latitude_is_one(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Latitude).validate_python(value)


def test_a_place_elsewhere_is_told(site: Site) -> None:
    west, south, east, north = site.world.network.bounds
    inside(site, south, west)
    inside(site, north, east)
    with pytest.raises(OutsideNetworkError, match="outside"):
        inside(site, south - 1, west)
