"""The worked examples of the pages on scenarios and bad days are what the code computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.resilience.loss import access_loss
from portee.resilience.minimum import minimum_set
from portee.resilience.needs import Item, Need
from portee.resilience.recovery import Repair, curve, resilience_loss
from portee.resilience.robustness import robustness_curve
from portee.scenarios.hazard_effects import hazard_thresholds
from portee.scenarios.shipped import shipped_scenarios
from portee.services.winners import group_changes

DOCS = Path(__file__).parents[2] / "docs"


def _text(language: str, name: str) -> str:
    """A page of explanation, its numbers written in English."""
    text = (DOCS / language / "explanation" / f"{name}.md").read_text(encoding="utf-8")
    return text if language == "en" else text.replace(",", ".").replace(" %", "%")


def _works(repaired: frozenset[str]) -> float:
    return 0.5 + 0.2 * ("line" in repaired) + 0.3 * ({"bridge", "road"} <= repaired)


def _bad_days() -> list[str]:
    before, after, people = [100.0, 50.0, 20.0], [100.0, 30.0, 0.0], [10.0, 30.0, 60.0]
    loss = access_loss(before, after, people, {"poor": [0.0, 6.0, 4.0]}, needed=20.0)
    line, bridge, road = Repair("line", 2), Repair("bridge", 4), Repair("road", 3)
    one, two = (resilience_loss(curve([line, bridge, road], _works, crews=n), 10) for n in (1, 2))
    last = resilience_loss(curve([bridge, road, line], _works), 9)
    brings = {"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}
    robust = [
        robustness_curve("abcd", lambda gone: 1 - sum(brings[x] for x in gone), [0, 0.25, 0.5, 0.75, 1], order).area[0]
        for order in (list("abcd"), list("dcba"))
    ]
    a, b, c, shuttle = frozenset("A"), frozenset("B"), frozenset("C"), frozenset({"shuttle"})
    items = [Item("A", 4), Item("B", 5), Item("C", 2), Item("shuttle", 3)]
    hospital = Need("hospital", "all", 60, [(10, [frozenset()]), (40, [a | c, b]), (20, [shuttle])])
    school = Need("school", "pupils", 25, [(15, [a]), (15, [c, b])])
    assert minimum_set(items, [hospital]).items == ("B", "shuttle")
    assert minimum_set(items, [hospital, school]).items == ("A", "C", "shuttle")
    share = 1 - (1 - 0.583) * 0.20 / 0.35
    w = 150
    return [
        f"{loss.overall:.1%}", f"{loss.groups[0].loss:.1%}",
        f"{loss.groups[0].ratio:.2f}", f"= {one:.1f}", f"= {two:.1f}", f"= {last:.1f}",
        *(f"{area:.3f}" for area in robust), f"= {minimum_set(items, [hospital]).cost:g}",
        f"{share:.1%}",
        f"{0.0009 * w * w - 0.5529 * w + 86.9448:.1f} km/h", *(f"`{replay.id}`" for replay in shipped_scenarios()),
    ]  # fmt: skip


def _scenarios() -> list[str]:
    figures = np.array([100.0, 50.0, 20.0]), np.array([130.0, 40.0, 20.0]), np.array([10.0, 30.0, 60.0])
    (change,) = group_changes("jobs", *figures)
    assert (change.gain, change.lose, change.mean_before, change.mean_after) == (10, 30, 37, 37)
    return ["= 37"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_are_computed(language: str) -> None:
    for name, numbers in (("resilience", _bad_days()), ("scenarios", _scenarios())):
        text = _text(language, name)
        for number in numbers:
            assert number in text, number


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_threshold_of_hazards_is_told(language: str) -> None:
    text = _text(language, "resilience")
    for name, parameter in hazard_thresholds().items():
        value = parameter.values[-1].value
        told = [value] if isinstance(value, (int, float)) else []
        if isinstance(value, dict):
            told = [abs(number) for number in value.values()]
        for number in told:
            assert f"{number:g}" in text, name
    yes, no = {"fr": ("oui", "non"), "en": ("yes", "no")}[language]
    rows = [line.rsplit("|", 2)[1].strip() for line in text.splitlines() if line.startswith("|")]
    checked = [parameter.checked for parameter in hazard_thresholds().values()]
    assert rows.count(yes) == sum(checked)
    assert rows.count(no) > 0
