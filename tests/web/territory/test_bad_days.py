from __future__ import annotations

import pytest

from portee.web.territory.bad_days import tell_bad_days
from portee.web.wording import LANGUAGES
from tests.web.territory.portraits import BAD_DAYS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worst_day_is_told_and_any_may_be_chosen(lang: str) -> None:
    shown = tell_bad_days(BAD_DAYS, lang)
    assert "90" in shown.answer
    assert "75" in shown.lead[0]
    assert shown.tables[1].chosen == "curfew"
    assert tell_bad_days(BAD_DAYS, lang, "strike").tables[1].chosen == "strike"
    assert tell_bad_days(BAD_DAYS, lang, "x").tables[1].chosen == "curfew"
