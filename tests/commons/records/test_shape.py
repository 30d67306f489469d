from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.commons.records.shape import Source, Text
from tests.commons.examples import refused


def test_french_is_required_and_other_languages_are_not() -> None:
    assert Text({"fr": "un", "en": "one"}).in_("en") == "one"
    assert Text({"fr": "un"}).in_("ar") == "un"
    with pytest.raises(ValidationError, match="no French version"):
        Text({"en": "one"})
    with pytest.raises(ValidationError, match="not a language code"):
        Text({"fr": "un", "English": "one"})


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", "https://a b.org", "https://x.org/<script>"])
def test_a_source_is_a_web_address(url: str) -> None:
    with pytest.raises(ValidationError, match="no web address"):
        Source(title="x", url=url, date="2026-01-01", licence="not-stated", checked=True)


def test_a_day_is_in_the_calendar() -> None:
    with pytest.raises(ValidationError, match="no day of the calendar"):
        Source(title="x", url="https://example.org", date="2026-02-30", licence="not-stated", checked=True)


def test_somebody_signs() -> None:
    assert "authors" in refused("need", authors=[])
    assert "authors" in refused("need", authors=["me@example.org"])


def test_a_licence_is_one_of_the_commons() -> None:
    assert "is no licence of the commons" in refused("need", licence="Tous droits réservés")


def test_an_id_is_of_its_type() -> None:
    assert "not an id of type need" in refused("need", id="solution/x")


def test_a_misspelt_field_is_told() -> None:
    assert "Did you mean 'obstacles'" in refused("need", obstacle=["time"])
