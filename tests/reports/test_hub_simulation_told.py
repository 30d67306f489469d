"""Sentences on a simulated hub: complete in both languages, and they explain what is impossible."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portee.core.declared import Words
from portee.hubs.simulation.given import Fleet, Law, Span
from portee.hubs.simulation.of_plan import Note, Skipped
from portee.hubs.simulation.sizing import sized
from portee.reports.hub_simulation_told import (
    number,
    simulation_words,
    told_notes,
    told_sizing,
    told_skipped,
    told_value,
    told_wait,
)
from tests.hubs.simulation.services import queue

FEW: dict[str, Any] = {"seed": 1, "replications": 5}
TITLE = {"cars": Words(fr="Voitures", en="Cars")}


def test_every_word_is_in_both_languages() -> None:
    for key, texts in simulation_words().items():
        assert set(texts) == {"fr", "en"}, key
        assert all(text.strip() for text in texts.values()), key


def test_closing_and_range_and_few_users_are_explained() -> None:
    base = queue(1, 1.0, Law(0.5))
    shut = replace(base, opens=tuple((24.0 * day + 6, 24.0 * day + 21) for day in range(7)))
    (closed,) = told_sizing(sized(shut, Span(30), 0.95, **FEW), "Cars", {}, "en")
    assert "come while it is closed" in closed
    assert "0–" in closed
    assert "h." in closed
    far = replace(base, fleet=(Fleet("car", 5.0, 0.2, 5.0),))
    far = replace(far, arrivals=(replace(far.arrivals[0], km=Law(30.0, "exponential")),))
    (told,) = told_sizing(sized(far, Span(30), 0.95, **FEW), "Cars", {}, "fr")
    assert "plus loin qu'une batterie" in told
    (few,) = told_sizing(sized(queue(1, 0.002, Law(0.5)), Span(10), 0.95, **FEW), "Cars", {}, "en")
    assert "too few users" in few
    enough = list(told_sizing(sized(base, Span(30), 0.9, **FEW), "Cars", {}, "en"))
    assert len(enough) == 2
    assert "In the file: 1 vehicles" in enough[0]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_notes_are_filled(lang: str) -> None:
    notes = {
        "cars": (
            Note("note_open_unknown", {"hours": 60.5}),
            Note("note_no_energy", {"thing": TITLE["cars"]}),
            Note("note_loans", {"days": 7.0}),
            Note("note_use", {"year": 2031}),
        )
    }
    told = list(told_notes(notes, TITLE, lang))
    assert all(sentence.startswith(TITLE["cars"].in_(lang)) for sentence in told)
    assert ("60,5" if lang == "fr" else "60.5") in told[0]
    assert "7 " in told[2]
    assert "2031" in told[3]
    skipped = (Skipped("cars", TITLE["cars"], "skipped_kind"),)
    assert TITLE["cars"].in_(lang) in next(told_skipped(skipped, lang))


def test_numbers_waits_and_figures() -> None:
    assert number(1234.5, "fr", 1) == "1\u202f234,5"
    assert number(float("nan"), "en") == "–"
    assert (told_wait(3.0, "fr"), told_wait(2160.0, "fr"), told_wait(float("nan"), "en")) == ("3,0 min", "1,5 j", "–")
    assert told_value({"a": 1.0, "b": 2.5}, "weight") == "a 1, b 2.5 (weight)"
    assert told_value(5.0, "min") == "5 min"
