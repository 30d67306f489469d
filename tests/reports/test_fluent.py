from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import portee
from portee.commons.claims import Reason
from portee.commons.experiments.axes import AXES
from portee.commons.experiments.measured import REFUSALS, Method
from portee.core.errors import ParameterError
from portee.hubs.plan.costs import PARTIES
from portee.logistics.unserved import CONSTRAINTS as LEFT
from portee.people.facts import FACTS
from portee.reach.reasons import CONSTRAINTS
from portee.reports.condition_words import KNOWN_RIGHTS, NEEDS, STATUSES
from portee.reports.fluent import CATALOGUES, catalogue_text, clock, eur, listed, say
from portee.reports.notes import KNOWN_NOTES
from portee.scenarios.kinds.catalogue import AnyModification
from portee.services.diagnosis.sheet import HOW
from portee.services.diagnosis.ways_told import WAY_KINDS
from portee.services.hubs.figures_compared import FIGURES
from portee.services.logistics.told import FIGURES as GOODS_FIGURES
from portee.services.modification_words import FIELDS, MODE_WORDS

SOURCE = Path(portee.__file__).parent
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = ("jobs", "count")
KINDS = tuple(get_args(kind.model_fields["type"].annotation)[0] for kind in get_args(get_args(AnyModification)[0]))
LEARN = ("reach", "shorter", "early", "most", "apart", "nearest", "money", "worst")
"""Questions of the quiz of a booklet."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "place-beside-": ("stop", "street"),
    "comparison-winners-": ("title", "more", "hidden"),
    "comparison-losers-": ("more", "hidden"),
    "modal-mode-": ("walk", "bicycle", "public_transport", "car"),
    "modal-gap-": ("mode", "share", "aim", "points"),
    "modal-group-": ("all", "with-car", "without-car", "none"),
    "reason-": CONSTRAINTS[1:],
    "detail-": CONSTRAINTS[1:],
    "kind-": WAY_KINDS,
    "need-": (*NEEDS, "has", "has_not", "at_least", "at_most", "above", "below"),
    "fact-": tuple(FACTS),
    "status-": STATUSES,
    "right-": KNOWN_RIGHTS,
    "day-": DAYS,
    "stop-": ("childcare", "school"),
    "note-": tuple(slug for slug, _ in KNOWN_NOTES),
    "how-": HOW,
    "map-": ("reached", "not", "home"),
    "question-": UNITS, "share-": UNITS, "counted-": UNITS, "gained-": UNITS, "lost-": UNITS,
    "data-": ("what", "name", "date", "licence"),
    "figure-": ("name", "value", "unit", "since", "source", "state"),
    "modification-": KINDS,
    "alike-": ("same", "near", "apart", "far", "unknown"),
    "modified-": FIELDS,
    "mode-": MODE_WORDS,
    "comparison-": ("figure", "gains", "losses", "before", "after", "group", "residents", "origins", "place",
                    "was", "is", "change"),
    "comparison-by-": tuple(f"{by}{part}" for by in ("hour", "profile") for part in ("", "-title", "-lead")),
    "experiment-axis-": AXES,
    "experiment-claim-": get_args(Reason),
    "experiment-refused-": REFUSALS,
    "experiment-how-": get_args(Method),
    "experiment-effects-": ("hypothesis", "effect", "interval", "p", "adjusted"),
    "experiment-claims-": ("claim", "verdict", "why"),
    "experiment-stops-": ("when", "then", "holds"),
    "experiment-periods-": ("since", "effect", "low", "high", "period", "observed", "mixed", "gap"),
    "experiment-protocol-": ("consent", "data", "harm"),
    "hubs-name-": FIGURES,
    "hubs-why-": FIGURES,
    "hubs-party-": PARTIES,
    "hubs-axis-": ("physical", "digital", "democratic"),
    "hubs-lack-": ("channel", "payment"),
    "hubs-chart-": ("gain", "lose", "cash"),
    "hubs-station-": ("users", "served", "wait"),
    "hubs-how-": ("nothing", "accounts", "payment", "levels"),
    "hubs-": ("hub", "service", "people", "axis", "level", "lacks", "served", "offline", "without-means", "unable",
              "untold", "step", "some", "station", "vehicles",
              "all", "criterion", "criterion-level", "met", "mend", "figure", "source", "checked", "yes", "no"),
    "goods-": (
        "figure", "site", "kind", "position", "parcels-both", "parcels-out", "rounds", "cost-day", "vehicle", "starts",
        "ends", "stops", "km", "cost", "plan", "vans", "difference", "total-plan", "total-vans",
    ),
    "goods-question-": ("route", "compare", "design"),
    "goods-figure-": ("jobs", *(name for name, _ in GOODS_FIGURES)),
    "goods-left-": LEFT,
    "goods-evidence-": ("plan", "difference"),
    "goods-kind-": ("depot", "micro_hub", "locker"),
    "goods-data-": ("figure", "source", "checked", "yes", "no"),
    "goods-book-": (
        "compared", "vehicles", "sites", "rounds", "stops", "left", "assumptions", "figures", "case", "number",
        "cost-km", "cost-hour", "g-km", "insertion", "days", "full-time",
    ),
    "learn-ask-": LEARN, "learn-why-": LEARN,
    "learn-trainer-": ("question", "right", "explained"),
    "learn-trainer-plan-": tuple("123456"), "learn-trainer-care-": tuple("1234"), "learn-sources-limit-": tuple("123"),
    "learn-sources-": ("streets", "prices", "what", "file", "date", "licence", "figure", "asked", "value"),
    "column-": (
        "within_reach", "reason_detail", "reason_unit", "reason_words", "way", "way_words", "out_min", "back_min",
        "eur_month", "kg_co2_month", "transfers", "options",
    ),
}  # fmt: skip
"""Messages whose ids are put together: first part → every second part that the program asks for."""


SAYING = ("portee.reports.fluent import", "def say(", "booklet.said import")
"""What a module that says messages has."""


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own names
        self.names.add(node.id.name)


def messages(lang: str) -> dict[str, set[str]]:
    """Variables of each message of a catalogue."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(catalogue_text(lang)).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


