from __future__ import annotations

import pytest

from portee.web.territory.services import tell_services
from portee.web.wording import LANGUAGES, say
from tests.web.territory.portraits import SERVICES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_childcare_is_told_first_and_others_may_be_chosen(lang: str) -> None:
    for chosen, kind in (("", "childcare"), ("shops", "shops"), ("nothing", "childcare")):
        table = tell_services(SERVICES, lang, chosen).tables[1]
        assert table.chosen == kind
        assert say(lang, "explorer-kind", kind=kind) in table.title
        assert [value for value, _ in table.choices] == ["childcare", "shops"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_tells_day_evening_and_sunday(lang: str) -> None:
    assert tell_services(SERVICES, lang).answer.count("96") == 3
