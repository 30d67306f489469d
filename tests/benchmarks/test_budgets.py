"""What the guides promise of the time of pages is what is measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import pages
from benchmarks.budgets import BUDGETS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_guide_states_every_budget(lang: str) -> None:
    text = (DOCS / lang / "how-to" / "host.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| ([^|]+?) \| ([\d.,]+) m?s \|$", text, re.MULTILINE))
    stated = {name: float(value.replace(",", ".")) for name, value in table.items()}
    told = {getattr(budget, lang): budget.ms if budget.ms < 1000 else budget.ms / 1000 for budget in BUDGETS.values()}
    assert stated == told


def test_every_budget_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = set(re.findall(r'"(\w+)"', Path(pages.__file__).read_text(encoding="utf-8")))
    assert set(BUDGETS) <= asked
