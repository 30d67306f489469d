from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.pages.why import amount_text, evidence_why, figure_why, rounded, source_phrases
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


@pytest.mark.parametrize(
    ("value", "shown"),
    [(66.314955, 66.3), (1.022686, 1.02), (0.0123456, 0.0123), (1234.56, 1235), (43, 43), (0, 0), (-0.98765, -0.988)],
)
def test_a_figure_is_not_told_more_exactly_than_one_reads(value: float, shown: float) -> None:
    assert rounded(value) == shown


@given(st.floats(-1e9, 1e9))
def test_rounding_stays_near_and_is_done_once(value: float) -> None:
    assert abs(rounded(value) - value) <= max(0.005 * abs(value), 0)
    assert rounded(rounded(value)) == rounded(value)


def test_the_exact_value_is_kept_for_whoever_asks_why() -> None:
    record = evidence(COMPUTED).model_copy(update={"value": 11.234567})
    assert "Valeur exacte\u00a0: 11,234567" in [phrase.text for phrase in evidence_why(record, view(released()))]
    assert not [phrase for phrase in evidence_why(evidence(COMPUTED), view(released())) if "exacte" in phrase.text]
