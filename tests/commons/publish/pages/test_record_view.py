from __future__ import annotations

import dataclasses
import re

import pytest

from portee.commons.publish.pages.record_view import answer, record_html, retired_html
from portee.commons.records.shape import Record
from portee.commons.text.record_file import RecordFile
from tests.commons.examples import PATHS, example, example_file
from tests.commons.publish.pages.released import CELL, PRACTICE, released, view

HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def html(record: Record | RecordFile, lang: str = "fr") -> str:
    file = record if isinstance(record, RecordFile) else RecordFile(record)
    return record_html(file, view(released(file), lang, file.id), (CELL, PRACTICE)).decode("utf-8")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_type_has_a_page(path: str, lang: str) -> None:
    file = example_file(path)
    page = html(file, lang)
    assert page.count("<h1>") == 1
    assert f"<code>{file.id}</code>" in page
    assert f'href="../../records/{file.id}.json"' in page
    assert 'rel="license noreferrer"' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("field", ["title", "summary", "why"])
def test_hostile_text_stays_text(field: str) -> None:
    page = html(example("cell", **{field: {"fr": HOSTILE, "en": HOSTILE}}, tags=[HOSTILE]))
    assert "<script>" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    assert "49" not in page


def test_what_is_not_reviewed_bears_it_visibly() -> None:
    assert "est un brouillon" in html(example("need", status="draft"))
    assert "est une proposition" in html(example("need", status="proposed"))
    assert 'class="notice"' not in html(example("need", status="reviewed"))


def test_the_answer_comes_first_and_once() -> None:
    said = answer(example("cell"), view(released()))
    assert said[0].text == "Avis\u00a0: à expérimenter. Niveau 2\u00a0: c'est proposé."
    page = html(example("cell"))
    assert page.count("Peu de postes sont à portée à cette heure") == 1
    figure = answer(example_file("evidence/pauvrete-moulins.md").record, view(released()))
    assert figure[0].text == "43\u00a0%"
    told = answer(example("statement"), view(released(), "en"))
    assert told[0].lang == "fr"


def test_a_disagreement_about_the_title_or_an_answer_is_shown_too() -> None:
    note = {"by": "Rocade", "date": "2026-10-03", "text": {"fr": "Je ne suis pas d'accord."}}
    for on in ("title", "why"):
        assert "Je ne suis pas d&#39;accord." in html(example("cell", disagreements=[{**note, "on": on}]))


def test_it_names_who_speaks_of_it_and_where_it_was_read() -> None:
    page = html(example("solution"))
    assert '<a href="../practice/navette-des-moulins.html">' in page
    assert '<a href="https://example.org/bilan" rel="noreferrer">' in page
    assert "pas vérifié dans la source" in page


def test_a_text_in_another_language_says_so() -> None:
    record = example_file(f"{PRACTICE}.md").record
    assert 'class="prose" aria-label="Text" lang="fr"' in html(RecordFile(record, {"fr": "Bonjour."}), "en")
    assert "It began with" in html(example_file(f"{PRACTICE}.md"), "en")


def test_the_address_of_a_retired_record_says_what_took_its_place() -> None:
    gone = RecordFile(example("need", id="need/ancien", status="retired", title={"fr": HOSTILE}))
    heir = example("need", replaces="need/ancien")
    release = dataclasses.replace(released(heir), retired=(gone,))
    page = retired_html(gone, view(release, "fr", gone.id)).decode("utf-8")
    assert "plus en vigueur" in page
    assert '<a href="embauche-avant-l-aube.html">' in page.replace("../need/", "")
    assert "<script>" not in page
    assert "Nothing takes its place" in retired_html(gone, view(released(), "en", gone.id)).decode("utf-8")
    assert view(release, "fr").link("need/ancien").text.endswith(" (retirée)")
    assert 'ancien.html"' in record_html(RecordFile(heir), view(release, "fr", heir.id), ()).decode("utf-8")
