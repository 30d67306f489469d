"""What must be told beside the figures, in both languages, and only where it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portee.core.declared import Words
from portee.services.neighbourhood.equity import equity_table
from portee.services.neighbourhood.remarks import remarks_of
from portee.services.profile_access import ProfileAccess, what_ifs
from portee.services.residents import Residents
from tests.services.hand_access import hand_access
from tests.services.neighbourhoods import fares, people


def _told(access: ProfileAccess, *, lang: str = "en", income: str | None = None, **options: float) -> list[str]:
    scenarios = what_ifs(fares(), energy=1.5, evening_s=20 * 3600)
    found: tuple[Words, ...] = remarks_of(access, equity_table(access, income=income), scenarios, **options)
    assert all(words.fr != words.en for words in found)
    assert len(set(found)) == len(found)
    return [words.in_(lang) for words in found]


def _any(told: list[str], part: str) -> bool:
    return any(part in text for text in told)


def test_what_always_holds() -> None:
    told = _told(hand_access())
    assert _any(told, "at the hours of the profile")
    assert _any(told, "less than 50% of what a mean resident")
    assert _any(told, "only the people of the profiles asked for")
    assert _any(told, "no trip begins from 20:00 to 04:00")
    assert _any(_told(hand_access(), lang="fr"), "moins de 50 % de ce que l'habitant moyen")


def test_a_what_if_that_changes_nothing_says_so() -> None:
    """In the answer by hand the zone takes something away and energy does not."""
    told = _told(hand_access())
    assert _any(told, "Energy at another price changes nothing")
    assert not _any(told, "The low-emission zone changes nothing")


def test_who_is_counted() -> None:
    access = hand_access(mix=False)
    told = _told(access)
    assert _any(told, "averaged over all residents")
    assert not _any(told, "Competition")
    places = Residents(access.cells, access.profiles, "places", np.ones((2, 2)), left_out=3)
    told = _told(replace(access, residents=places))
    assert _any(told, "each place counts as much as another")
    assert _any(told, "3 cells outside the network")
    mother = Residents(access.cells, people("single-parent-no-car", "night-cleaner"), "places", np.ones((2, 2)))
    assert _any(_told(replace(access, residents=mother)), "brings a child somewhere on the way")
    assert not _any(_told(hand_access()), "child")


def test_incomes_and_few_households() -> None:
    assert not _any(_told(hand_access()), "income")
    assert _any(_told(hand_access(rent=[1, None]), income="rent"), "1 cells without an income")
    access = hand_access(households=(4, 5))
    assert _any(_told(access), "3 sums over too few households")


def test_merging_and_nothing_to_reach() -> None:
    assert _any(_told(hand_access(), merge_m=150), "one square of 150 m")
    assert not _any(_told(hand_access()), "square")
    assert _any(_told(replace(hand_access(), totals=np.zeros(1))), "No opportunity counts")
