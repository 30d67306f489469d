from __future__ import annotations

import pytest

from portee.commons.check.alone import problems_alone
from portee.commons.text.record_file import parse_record
from tests.commons.examples import EXAMPLE


def said(path: str, old: str = "", new: str = "") -> list[tuple[int | None, str | None, str]]:
    text = (EXAMPLE / path).read_text(encoding="utf-8")
    assert old in text
    problems = problems_alone(parse_record(text.replace(old, new), path), path)
    return [(p.where.line, p.where.field, p.what) for p in problems if p.where]


NEED = "need/embauche-avant-l-aube.md"


def test_a_good_record_has_no_problem() -> None:
    assert said(NEED) == []


@pytest.mark.parametrize(
    "text", ["écrire à a.b+c@exemple.fr", "tél. 06 12 34 56 78", "+33 6.12.34.56.78", "0612345678", "04-91-00-00-00"]
)
def test_names_and_contacts_stay_out(text: str) -> None:
    ((line, field, what),) = said(NEED, "Elles marchent une heure", text)
    assert field == "situation.fr"
    assert line is not None
    assert "e-mail" in what or "telephone" in what
    ((line, field, what),) = said(NEED, "Exemple de fiche.", text)
    assert field is None
    assert "e-mail" in what or "telephone" in what


@pytest.mark.parametrize(
    "text", ["SIRET 80123456789012", "1 234 567 890 €", "45 12 34 56 78", "le 01.02.2026", "a @ b"]
)
def test_other_numbers_are_let_in(text: str) -> None:
    assert said(NEED, "Elles marchent une heure", text) == []


def test_html_in_a_field_is_refused() -> None:
    ((_, field, what),) = said(NEED, "Elles marchent une heure", "<img src=x onerror=alert(1)>")
    assert field == "situation.fr"
    assert "HTML" in what


def test_a_figure_names_a_source_that_is_there() -> None:
    ((_, field, what),) = said(NEED, "source: 1", "source: 4")
    assert field == "size.source"
    assert "no source 4" in what


def test_a_figure_without_evidence_cannot_be_published() -> None:
    path = "practice/navette-des-moulins.md"
    text = (EXAMPLE / path).read_text(encoding="utf-8").replace("status: draft", "status: published")
    bare = text.replace("  unit: EUR/an\n  source: 1\n", "  unit: EUR/an\n")
    assert bare != text
    assert problems_alone(parse_record(text, path), path) == []
    (problem,) = problems_alone(parse_record(bare, path), path)
    assert "figure without evidence cannot be published" in problem.what


def test_a_record_of_facts_without_a_source_cannot_be_published() -> None:
    path = "requirement/aller-avant-la-prise-de-poste.md"
    ((_, field, what),) = said(path, "status: draft", "status: published")
    assert field == "status"
    assert "without a source" in what


def test_an_adapted_record_keeps_a_licence_that_allows_it() -> None:
    origin = "origin: {instance: x, id: need/y, commit: '" + "a" * 40 + "', licence: ODbL-1.0}\nlicence: CC-BY-SA-4.0"
    ((_, field, what),) = said(NEED, "licence: CC-BY-SA-4.0", origin)
    assert field == "licence"
    assert "resource of its own" in what
