from __future__ import annotations

import numpy as np

from portee.core.declared import declared_of
from portee.services.evidence.access import ask, interval_text, percent, rounded, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.settings import AccessSettings
from tests.services.evidence.kitchen import access, without_timetable


def test_a_luckier_minute_or_a_faster_walk_never_gives_less(ground: Ground) -> None:
    for values in (access(), without_timetable()):
        asked = ask(declared_of(values, AccessSettings, "t"), ground)
        found = within(asked, ground)
        assert (found.worst <= found.usual).all()
        assert (found.usual <= found.best).all()
        assert found.best.sum() > found.worst.sum()
        assert np.isclose(asked.shares.sum(), 1)


def test_without_an_interval_all_three_are_the_usual(ground: Ground) -> None:
    plain = within(ask(declared_of(access(interval="none"), AccessSettings, "t"), ground), ground)
    usual = within(ask(declared_of(access(), AccessSettings, "t"), ground), ground).usual
    assert np.array_equal(plain.usual, usual)
    assert np.array_equal(plain.best, plain.worst)


def test_caveats_tell_the_proxy_first_and_remarks_once(ground: Ground) -> None:
    goals = {"files": ["jobs.csv"], "weight": "jobs", "proxy": {"fr": "Approchés.", "en": "A proxy."}}
    asked = ask(declared_of(access(goals=goals), AccessSettings, "t"), ground)
    texts = [text.fr for text in asked.caveats(asked.base.network.notes)]
    assert texts[0] == "Approchés."
    assert texts.count("Les horaires ont été reconstitués.") == 1


def test_figures_are_rounded_to_ten_digits() -> None:
    assert percent(1 / 3) == 33.33333333
    assert rounded(2 / 3e5) == 6.666666667e-06
    assert interval_text("none").root.keys() == {"fr", "en"}
