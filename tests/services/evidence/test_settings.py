from __future__ import annotations

import pytest

from portee.core.declared import declared_of
from portee.core.errors import SourceError
from portee.services.evidence.settings import AccessSettings, How, When
from tests.services.evidence.kitchen import access, without_timetable


def test_a_window_of_departures_or_of_arrivals() -> None:
    leaving = declared_of({"date": "2026-09-08", "depart": "05:00", "minutes": 30}, When, "t")
    assert leaving.window().start_s == 5 * 3600
    assert not leaving.window().arrive
    assert leaving.told("fr") == "départ entre 05:00 et 05:30, le 2026-09-08"
    arriving = declared_of({"date": "2026-09-08", "arrive": "05:00"}, When, "t")
    assert arriving.window().arrive
    assert arriving.told("en") == "arrival between 05:00 and 06:00, on 2026-09-08"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"when": None}, "needs a timetable and a time"),
        ({"network": {"streets": "s.pbf"}}, "needs a timetable and a time"),
        ({"how": {"mode": "walk"}}, "every minute of departure is like another"),
        ({"when": {"date": "2026-09-08"}}, "needs one time"),
        ({"when": {"date": "2026-02-30", "depart": "05:00"}}, "no day of the calendar"),
        ({"when": {"date": "2026-09-08", "depart": "5 o'clock"}}, "5 o'clock"),
        ({"within": 3}, "no field 'within'"),
    ],
)
def test_what_cannot_be_asked_is_told(changes: dict[str, object], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        declared_of(access(**changes), AccessSettings, "settings")


def test_settings_are_written_and_read_back_the_same() -> None:
    for values in (access(), without_timetable()):
        read = declared_of(values, AccessSettings, "t")
        assert declared_of(read.model_dump(mode="json", exclude_none=True), AccessSettings, "t") == read


def test_walking_speed_is_scaled() -> None:
    how = How(mode="walk", walk_speed_kmh=4.0)
    assert how.travel(10, 0.9).walk_speed_kmh == pytest.approx(3.6)
    assert how.travel(10).max_time_min == 10
