"""Every column of both tables has a meaning in both languages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from portee.services.neighbourhood.columns import (
    SCENARIOS,
    kind_columns,
    meanings,
    people_columns,
    slug,
    summary_meanings,
)
from portee.services.neighbourhood.equity import Summed
from portee.services.profile_access import what_ifs
from tests.services.neighbourhoods import fares


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_has_its_meaning(lang: str) -> None:
    for mix in (True, False):
        columns = ["id", "profile", "group", "income", *people_columns(mix=mix)]
        columns += kind_columns("jobs", tuple(SCENARIOS), mix=mix)
        told = meanings(columns, ["jobs"], tuple(SCENARIOS), lang)
        assert list(told) == columns
        assert all(told.values())
        assert "{" not in "".join(told.values())
    assert list(summary_meanings(lang)) == [field.name for field in fields(Summed)]


def test_languages_differ() -> None:
    french, english = (summary_meanings(lang) for lang in ("fr", "en"))
    assert not [name for name in french if french[name] == english[name]]


def test_every_what_if_has_words() -> None:
    class _Zone:
        pass

    scenarios = what_ifs(fares(), zones=[_Zone()], energy=2, evening_s=0)  # type: ignore[list-item]
    assert [scenario.id for scenario in scenarios] == list(SCENARIOS)


def test_a_profile_as_part_of_a_name() -> None:
    assert slug("night-cleaner") == "night_cleaner"
    assert slug("a.b-c") == "a_b_c"
