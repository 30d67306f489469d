from __future__ import annotations

from dataclasses import replace

import pytest

from portee.web.territory.work import tell_work
from portee.web.wording import LANGUAGES
from tests.web.territory.portraits import WORK


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_comes_first_and_the_table_says_what_the_chart_shows(lang: str) -> None:
    shown = tell_work(WORK, lang)
    assert "600" in shown.answer
    assert "150" in shown.answer
    assert "40" not in shown.answer
    assert any("75" in text for text in shown.lead)
    assert any(" 40 " in text for text in shown.lead)
    table, equity = shown.tables
    assert table.rows[1][2:] == ("–", "–", "–")
    assert table.chart is not None
    assert table.chart.svg.count("<rect") == 4
    # Where incomes are not known, their columns are left out.
    assert len(equity.head) == 5


def test_jobs_that_nothing_counts_are_told_as_about_right() -> None:
    for missing, sign in (((), False), (("job-counts",), True)):
        shown = tell_work(replace(WORK, missing=missing), "fr")
        table, equity = shown.tables
        for text in (shown.answer, shown.lead[0], equity.rows[0][1], table.rows[0][2]):
            assert ("≈\N{NO-BREAK SPACE}" in text) is sign


def test_without_neighbourhoods_there_is_no_table_of_them() -> None:
    alone = replace(WORK, tables={"equity": WORK.tables["equity"]})
    assert [table.id for table in tell_work(alone, "en").tables] == ["equity"]
