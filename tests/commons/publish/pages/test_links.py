from __future__ import annotations

from hypothesis import given

from portee.commons.publish.pages.links import backlinks
from portee.commons.text.record_file import RecordFile
from tests.commons.examples import example_file
from tests.commons.publish.pages.released import CELL, PRACTICE, released
from tests.commons.strategies import record_files

NEED = "need/embauche-avant-l-aube"


def test_who_speaks_of_a_record() -> None:
    found = backlinks(released())
    assert {CELL, PRACTICE} <= set(found[NEED])
    assert {"experiment/navette-douze-mois", "use-case/conseillere-et-horaires"} <= set(found[CELL])
    assert PRACTICE in found["solution/navette-de-l-aube"]


def test_a_link_in_the_text_counts() -> None:
    statement = example_file("statement/bus-trop-tard.md")
    linked = RecordFile(statement.record, {"fr": f"Voir [le besoin]({NEED})."})
    assert statement.id in backlinks(released(linked))[NEED]


@given(record_files())
def test_nobody_speaks_of_himself_or_of_what_is_not_there(file: RecordFile) -> None:
    release = released(file)
    for to, ids in backlinks(release).items():
        assert to in release.by_id
        assert to not in ids
        assert len(ids) == len(set(ids))
