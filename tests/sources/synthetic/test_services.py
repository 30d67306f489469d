from __future__ import annotations

import itertools

import pytest

from portee.sources.synthetic.services import BANDS, BUS_LINES, HUBS, lines_of


def test_lines_call_at_known_places_at_a_known_level() -> None:
    assert len({line.number for line in BUS_LINES}) == len(BUS_LINES)
    for line in BUS_LINES:
        assert set(line.places) <= set(HUBS)
        assert line.level in BANDS


def test_levels_of_service_never_overlap_themselves() -> None:
    for level, days in BANDS.items():
        for bands in days.values():
            assert all(a.end <= b.start for a, b in itertools.pairwise(bands)), level


@pytest.mark.parametrize("size", ["XS", "S", "M", "L"])
def test_every_size_has_a_night_line_and_both_kinds_of_frequency(size: str) -> None:
    lines, metros, trams, _local = lines_of(size)
    assert {line.frequency for line in lines} == {None, 0, 1}
    assert "night" in {line.level for line in lines}
    assert metros + trams >= 1


def test_a_city_of_the_usual_size_has_four_rails_and_about_25_buses() -> None:
    lines, metros, trams, _local = lines_of("M")
    assert metros + trams == 4
    assert 23 <= len(lines) <= 28
