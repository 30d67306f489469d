from __future__ import annotations

from dataclasses import replace

import pytest

from portee.web.territory.people import tell_people
from portee.web.wording import LANGUAGES
from tests.web.territory.portraits import PEOPLE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_names_who_reaches_least_and_most(lang: str) -> None:
    shown = tell_people(PEOPLE, lang)
    least, most = ("Aide à domicile", "Stagiaire") if lang == "fr" else ("Home carer", "Trainee")
    assert shown.answer.index("40") < shown.answer.index("70")
    assert shown.answer.index(least) < shown.answer.index(most)
    assert shown.tables[0].rows[0][1].startswith("≈")
    assert "Palma" not in shown.tables[1].head


def test_another_kind_may_be_chosen() -> None:
    assert "hops" in tell_people(PEOPLE, "en", "shops").answer
    assert tell_people(PEOPLE, "en", "shops").tables[0].chosen == "shops"
    assert tell_people(PEOPLE, "en", "affordable").tables[0].chosen == "jobs"


def test_without_a_mix_profiles_are_told_alone() -> None:
    alone = replace(PEOPLE, tables={"profiles": PEOPLE.tables["profiles"]})
    assert [table.id for table in tell_people(alone, "fr").tables] == ["profiles"]
