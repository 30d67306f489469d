from __future__ import annotations

from typing import Any

from tests.commons.examples import refused, taken

COMPUTED: dict[str, Any] = {
    "recipe": "r", "settings": {}, "software": "p", "computed_on": "2026-01-01",
    "inputs": [{"name": "gtfs.zip", "sha256": "a" * 64, "licence": "ODbL-1.0"}],
}  # fmt: skip
CITED = {"source": 1, "page": "p. 3", "grade": "B"}


def test_evidence_is_computed_or_cited_and_not_both() -> None:
    assert "either computed or cited" in refused("evidence", computed=COMPUTED)
    assert "either computed or cited" in refused("evidence", cited=None)
    assert taken("evidence", cited=None, computed=COMPUTED)


def test_cited_evidence_names_a_source_that_is_there() -> None:
    assert "There is no source 2" in refused("evidence", cited={**CITED, "source": 2})


def test_inputs_are_known_by_their_content() -> None:
    assert "inputs" in refused("evidence", cited=None, computed={**COMPUTED, "inputs": []})
    unknown = {**COMPUTED["inputs"][0], "sha256": "abc"}
    assert "sha256" in refused("evidence", cited=None, computed={**COMPUTED, "inputs": [unknown]})


def test_a_value_lies_within_its_interval() -> None:
    assert "outside its own interval" in refused("evidence", low=50)
    assert taken("evidence", low=43, high=43)
