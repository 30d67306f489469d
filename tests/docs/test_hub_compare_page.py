"""What the guide to comparing hubs says is what the code takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portee.core.declared import parse_declared
from portee.hubs.integration.answers import LadderAnswers
from portee.hubs.plan.whole import HubPlan

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_answers_shown_are_read_and_all_are_told(language: str) -> None:
    page = (DOCS / language / "how-to" / "hub-compare.md").read_text(encoding="utf-8")
    block = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]
    words = "{fr: P, en: H}"
    plan = parse_declared(f"id: a\ntitle: {words}\nstart: 2027\nyears: 1\nfigures_on: 2026-11-26\n{block}", HubPlan)
    assert (plan.ladder.walk_to_stop_m, plan.ladder.universal_place) == (120, False)
    told = set(re.findall(r"`([a-z_]+)`", page))
    assert set(LadderAnswers.model_fields) - {"told_by"} <= told
