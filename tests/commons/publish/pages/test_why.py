from __future__ import annotations

from portee.commons.publish.pages.why import amount_text, evidence_why, figure_why, source_phrases
from portee.commons.records.evidence import Evidence
from portee.commons.records.references import EvidenceRef
from portee.commons.records.shape import Figure
from portee.commons.text.record_file import record_values
from portee.core.declared import declared_of
from tests.commons.examples import example, example_file
from tests.commons.publish.pages.released import released, view

COMPUTED = "evidence/postes-a-portee-a-l-aube"
CITED = "evidence/pauvrete-moulins"


def evidence(id: str) -> Evidence:
    record = example_file(f"{id}.md").record
    assert isinstance(record, Evidence)
    return record


def test_a_computed_figure_tells_formula_recipe_inputs_by_hash_and_limits() -> None:
    said = [phrase.text for phrase in evidence_why(evidence(COMPUTED), view(released()))]
    text = "\n".join(said)
    assert "Formule" in said[0]
    assert "Calculé par la recette cumulative-access de portee 0.1.0, le 1er novembre 2026." in text
    assert "gtfs.zip, du 2026-07-01, ODbL-1.0, empreinte 000000000000…" in text
    assert "Les postes sont estimés à partir des établissements." in text
    assert "Du plus pauvre au plus favorisé" in text


def test_a_cited_figure_tells_where_it_was_read() -> None:
    phrases = evidence_why(evidence(CITED), view(released()))
    assert any(phrase.href == "https://example.org/moulins" for phrase in phrases)
    text = "\n".join(phrase.text for phrase in phrases)
    assert "lu dans la source" in text
    assert "tableau 2" in text
    assert "avant et après" in text


def test_a_figure_of_a_record_leads_to_its_evidence_or_its_source() -> None:
    page = view(released())
    record = example("solution")
    by_evidence = figure_why(Figure(value=1, unit="x", evidence=EvidenceRef(COMPUTED)), record, page)
    assert by_evidence[0].href.endswith(f"{COMPUTED}.html")
    assert len(by_evidence) > 3
    by_source = figure_why(Figure(value=1, unit="x", source=1), record, page)
    assert by_source[0].href == "https://example.org/bilan"
    assert "pas vérifié dans la source" in by_source[1].text
    for nothing in (Figure(value=1, unit="x"), Figure(value=1, unit="x", source=9)):
        assert [phrase.text for phrase in figure_why(nothing, record, page)] == ["Rien n'est donné à l'appui."]
    gone = figure_why(Figure(value=1, unit="x", evidence=EvidenceRef("evidence/absente")), record, page)
    assert gone[0].href == ""


def test_an_amount_has_its_unit_and_its_interval() -> None:
    assert amount_text(11.5, "%", 9, 14, view(released())) == "11,5\u00a0% (entre 9 et 14)"
    assert amount_text(1234, "EUR", None, None, view(released(), "en")) == "1,234\u00a0EUR"
    assert amount_text(5, "%", 4, None, view(released(), "en")) == "5% (between 4 and ?)"


def test_a_licence_that_nobody_states_is_told_so() -> None:
    source = {
        "title": "T",
        "url": "https://example.org",
        "date": "2026-01-02",
        "licence": "not-stated",
        "checked": True,
    }
    values = {**record_values(example("solution")), "sources": [source]}
    record = declared_of(values, type(example("solution")), "f.md")
    told = source_phrases(record.sources[0], view(released(), "en"))[1]
    assert told.text == "2 January 2026, licence not stated, read in the source"
