from __future__ import annotations

import pytest

from portee.commons.records.practice import Practice
from portee.commons.repository.starting import begin
from portee.services.commons_reading.practices import TOGETHER_DEG, PracticeQuestion, practices_of, spots_of
from portee.services.commons_reading.shelf import Reading, Shelf


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    root = tmp_path_factory.mktemp("practices") / "commons"
    begin(root, "Mimosa", with_records="seed")
    return Shelf(root).reading()


def test_every_practice_is_in_one_spot(reading: Reading) -> None:
    found = practices_of(reading, PracticeQuestion(), "fr")
    assert len(found) == len(reading.release.of_type("practice"))
    spots = spots_of(reading, found)
    assert sorted(str(one.id) for spot in spots for one in spot.practices) == sorted(str(one.id) for one in found)
    placed = [(spot.lat, spot.lon) for spot in spots if spot.lat is not None and spot.lon is not None]
    assert len(placed) > 25
    # Two marks never lie on each other.
    for at, (lat, lon) in enumerate(placed):
        for other_lat, other_lon in placed[at + 1 :]:
            assert max(abs(lat - other_lat), abs(lon - other_lon)) > TOGETHER_DEG


def test_a_whole_country_has_no_spot(reading: Reading) -> None:
    spots = spots_of(reading, practices_of(reading, PracticeQuestion(), "fr"))
    assert {spot.name for spot in spots if spot.lat is None} >= {"France", "États-Unis"}


def test_filters_and_words_keep_what_fits(reading: Reading) -> None:
    found = practices_of(reading, PracticeQuestion(country="BE"), "fr")
    assert found
    assert {one.country for one in found} == {"BE"}
    (first,) = practices_of(reading, PracticeQuestion(words="ADDIS"), "fr")
    assert isinstance(first, Practice)
    assert first.country == "ET"
    assert practices_of(reading, PracticeQuestion(words="zzzz"), "fr") == ()
