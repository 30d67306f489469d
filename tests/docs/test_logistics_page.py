"""The plans shown on the page on goods are read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portee.core.declared import parse_declared
from portee.services.logistics.declared import DeclaredOrder, GoodsFile
from portee.services.logistics.parts import KINDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plans_on_the_page_are_read(language: str) -> None:
    page = (DOCS / language / "how-to" / "logistics.md").read_text(encoding="utf-8")
    plan, siting, drawn = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    asked = parse_declared(plan + siting, GoodsFile).siting
    assert asked is not None
    assert asked.micro_hubs is not None
    assert asked.lockers is not None
    read = parse_declared(plan, GoodsFile)
    assert read.orders_file is not None
    instead = re.sub(r"^orders_file:.*\n", drawn, plan, flags=re.MULTILINE)
    assert parse_declared(instead, GoodsFile).drawn is not None
    assert all(f"`{kind}`" in page for kind in KINDS)
    columns = {field.alias or name for name, field in DeclaredOrder.model_fields.items()}
    (told,) = re.findall(r"`orders_file` \|[^\n]*?: ([^\n]*) \|", page)
    assert set(re.findall(r"`(\w+)`", told)) <= columns
