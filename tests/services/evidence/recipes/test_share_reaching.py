from __future__ import annotations

from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.share_reaching import SHARE_REACHING
from tests.services.evidence.kitchen import without_timetable

CHILDCARE = {"files": ["childcare.csv"]}


def test_asking_more_gives_fewer_residents(ground: Ground) -> None:
    one, two = (SHARE_REACHING.run(without_timetable(goals=CHILDCARE, at_least=n), ground) for n in (1, 2))
    assert 0 < one.value <= 100
    assert two.value <= one.value
    assert one.low is not None
    assert one.high is not None
    assert one.low <= one.value <= one.high


def test_everybody_reaches_something_in_four_hours(ground: Ground) -> None:
    figured = SHARE_REACHING.run(without_timetable(goals=CHILDCARE, within_min=240), ground)
    assert figured.value > 99
