"""What a comparison says of itself: what was asked, of which network and scenario, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import portee
from portee.network.network import Network
from portee.scenarios.scenario import Scenario
from portee.services.compare import Comparison
from portee.services.record import result_record
from portee.services.saved_results import SavedPair
from portee.services.winners import GroupChange

__all__ = ["comparison_docs", "comparison_record", "figure_docs", "saved_record"]

MEANINGS = {
    "base": {"fr": "{} avant le scénario", "en": "{} before the scenario"},
    "scenario": {"fr": "{} après le scénario", "en": "{} after the scenario"},
    "change": {"fr": "{} : après moins avant", "en": "{}: after less before"},
}


GAPS = {
    "base_gap": {"fr": "{} : ce qui manquait au besoin", "en": "{}: what was missing to the need"},
    "scenario_gap": {"fr": "{} : ce qui manque au besoin", "en": "{}: what is missing to the need"},
}


def figure_docs(columns: Sequence[str], lang: str, *, gaps: bool = False) -> dict[str, str]:
    """What each column of a comparison means."""
    parts = {**MEANINGS, **(GAPS if gaps else {})}
    return {f"{part}_{name}": words[lang].format(name) for part, words in parts.items() for name in columns}


def comparison_docs(comparison: Comparison, lang: str, *, gaps: bool = False) -> dict[str, str]:
    """What each column of a comparison of a scenario means."""
    return figure_docs(comparison.columns, lang, gaps=gaps)


def comparison_record(
    network: Network, comparison: Comparison, scenario: Scenario, changes: Sequence[GroupChange], *,
    needed: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The provenance of a comparison, as JSON values; with the scenario whole, so that it can be computed again."""
    told = scenario.content.model_dump(mode="json", exclude_none=True, by_alias=True)
    record = result_record(
        "comparison", network, {"origins": comparison.origins}, comparison.travel, comparison.window,
        percentiles=comparison.percentiles, notes=comparison.notes,
        parameters={
            "scenario": {"id": scenario.id, **told},
            "day": None if comparison.day is None else comparison.day.isoformat(),
            "searched_again": int(comparison.searched.sum()), "needed": needed,
        },
    )  # fmt: skip
    return {**record, "changes": [asdict(change) for change in changes]}


def saved_record(pair: SavedPair, changes: Sequence[GroupChange]) -> dict[str, Any]:
    """The provenance of two results compared."""
    notes = dict.fromkeys(note for record in pair.records for note in record.get("notes", []))
    sources = [source for record in pair.records for source in record.get("sources", [])]
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "comparison",
        "compared": [
            {name: record.get(name) for name in ("network", "parameters", "made_by")} for record in pair.records
        ],
        "sources": [source for place, source in enumerate(sources) if source not in sources[:place]],
        "notes": list(notes),
        "changes": [asdict(change) for change in changes],
    }
