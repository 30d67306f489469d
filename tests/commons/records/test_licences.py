from __future__ import annotations

import pytest

from portee.commons.records.licences import LICENCES, mixing_problem


@pytest.mark.parametrize(
    ("target", "ingredients"),
    [
        ("CC-BY-SA-4.0", ["etalab-2.0", "CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0"]),
        ("ODbL-1.0", ["ODbL-1.0", "etalab-2.0"]),
        ("CC0-1.0", []),
    ],
)
def test_what_mixes(target: str, ingredients: list[str]) -> None:
    assert mixing_problem(target, ingredients) is None


@pytest.mark.parametrize(
    ("target", "ingredient", "why"),
    [
        ("CC-BY-SA-4.0", "ODbL-1.0", "publish it as a resource of its own"),
        ("CC0-1.0", "CC-BY-SA-4.0", "is another licence"),
        ("CC0-1.0", "etalab-2.0", "would drop the attribution"),
        ("CC-BY-SA-4.0", "not-stated", "no open licence"),
    ],
)
def test_what_does_not_mix_and_why(target: str, ingredient: str, why: str) -> None:
    assert why in (mixing_problem(target, [target, ingredient]) or "")


def test_every_licence_flows_into_itself() -> None:
    for licence in LICENCES:
        assert mixing_problem(licence, [licence]) is None
