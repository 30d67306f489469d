"""Aids: who may have them, what they come to, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import ParameterError, SourceError
from portee.offers.aids import Aid, aids_for, reason_words, shipped_aids
from portee.people.facts import FACTS

DAY = date(2026, 11, 25)


def aid(name: str = "a", **fields: Any) -> Aid:
    given = {"kind": "per_month", "amount_eur": 30.0, "pays_for": ["bicycle"], **fields}
    return Aid.model_validate({"id": name, "title": {"fr": "Aide", "en": "Aid"}, "payer": "CCAS", **given})


ADULT = {"fact": "age", "at_least": 18}


@pytest.mark.parametrize(
    ("facts", "verdict", "eur", "why"),
    [
        ({"age": 30.0}, "yes", 30.0, ("holds",)),
        ({"age": 17.0}, "no", None, ("condition_failed",)),
        ({"age": None}, "unknown", None, ("condition_unknown",)),
        ({}, "unknown", None, ("condition_unknown",)),
    ],
)
def test_a_condition_holds_fails_or_is_not_known(
    facts: dict[str, Any], verdict: str, eur: float | None, why: tuple[str, ...]
) -> None:
    (answer,) = aids_for([aid(eligibility=[ADULT])], facts, DAY)
    assert (answer.verdict, answer.eur_month, answer.why) == (verdict, eur, why)
    assert answer.counts is (verdict == "yes")
    assert bool(answer.failed) is (verdict == "no")
    assert bool(answer.unknown) is (verdict == "unknown")


def test_what_no_fact_answers_is_never_a_yes() -> None:
    (answer,) = aids_for([aid(to_check={"fr": "Demander.", "en": "Ask."})], {"age": 30.0}, DAY)
    assert (answer.verdict, answer.eur_month, answer.why) == ("unknown", None, ("to_check",))


def test_a_failed_condition_weighs_more_than_an_unknown_one() -> None:
    both = aid(eligibility=[ADULT, {"fact": "licence_b", "is": True}], to_check={"fr": "x", "en": "x"})
    (answer,) = aids_for([both], {"age": 12.0}, DAY)
    assert answer.verdict == "no"
    assert answer.why == ("condition_failed", "condition_unknown", "to_check")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 12, 31), "not_begun"),
        (date(2026, 1, 1), "holds"),
        (date(2026, 6, 30), "holds"),
        (date(2026, 7, 1), "ended"),
    ],
)
def test_first_and_last_day_count(day: date, why: str) -> None:
    dated = aid(begins="2026-01-01", ends="2026-06-30")
    assert aids_for([dated], {}, day)[0].why[0] == why


@pytest.mark.parametrize(
    ("wanted", "home", "verdict"),
    [
        (None, None, "yes"),
        (["Marseille"], None, "unknown"),
        (["Marseille"], "marseille", "yes"),
        (["commune:13055"], ["Marseille", "commune:13055"], "yes"),
        (["commune:75056", "commune:13055"], ["commune:13055"], "yes"),
        (["commune:75056"], ["commune:13055"], "no"),
        # Another kind of code, or a name that is not the same, tells nothing.
        (["region:11"], ["commune:13055"], "unknown"),
        (["Île-de-France"], ["Marseille"], "unknown"),
        (["Île-de-France", "region:11"], ["region:93"], "no"),
        (["Île-de-France", "insee:11"], ["region:93", "department:13", "commune:13055"], "unknown"),
        (["department:92", "commune:75056"], ["commune:13055"], "unknown"),
    ],
)
def test_territory(wanted: list[str] | None, home: Any, verdict: str) -> None:
    assert aids_for([aid(territory=wanted)], {}, DAY, home)[0].verdict == verdict


@pytest.mark.parametrize(
    ("fields", "eur", "why"),
    [
        ({"cap_eur": 20}, 20.0, ("holds",)),
        ({"amount_eur": None}, None, ("holds", "amount_unknown")),
        # 600 € once, spread over the twelve months for which it is meant: 600 / 12 = 50.
        ({"kind": "once", "amount_eur": 600, "duration_months": 12}, 50.0, ("holds",)),
        ({"kind": "once", "amount_eur": 600}, None, ("holds", "paid_once")),
        ({"kind": "once", "amount_eur": None, "share": 0.5, "cap_eur": 500}, None, ("holds", "amount_unknown")),
        ({"kind": "share_of_cost", "amount_eur": None, "share": 0.5}, None, ("holds", "share_of_cost")),
        ({"kind": "loan", "amount_eur": 8000}, None, ("holds", "paid_back")),
        ({"counted_in": "fares"}, None, ("holds", "counted_in_fares")),
        ({"counted_in": "benefits"}, None, ("holds", "counted_in_benefits")),
    ],
)
def test_what_it_comes_to(fields: dict[str, Any], eur: float | None, why: tuple[str, ...]) -> None:
    (answer,) = aids_for([aid(**fields)], {}, DAY)
    assert (answer.verdict, answer.eur_month, answer.why) == ("yes", eur, why)
    assert answer.counts is (eur is not None or fields.get("kind") == "share_of_cost")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"begins": "2026-02-01", "ends": "2026-01-01"}, "ends before it begins"),
        ({"kind": "share_of_cost"}, "told by 'share'"),
        ({"kind": "share_of_cost", "amount_eur": None}, "told by 'share'"),
        ({"share": 0.5}, "either an amount or a share"),
        ({"kind": "loan", "amount_eur": None, "share": 0.5}, "either an amount or a share"),
        ({"pays_for": ["any", "car"]}, "already holds every kind"),
        ({"pays_for": ["boat"]}, "pays_for"),
        ({"amount_eur": -1}, "amount_eur"),
        ({"amount_eur": float("nan")}, "amount_eur"),
        ({"share": 1.5}, "share"),
        ({"duration_months": 0}, "duration_months"),
    ],
)
def test_nonsense_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        aid(**fields)


def test_a_wrong_file_says_where() -> None:
    from portee.offers.catalogue import OffersFile

    text = "aids:\n  - id: a\n    title: {fr: a, en: a}\n    payer: x\n    kind: monthly\n    pays_for: [car]\n"
    with pytest.raises(SourceError, match=r"line 5.*kind"):
        parse_declared(text, OffersFile, "aids.yaml")


def test_two_aids_of_one_id_are_refused() -> None:
    with pytest.raises(ParameterError, match="Two aids have the id 'a'"):
        aids_for([aid(), aid()], {}, DAY)


def test_aids_that_go_together_admit_each_other() -> None:
    all_, none = aid("all", cumulates_with="all"), aid("none")
    named = aid("named", cumulates_with=["all"])
    assert all_.goes_with(named)
    assert named.goes_with(all_)
    assert not all_.goes_with(none)
    assert not named.goes_with(aid("other", cumulates_with="all"))


def test_shipped_aids_ask_for_facts_that_exist_and_say_where_they_were_read() -> None:
    ids = [each.id for each in shipped_aids()]
    assert len(set(ids)) == len(ids) >= 8
    for each in shipped_aids():
        assert {condition.fact for condition in each.eligibility} <= set(FACTS), each.id
        assert each.source is not None
        assert each.source.url is not None
        assert each.source.accessed is not None
        assert each.note is not None
        assert each.cumulates_with in ("all", "none") or set(each.cumulates_with) <= set(ids), each.id


def test_shipped_aids_of_an_employee() -> None:
    facts: dict[str, Any] = {"status": "employee", "age": 30.0, "licence_b": False, "youngest_child": None}
    answers = {answer.aid.id: answer for answer in aids_for(shipped_aids(), facts, DAY)}
    assert answers["fr.employer_half_of_pass"].why == ("holds", "counted_in_fares")
    assert answers["fr.activity_bonus"].why == ("holds", "counted_in_benefits")
    assert answers["fr.mobility_package"].verdict == "unknown"
    assert answers["fr.carpool_bonus"].why[0] == "ended"
    # Nothing of this lowers a cost by itself: what is certain counts elsewhere, the rest is to be asked for.
    assert not any(answer.counts for answer in answers.values())


def test_the_licence_aid_of_apprentices_ended_with_the_budget_of_2026() -> None:
    facts: dict[str, Any] = {"status": "apprentice", "age": 19.0, "licence_b": False}

    def on(day: date) -> tuple[str, tuple[str, ...]]:
        (answer,) = (a for a in aids_for(shipped_aids(), facts, day) if a.aid.id == "fr.apprentice_licence")
        return answer.verdict, answer.why

    assert on(date(2025, 6, 1)) == ("yes", ("holds", "paid_once"))
    assert on(DAY) == ("no", ("ended",))


def test_every_reason_has_words() -> None:
    for reason in ("holds", "ended", "to_check", "counted_in_fares", "share_of_cost", "paid_once", "elsewhere"):
        words = reason_words(reason)
        assert words.fr.endswith(".")
        assert words.en.endswith(".")
    with pytest.raises(ParameterError, match="There is no reason 'because'"):
        reason_words("because")
