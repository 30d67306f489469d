from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_country_has_two_letters() -> None:
    assert "country" in refused("territory", country="France")


def test_a_place_lies_on_the_earth() -> None:
    assert "lat" in refused("territory", centre={"lat": 91, "lon": 5})


def test_a_geography_is_that_of_2015_or_of_2024() -> None:
    assert "geography" in refused("territory", geography="2020")
    assert taken("territory", geography=None, code=None)
