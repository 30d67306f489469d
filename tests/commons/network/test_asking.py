from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.network.asking import ask, lay_use_case
from portee.commons.repository.repository import Commons
from portee.commons.repository.starting import begin, seed_files
from portee.core.errors import InputError, ParameterError
from portee.core.plain_yaml import parse_yaml


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    return begin(tmp_path / "c", "Mimosa", with_records="example")


def test_rows_that_hold_the_words_are_found_whatever_their_endings(commons: Commons) -> None:
    found = ask(commons, "Quelles navettes à l'aube pour aller à la zone nord, en licorne ?")
    assert "solution/navette-de-l-aube" in [answer.hit.id for answer in found.answers]
    assert "licorne" in found.missing
    assert "navettes" not in found.missing
    assert not {"à", "l", "quelles", "pour"} & set(found.words)
    kinds = {answer.hit.id.partition("/")[0] for answer in found.answers}
    assert kinds <= {"solution", "cell", "practice", "indicator", "process", "aid", "requirement"}


def test_rows_of_a_need_answer_what_is_asked_in_its_words(commons: Commons) -> None:
    found = ask(commons, "Pourquoi payer un taxi ou renoncer au poste ?")
    by_id = {answer.hit.id: answer for answer in found.answers}
    # Only the need speaks of taxis; the cell and its solution are linked to it.
    assert {"cell/aube-navette-moulins", "solution/navette-de-l-aube"} <= set(by_id)
    assert "taxi" in by_id["solution/navette-de-l-aube"].words
    assert by_id["cell/aube-navette-moulins"].hit.title
    assert not [id for id in by_id if id.startswith("need/")]


def test_what_nothing_answers(commons: Commons) -> None:
    found = ask(commons, "Une licorne astronomique")
    assert found.answers == ()
    assert found.missing == ("licorne", "astronomique")


def test_questions_of_the_first_commons_find_a_row(tmp_path: Path) -> None:
    """Use cases that come with Portée find, by words alone, one of the rows that people linked to them."""
    commons = begin(tmp_path / "c", "Mimosa", with_records="seed")
    asked, found = 0, 0
    for path, content in seed_files().items():
        if path.startswith("use-case/"):
            front = parse_yaml(content.decode().split("---\n")[1], path)[0]
            asked += 1
            ids = {answer.hit.id for answer in ask(commons, front["question"]["fr"][:300]).answers}
            found += bool(ids & set(front.get("answers", ())))
    assert asked >= 8
    assert found >= 0.75 * asked


def test_no_question(commons: Commons) -> None:
    for wrong in ("", "est-ce que ?", "a" * 301):
        with pytest.raises(ParameterError):
            ask(commons, wrong)


def test_a_use_case_links_to_the_rows_and_says_what_is_missing(commons: Commons) -> None:
    found = ask(commons, "Une navette à l'aube, avec une licorne ?")
    path = lay_use_case(commons.root, found, "Mimosa", who="Une conseillère")
    told = parse_yaml(path.read_text(encoding="utf-8").strip("-\n"), "f")[0]
    assert told["id"] == "use-case/une-navette-a-l-aube-avec-une-licorne"
    assert told["answers"] == [answer.hit.id for answer in found.answers]
    assert told["missing"]["fr"] == "Aucune des fiches trouvées ne parle de : licorne."
    assert told["who"] == {"fr": "Une conseillère"}
    with pytest.raises(InputError, match="lies there already"):
        lay_use_case(commons.root, found, "Mimosa")
    english = lay_use_case(commons.root, ask(commons, "A unicorn at dawn?", "en"), "Mimosa", lang="en")
    assert parse_yaml(english.read_text(encoding="utf-8").strip("-\n"), "f")[0]["question"] == {
        "fr": "",
        "en": "A unicorn at dawn?",
    }
    with pytest.raises(InputError, match="no commons"):
        lay_use_case(commons.root.parent, found, "Mimosa")
