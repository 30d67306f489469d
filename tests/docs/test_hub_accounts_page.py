"""The pages on the accounts of a hub: the example is read, and said to be what the code computes."""

from __future__ import annotations

import re

import pytest

from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.ownership import INSPECTED_FROM
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.checks import parse_hub
from portee.hubs.plan.whole import HubPlan
from portee.services.hub_accounts import hub_accounts
from tests.docs.test_pages import DOCS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_is_read_and_balances(language: str) -> None:
    page = (DOCS / language / "how-to" / "hub-accounts.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    years = statements_of(ledger_of(parse_hub(text))).years
    assert len(years) == 4
    assert all(year.assets == year.liabilities and year.income["tariffs"] > 0 for year in years)
    for name in HubPlan.model_fields:
        assert name in page or name in ("id", "title", "wage_inflation", "energy_inflation", "discount", "contribution",
                                        "assumptions")  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_pages_say_of_the_example_and_of_owning_holds(language: str) -> None:
    found = hub_accounts("fabriques")
    assert found.ratios.result < 0
    page = (DOCS / language / "explanation" / "hub-accounts.md").read_text(encoding="utf-8")
    assert re.search(r"17 ?%", page)
    assert found.statements.ledger.plan.employers[0].protected
    assert INSPECTED_FROM == 4
