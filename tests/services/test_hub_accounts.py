from __future__ import annotations

import json
from pathlib import Path

import pytest

import portee
from portee.core.errors import OutputError, ParameterError
from portee.services.hub_accounts import check_hub_paths, hub_accounts, hub_facts, write_hub_accounts
from tests.hubs.plan.hubs import of


def test_the_python_api_writes_both_files_or_none(tmp_path: Path) -> None:
    found = portee.hub_accounts("fabriques")
    book, page = tmp_path / "hub.xlsx", tmp_path / "hub.html"
    portee.write_hub_accounts(found, book, page=page, lang="en")
    assert book.read_bytes()[:2] == b"PK"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(OutputError):
        write_hub_accounts(found, tmp_path / "new.xlsx", page=tmp_path / "missing" / "hub.html")
    assert not (tmp_path / "new.xlsx").exists()


def test_facts_are_json_in_whole_cents() -> None:
    found = hub_accounts("fabriques")
    facts = json.loads(json.dumps(hub_facts(found), allow_nan=False, default=str))
    assert [year["result"] for year in facts["years"]] == [year.result for year in found.statements.years]
    parties = facts["parties"].values()
    assert sum(each["paid"] for each in parties) == sum(each["received"] for each in parties) > 0
    assert facts["lowest_cash"] == min(year["closing"] for year in facts["years"])
    assert "hub.aid.aci" in facts["unchecked"]
    assert "hub.aid.aci" in facts["expired"]
    assert facts["employers"][0]["losers"] == []


def test_an_empty_hub_costs_and_earns_nothing() -> None:
    found = hub_accounts(of())
    assert (found.lowest_cash, found.ratios.cost, found.ratios.income, found.employers) == (0, 0, 0, ())


def test_endings_are_checked() -> None:
    with pytest.raises(ParameterError, match=r"\.xlsx"):
        check_hub_paths("hub.csv", None)
    with pytest.raises(ParameterError, match=r"\.html"):
        check_hub_paths("hub.xlsx", "hub.pdf")
