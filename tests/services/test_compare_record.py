"""What a comparison says of itself: see also test_compare.py."""

from __future__ import annotations

from portee.services.compare_record import figure_docs


def test_every_column_is_explained_in_both_languages() -> None:
    for lang in ("fr", "en"):
        docs = figure_docs(("a", "b"), lang)
        assert list(docs) == ["base_a", "base_b", "scenario_a", "scenario_b", "change_a", "change_b"]
        assert len(set(docs.values())) == 6
