from __future__ import annotations

import pytest

from portee.web.territory.years import tell_years
from portee.web.wording import LANGUAGES, say
from tests.web.territory.portraits import YEARS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_year_is_told_against_today(lang: str) -> None:
    shown = tell_years(YEARS, lang)
    assert [shown.answer.count(text) for text in ("2027", "650", "600")] == [1, 1, 1]
    years, zones = shown.tables
    assert [row[0] for row in years.rows] == [say(lang, "territory-row-today"), "2027"]
    assert zones.head[-2:] == (say(lang, "territory-row-today"), "2027")
