"""A comparison in sentences: counts, small counts that are kept secret, means, inequality, hours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.resilience.loss import MUCH
from portee.services.comparison_told import (
    LEAST_PEOPLE,
    answer,
    count_words,
    everybody,
    few,
    figure_words,
    gini_words,
    lead,
    loss_words,
    pair_words,
    secret,
    when,
)
from portee.services.winners import GroupChange
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.comparisons import Told, told

EVERY = GroupChange(
    "jobs_within_10_min_p50", "all", 12_000.0, 3_000.0, 250.0, 80.0, 90.0, 0.31, 0.30, 5.0, 0.125, 0.1, 0.0
)  # fmt: skip


@pytest.fixture(scope="module")
def cut(xs_world: World, xs_territory: SyntheticTerritory) -> Told:
    assert xs_world.network.timetable is not None
    line = xs_world.network.timetable.route_short_name[0]
    return told(xs_world, xs_territory, f"  - {{type: remove_line, line: '{line}'}}\n")


@pytest.mark.parametrize(
    ("gain", "lose", "unit", "french"),
    [
        (3000.4, 1.0, "origins", "3\u202f000 lieux de départ gagnent, 1 perd, sur 12\u202f000."),
        (0.0, 250.0, "residents", "aucun habitant ne gagne, 250 perdent, sur 12\u202f000."),
        (10.9, 0.0, "residents", "moins de 11 habitants gagnent, aucun ne perd, sur 12\u202f000."),
        (11.0, 0.3, "residents", "11 habitants gagnent, moins de 11 perdent, sur 12\u202f000."),
        (0.0, 0.0, "residents", "rien ne change, pour aucun habitant."),
    ],
)
def test_who_gains_and_who_loses(cut: Told, gain: float, lose: float, unit: str, french: str) -> None:
    every = replace(EVERY, gain=gain, lose=lose)
    assert answer(cut.found, [every], unit, "fr") == f"Emplois à portée en 10 min : {french}"
    assert answer(cut.found, [every], unit, "en").startswith("Jobs within 10 min: ")


def test_where_nobody_or_hardly_anybody_lives(cut: Told) -> None:
    assert "no resident is counted" in answer(cut.found, [replace(EVERY, residents=0.0)], "residents", "en")
    small = [replace(EVERY, residents=7.0, gain=5.0, lose=2.0)]
    assert "nothing is shown" in answer(cut.found, small, "residents", "en")
    assert len(lead(cut.found, small, "residents", "en")) == 1
    assert "5 starting places gain, 2 lose, of 7" in answer(cut.found, small, "origins", "en")


def test_the_lead_tells_means_losses_inequality_and_when(cut: Told) -> None:
    found = lead(cut.found, [EVERY], "residents", "fr")
    assert found[0] == "En moyenne par habitant : 80 avant, 90 après."
    assert found[1].endswith("ce qu'ils avaient : 1\u202f200 habitants. N'ont plus rien à portée : aucun habitant.")
    assert found[2].startswith("Répartition : un peu moins inégale qu'avant (indice de Gini : 0,310 avant, 0,300 après")
    assert found[3] == (
        "Le 8 septembre 2026, départ entre 7 h 30 et 7 h 40, en transports en commun."
    )  # fmt: skip
    assert when(cut.found, "en").startswith("On 8 September 2026, leaving between 07:30 and 07:40")


def test_losses_are_told_only_where_somebody_loses() -> None:
    assert MUCH == 0.25, "the page says a quarter"
    assert loss_words(replace(EVERY, lose=0.0), "residents", "fr") == ""
    told = loss_words(EVERY, "residents", "en")
    assert told.startswith("Mean access falls by 12.5%.")
    assert "falls" not in loss_words(replace(EVERY, loss=-0.1), "residents", "en")
    assert "fewer than 11 residents" in loss_words(replace(EVERY, losing_much=0.0005), "residents", "en")
    assert loss_words(replace(EVERY, loss=None, losing_much=None, cut_off=None), "residents", "en") == ""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0.3, 0.3001, "as unequal as"), (0.3, 0.301, "a little more unequal"), (0.3, 0.36, "clearly more unequal"),
        (0.3, 0.299, "a little less unequal"), (0.3, 0.2, "clearly less unequal"),
    ],
)  # fmt: skip
def test_inequality_in_plain_words(before: float, after: float, words: str) -> None:
    assert words in gini_words(replace(EVERY, gini_before=before, gini_after=after), "en")
    assert gini_words(replace(EVERY, gini_before=None), "en") == ""


def test_figures_are_named_in_plain_words(cut: Told) -> None:
    assert figure_words(cut.found, "count_within_20_min_p50", "en") == "Places within 20 min"
    assert figure_words(cut.found, "care_within_7_5_min_p50", "fr") == "À portée en 7,5 min : care"
    ranked = replace(cut.found, percentiles=(25.0, 50.0))
    assert figure_words(ranked, "jobs_within_20_min_p2_5", "fr") == "Emplois à portée en 20 min (centile 2,5)"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(8459, 8468, ("8,459", "8,468")), (8459, 8459.2, ("8,459.0", "8,459.2")), (1.5, 2, ("1.5", "2.0")),
     (3, 3, ("3", "3")), (20.001, 20.002, ("20.00", "20.00"))],
)  # fmt: skip
def test_two_figures_are_told_apart(before: float, after: float, words: tuple[str, str]) -> None:
    assert pair_words(before, after, "en") == words


def test_everybody_is_the_first_of_each_figure() -> None:
    a, b = EVERY, replace(EVERY, figure="other")
    assert everybody([a, replace(a, group="n"), b, replace(b, group="all", gain=1.0)]) == (a, b)


@given(st.lists(st.integers(0, 60), max_size=7), st.integers(0, 30))
def test_no_small_count_can_be_worked_out(parts: list[int], apart: int) -> None:
    """What is not shown is nothing, or eleven residents and more, unless nothing is left to hide."""
    whole = float(sum(parts) + apart)
    hidden = secret(whole, parts, "residents")
    shown = [part for k, part in enumerate(parts) if k not in hidden]
    assert all(part == 0 or part >= LEAST_PEOPLE for part in shown)
    assert not few(whole - sum(shown), "residents") or not any(shown)
    assert secret(whole, parts, "origins") == frozenset()
    if not any(few(part, "residents") for part in parts) and not few(apart, "residents"):
        assert hidden == frozenset()


def test_counts_in_a_table() -> None:
    assert [count_words(n, "residents", "fr") for n in (0, 10.9, 11)] == ["0", "moins de 11", "11"]
    assert count_words(3, "origins", "fr") == "3"
