from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.pages.search_index import fold, index_script, kind_shown, search_text
from portee.commons.text.record_file import RecordFile
from tests.commons.examples import example, example_file
from tests.commons.publish.pages.released import released


def rows(script: bytes) -> list[list[str]]:
    text = script.decode("ascii")
    assert text.startswith("window.porteeIndex = ")
    found: list[list[str]] = json.loads(text.removeprefix("window.porteeIndex = ").removesuffix(";\n"))
    return found


@pytest.mark.parametrize(("text", "folded"), [("Été à l'aube", "ete a l aube"), ("Cœur", "coeur"), ("  A_B  ", "a b")])
def test_accents_and_signs_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_stays_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_record_is_in_the_index_in_its_language() -> None:
    release = released()
    french, english = rows(index_script(release, "fr")), rows(index_script(release, "en"))
    assert [row[0] for row in french] == [file.id for file in release.records]
    assert ["Dawn shuttle" in row for row in english].count(True) == 1
    assert ["Besoin, brouillon" in row for row in french].count(True) == 1
    assert ["Solution, draft" in row for row in english].count(True) == 1


def test_a_status_is_shown_where_nobody_has_reviewed() -> None:
    shown = {
        status: kind_shown(RecordFile(example("need", status=status)), "en") for status in ("reviewed", "proposed")
    }
    assert shown == {"reviewed": "Need", "proposed": "Need, proposal"}


def test_a_record_is_found_by_its_text_and_its_tags() -> None:
    text = search_text(example_file("solution/navette-de-l-aube.md"), "fr")
    assert "minibus" in text
    tagged = released(example("need", tags=["Horaires décalés"]))
    assert "horaires decales" in search_text(tagged.by_id["need/embauche-avant-l-aube"], "fr")


def test_no_text_ends_the_script() -> None:
    bad = "</script><script>alert(1)</script>\u2028"
    script = index_script(released(example("need", title={"fr": bad})), "fr")
    assert [row[2] for row in rows(script)].count(bad) == 1
