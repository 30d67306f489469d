from __future__ import annotations

import pytest

from portee.core.declared import Words
from portee.services.portrait.portrait import ZONE, PortraitTable, Row
from portee.web.territory.shown import NOTHING, Column, formatted, percent, row_words, shown_table
from portee.web.wording import LANGUAGES, say
from tests.web.territory.portraits import WORK


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.013, "1.3%"), (0.02, "2%"), (0.5, "50%"), (1.0, "100%"), (-0.02, "\u22122%"), (None, NOTHING)],
)  # fmt: skip
def test_shares_are_told_in_percent(value: float | None, told: str) -> None:
    assert percent(value, "en") == told


@pytest.mark.parametrize(
    ("value", "how", "told"),
    [(1234.6, "count", "1,235"), (3.25, "count", "3.2"), (3.0, "count", "3"), (0.123, "index", "0.12"),
     (12.3, "about", "≈\N{NO-BREAK SPACE}12"), (0.25, "share", "25%"), (None, "index", NOTHING)],
)  # fmt: skip
def test_figures_are_told_as_what_they_are(value: float | None, how: str, told: str) -> None:
    assert formatted(value, how, "en") == told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_have_their_own_name_or_the_pages(lang: str) -> None:
    assert row_words(Row("x", Words(fr="Été", en="Summer")), ZONE, lang) in ("Été", "Summer")
    assert row_words(Row(""), ZONE, lang) == say(lang, "territory-others")
    assert row_words(Row("shops"), "kind", lang) == say(lang, "explorer-kind", kind="shops")
    assert row_words(Row("on_foot"), "moment", lang) == say(lang, "territory-row-on-foot")


def test_a_table_shows_columns_that_are_there_and_bars_of_rows_that_are_told() -> None:
    name = "jobs_within_45_min_tuesday_0730"
    columns = [Column("residents", "Residents"), Column(name, "Jobs"), Column("absent", "Absent")]
    shown = shown_table(
        WORK.tables["neighbourhoods"], "en", id="n", first="Name", columns=columns, why=(), title="T", drawn=[name]
    )
    assert shown.head == ("Name", "Residents", "Jobs")
    assert shown.rows[1] == ("Upper", "4", NOTHING)
    assert shown.files == ("csv", "gpkg")
    assert shown.chart is not None
    assert shown.chart.svg.count("<rect") == 2
    few = shown_table(
        WORK.tables["neighbourhoods"], "en", id="n", first="Name", columns=columns, why=(), title="T",
        kept=lambda place: place == 1, drawn=[name],
    )  # fmt: skip
    assert few.chart is None
    assert len(few.rows) == 1


def test_names_are_escaped_in_charts() -> None:
    table = PortraitTable("t", ZONE, (Row("a", Words(fr="<b>", en="<b>")),), {"n": (1.0,)})
    shown = shown_table(table, "en", id="t", first="", columns=[Column("n", "N")], why=(), title="", drawn=["n"])
    assert shown.chart is not None
    assert "<b>" not in shown.chart.svg
