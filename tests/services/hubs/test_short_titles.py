from __future__ import annotations

from dataclasses import replace

from portee.core.declared import Words
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_sheet import compare_sheet
from portee.services.hubs.short_titles import LONGEST, short_titles
from tests.services.hubs.compared import compared, small


def _called(found: HubComparison, *titles: str) -> HubComparison:
    designs = [
        replace(case, plan=case.plan.model_copy(update={"title": Words(fr=title, en=title)}))
        for case, title in zip(found.designs, titles, strict=True)
    ]
    return replace(found, cases=(found.cases[0], *designs))


def test_long_titles_are_said_once_and_then_by_a_letter() -> None:
    long, longer = "t" * (LONGEST + 1), "u" * (LONGEST + 9)
    found = _called(compared(), long, longer)
    sheet = compare_sheet(found, "fr")
    assert sheet.answer.startswith("« Pôle A » : 100 trajets")
    assert sheet.lead[:2] == (f"Pôle A : « {long} ».", f"Pôle B : « {longer} ».")
    assert long in sheet.title
    assert "Hub B" in sum((table.head for table in compare_sheet(found, "en").tables), ())
    # What was given is as it was, for files and programs.
    assert [case.plan.title.fr for case in found.designs] == [long, longer]


def test_short_titles_and_a_hub_alone_keep_their_names() -> None:
    short, alone = _called(compared(), "t" * LONGEST, "u"), _called(compared(small("a")), "t" * 90)
    assert short_titles(short, "fr") is short
    assert short_titles(alone, "fr") is alone
