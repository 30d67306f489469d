from __future__ import annotations

from html.parser import HTMLParser

import pytest

from portee.hubs.plan.whole import HubPlan
from portee.reports.hub_page import hub_page
from portee.services.hub_accounts import HubAccounts, hub_accounts
from tests.hubs.plan.hubs import of


def shown(found: HubAccounts, lang: str) -> str:
    return hub_page(found.statements, found.ratios, found.parties, found.owned, found.employers, lang)


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_tells_results_assumptions_and_sources(lang: str) -> None:
    found = hub_accounts("fabriques")
    page = shown(found, lang)
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert f'<html lang="{lang}">' in page
    result = f"{found.statements.years[0].result / 100:,.2f}"
    assert (result if lang == "en" else result.replace(",", "\u202f").replace(".", ",")) in page
    assert "hub.aid.aci" in page
    assert ("Nobody loses." if lang == "en" else "Personne ne perd.") in page


def test_words_of_the_plan_are_never_markup() -> None:
    plan: HubPlan = of(title={"fr": "<b>", "en": "<script>"}, assumptions=[{"fr": "<i>", "en": "<i>"}])
    page = shown(hub_accounts(plan), "en")
    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page