def test_catalogues_have_the_same_messages_with_the_same_variables() -> None:
    french = messages("fr")
    for lang in CATALOGUES:
        assert list(messages(lang)) == list(french), lang
        assert messages(lang) == french, lang


def test_every_message_that_is_asked_for_is_there() -> None:
    known = messages("fr")
    for first, seconds in FAMILIES.items():
        for second in seconds:
            assert first + second in known


def test_no_message_is_unused() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    texts = [text for text in texts if any(sign in text for sign in SAYING)]
    written = set(re.findall(r"[\"']([a-z][a-zA-Z0-9_-]*)[\"']", "\n".join(texts)))
    made = {first + second for first, seconds in FAMILIES.items() for second in seconds}
    made |= {"detail-no_return-unknown", "detail-no_arrival-unknown", "detail-budget-unknown"}
    assert sorted(set(messages("fr")) - written - made) == []


@pytest.mark.parametrize(
    ("id", "values", "french", "english"),
    [
        ("detail-no_return", {"time": 21 * 3600 + 40 * 60}, "pas de retour après 21 h 40", "no way back after 21:40"),
        ("detail-no_arrival", {"time": 7 * 3600}, "pas d'arrivée avant 7 h", "no arrival before 07:00"),
        (
            "comparison-data-day",
            {"day": date(2026, 9, 1)},
            "Modifications en vigueur le 1er septembre 2026.",
            "Changes in force on 1 September 2026.",
        ),
        ("detail-budget", {"eur": 23.0}, "23\u00a0€ de trop par mois", "€23 a month over the limit"),
        ("detail-stop_hours", {"minutes": 45}, "il manque 45 min d'ouverture, le matin ou le soir", None),
        ("counted-jobs", {"reached": 1, "total": 12345}, "C'est 1 emploi sur 12\u202f345.", "That is 1 job of 12,345."),
        ("counted-jobs", {"reached": 0, "total": 2}, "C'est 0 emploi sur 2.", "That is 0 jobs of 2."),
        ("cell-kg", {"kg": 12.345}, "12,3\u00a0kg", "12.3\u00a0kg"),
        (
            "when", {"monday": date(2026, 11, 9), "hours": "x"}, "Semaine du 9 novembre 2026. Horaires : x.",
            "Week of 9 November 2026. Hours: x.",
        ),
    ],
)  # fmt: skip
def test_messages_are_written_as_the_language_writes(
    id: str, values: dict[str, object], french: str, english: str | None
) -> None:
    assert say("fr", id, **values) == french
    if english is not None:
        assert say("en", id, **values) == english


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(ParameterError, match=r"no message 'nothing' in 'fr'.*words/fr\.ftl"):
        say("fr", "nothing")
    with pytest.raises(ParameterError, match=r"no words in the language 'de'.*fr, en"):
        say("de", "list")
    with pytest.raises(ParameterError, match=r"'who' in 'en' cannot be written.*title"):
        say("en", "who")


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [(0, "0 h", "00:00"), (23 * 3600 + 59 * 60, "23 h 59", "23:59"), (24 * 3600 + 600, "0 h 10", "00:10")],
)
def test_times_of_day(seconds: int, french: str, english: str) -> None:
    assert clock(seconds, "fr") == french
    assert clock(seconds, "en") == english


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        (0, "0\u00a0€", "€0"),
        (0.0023, "0,002\u00a0€", "€0.002"),
        (1.5, "1,50\u00a0€", "€1.50"),
        (9.0, "9\u00a0€", "€9"),
        (68.4, "68\u00a0€", "€68"),
        (-12, "\u221212\u00a0€", "\u2212€12"),
        (12345, "12\u202f345\u00a0€", "€12,345"),
        (float("inf"), "–", "–"),
    ],
)
def test_euros(amount: float, french: str, english: str) -> None:
    assert eur(amount, "fr") == french
    assert eur(amount, "en") == english


def test_several_things() -> None:
    assert listed("fr", []) == ""
    assert listed("fr", ["a"]) == "a"
    assert listed("fr", ["a", "b", "c"]) == "a, b et c"
    assert listed("en", ["a", "b"]) == "a and b"


def test_a_value_is_never_read_as_a_message() -> None:
    assert say("fr", "who", title="{ $title } { list }") == "Profil : { $title } { list }"
