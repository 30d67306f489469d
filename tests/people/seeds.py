"""Small seeds of a mix, for tests."""

from __future__ import annotations

from typing import Any

from portee.people.strata import Seeds

WORDS = {"fr": "Un texte.", "en": "A text."}


def factor(low: float, central: float | None = None, high: float | None = None) -> dict[str, Any]:
    """An assumption; one number alone is certain."""
    middle = low if central is None else central
    return {"what": WORDS, "low": low, "central": middle, "high": middle if high is None else high, "assumption": True}


def told(**changes: Any) -> dict[str, Any]:
    """Two age bands, three profiles, no association, as many persons in each kind of household."""
    return {
        "as_of": "2026-11-01",
        "note": WORDS,
        "sources": {"rule": {"title": "A rule"}, "survey": {"title": "A survey"}},
        "minimum_households": 11,
        "minimum_source": "rule",
        "coverage": 0.8,
        "ages": [
            {"id": "young", "column": "ind_18_24", "title": WORDS},
            {"id": "older", "column": "ind_25_39", "title": WORDS},
        ],
        "persons_poor": factor(1),
        "persons_single_parent": factor(1),
        "association": {
            "what": WORDS,
            "poverty_by_age": {"young": 0.3, "older": 0.3},
            "single_parent_by_age": {"young": 0.1, "older": 0.1},
            "poverty_single_parent": 0.3,
            "poverty_other": 0.3,
            "sources": ["survey"],
        },
        "factors": {"half": factor(0.4, 0.5, 0.6), "tenth": factor(0.05, 0.1, 0.2), "twice": factor(1.5, 2, 2.5)},
        "parts": [
            {"profile": "poor-one", "poverty": "poor", "ages": ["young", "older"], "factors": ["half"]},
            {"profile": "lone-one", "household": "single_parent", "ages": ["older"], "factors": ["tenth", "twice"]},
            {"profile": "young-one", "ages": ["young"], "factors": ["tenth"]},
        ],
        **changes,
    }


def seeds(**changes: Any) -> Seeds:
    return Seeds.model_validate(told(**changes))
