from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.claims import Claim, Finding, judge_claim
from portee.core.declared import parse_declared
from portee.core.errors import SourceError

WORDS = 'statement: {fr: "Cela aide.", en: "It helps."}\n'
SOURCE = "cites: [{title: A trial, doi: 10.1016/j.jue.2016.10.003, accessed: 2026-11-25}]\n"


def claim(text: str) -> Claim:
    return parse_declared(f"id: c\n{WORDS}{text}", Claim, "c.yaml")


def judged(text: str, estimate: float, low: float, high: float, *, diverged: bool = False) -> tuple[bool, str]:
    found = judge_claim(claim(f"hypothesis: h\n{text}"), {"h": Finding(estimate, low, high, diverged)})
    return found.held, found.reason


def test_a_claim_without_evidence_is_refused() -> None:
    found = judge_claim(claim(""), {})
    assert (found.held, found.reason) == (False, "no-evidence")


def test_a_cited_claim_is_held_as_cited() -> None:
    found = judge_claim(claim(SOURCE), {})
    assert (found.held, found.reason) == (True, "cited")


def test_sources_do_not_save_what_was_computed_otherwise() -> None:
    found = judge_claim(claim(f"hypothesis: h\nsays: rises\n{SOURCE}"), {"h": Finding(-1, -2, -0.5)})
    assert (found.held, found.reason) == (False, "wrong-side")


def test_an_unknown_or_failed_hypothesis_is_no_evidence() -> None:
    told = claim("hypothesis: h\nsays: rises")
    assert judge_claim(told, {"other": Finding(1, 0.5, 2)}).reason == "unknown-hypothesis"
    assert judge_claim(told, {"h": None}).reason == "not-computed"
    assert judge_claim(told, {"h": Finding(1, math.nan, math.nan)}).reason == "not-computed"


@pytest.mark.parametrize(
    ("text", "interval", "expected"),
    [
        ("says: rises", (2, 1, 3), (True, "computed")),
        ("says: rises", (2, -1, 5), (False, "uncertain")),
        ("says: rises", (-2, -5, 1), (False, "wrong-side")),
        ("says: falls", (-2, -3, -1), (True, "computed")),
        ("says: falls", (2, 1, 3), (False, "wrong-side")),
        ("says: changes", (-2, -3, -1), (True, "computed")),
        ("says: changes", (1, -1, 3), (False, "uncertain")),
        ("says: rises\nat_least: 1.5", (2, 1, 3), (False, "too-small")),
        ("says: rises\nat_least: 0.5", (2, 1, 3), (True, "computed")),
        ("says: falls\nat_least: 1.5", (-2, -3, -1), (False, "too-small")),
        ("says: steady\nat_least: 1.5", (0.2, -1, 1.4), (True, "computed")),
        ("says: steady\nat_least: 1.5", (0.2, -2, 2), (False, "too-wide")),
    ],
)
def test_a_claim_says_no_more_than_its_interval(
    text: str, interval: tuple[float, float, float], expected: tuple[bool, str]
) -> None:
    assert judged(text, *interval) == expected


def test_groups_that_already_went_apart_hold_no_claim() -> None:
    assert judged("says: rises", 2, 1, 3, diverged=True) == (False, "pre-trend")


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5))
def test_rising_and_falling_are_never_both_held(estimate: float, below: float, above: float) -> None:
    interval = (estimate, estimate - below, estimate + above)
    assert not (judged("says: rises", *interval)[0] and judged("says: falls", *interval)[0])
    if judged("says: rises", *interval)[0] or judged("says: falls", *interval)[0]:
        assert judged("says: changes", *interval)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("hypothesis: h", "does not say what"),
        ("hypothesis: h\nsays: steady", "largest change"),
        ("cites: [{title: A trial, accessed: 2026-11-25}]", "neither"),
        ("cites: [{title: A trial, doi: jue.2016, accessed: 2026-11-25}]", "not a DOI"),
        ("cites: [{title: A trial, url: somewhere, accessed: 2026-11-25}]", "not an address"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_told_with_its_place(text: str, what: str) -> None:
    with pytest.raises(SourceError, match=what) as told:
        claim(text)
    assert told.value.where is not None
    assert told.value.where.file == "c.yaml"
