"""Aids towards the cost of travelling, of a licence or of childcare: who may have them, and what they come to.

What is not known is said to be unknown and never counted. An aid whose amount counts elsewhere (the employer's half of
a pass in the price of the pass, the activity bonus among the benefits) is told, and not counted a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared
from portee.core.errors import ParameterError
from portee.core.parameters import Source
from portee.offers.conditions import Answer, Condition, verdict

__all__ = [
    "CATEGORIES",
    "Aid",
    "AidAnswer",
    "aids_for",
    "reason_words",
    "shipped_aids",
]

Category = Literal["public_transport", "bicycle", "carpool", "car", "licence", "childcare"]
CATEGORIES: tuple[str, ...] = get_args(Category)
"""What a cost may be for."""

Euros = Annotated[float, Field(ge=0, le=100_000)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
Fact = bool | float | str | tuple[str, ...] | None


class Aid(Declared):
    """One aid.

    Attributes:
        id, title: name, and words in both languages. payer: who pays it.
        kind: a sum each month, a sum once, a share of a monthly cost, or a loan (which is paid back, never counted).
        amount_eur: EUR per month, once, or lent; None where it depends on the case (`note` says on what).
        share: of the cost, above 0 up to 1. cap_eur: most that it comes to: EUR per month, or once for a sum paid once.
        pays_for: kinds of cost, or "any".
        eligibility: who may have it; all conditions must hold.
        to_check: what else is asked that no fact answers; with it nobody is told yes.
        territory: None for the whole country, else codes ("region:11", "commune:13055"), or names where there are none;
            a name beside codes only helps to recognise the place.
        begins, ends: first and last day on which it can be asked for, None for not known.
        duration_months: months over which it is paid, or over which a sum paid once is spread.
        cumulates_with: aids for the same cost that it may be added to: "all", "none" (also when not known), or ids. Two
            aids go together when each admits the other.
        counted_in: where its amount counts already: "fares" (prices of passes) or "benefits".
        url: where to ask for it. source: where it was read. checked: whether read at the source itself.
    """

    id: Identifier
    title: Words
    payer: str
    kind: Literal["per_month", "once", "share_of_cost", "loan"]
    amount_eur: Euros | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    cap_eur: Euros | None = None
    pays_for: Annotated[tuple[Category | Literal["any"], ...], Field(min_length=1)]
    eligibility: tuple[Condition, ...] = ()
    to_check: Words | None = None
    territory: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    begins: date | None = None
    ends: date | None = None
    duration_months: Annotated[float, Field(gt=0, le=120)] | None = None
    cumulates_with: Literal["all", "none"] | tuple[str, ...] = "none"
    counted_in: Literal["fares", "benefits"] | None = None
    url: str | None = None
    source: Source | None = None
    checked: bool = False
    note: Words | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Aid:
        if self.begins and self.ends and self.ends < self.begins:
            raise Wrong("The aid ends before it begins.", "Correct 'begins' or 'ends'.")
        if self.kind == "share_of_cost" and (self.share is None or self.amount_eur is not None):
            raise Wrong("A share of a cost is told by 'share' (and 'cap_eur').", "Give 'share', not 'amount_eur'.")
        if self.share is not None and (self.kind in ("per_month", "loan") or self.amount_eur is not None):
            raise Wrong("An aid has either an amount or a share.", "Remove one of them, or correct 'kind'.")
        if "any" in self.pays_for and len(self.pays_for) > 1:
            raise Wrong("'any' already holds every kind of cost.", "Leave out the others.")
        return self

    def covers(self, category: str) -> bool:
        """Whether it pays for a kind of cost."""
        return "any" in self.pays_for or category in self.pays_for

    def admits(self, other: Aid) -> bool:
        """Whether it may be added to another aid for the same cost, as far as it is concerned."""
        return self.cumulates_with == "all" or (self.cumulates_with != "none" and other.id in self.cumulates_with)

    def goes_with(self, other: Aid) -> bool:
        """Whether both may be had for the same cost: each must admit the other."""
        return self.admits(other) and other.admits(self)


@dataclass(frozen=True)
class AidAnswer:
    """Whether an aid may be had, and what it comes to.

    Attributes:
        aid: which one. verdict: yes, no, or unknown.
        eur_month: EUR per month when the verdict is yes and the amount does not depend on a cost; None otherwise.
        why: reasons by name (see `reason_words`), in the order of their weight.
        failed, unknown: conditions that do not hold, and those that are not known to.
    """

    aid: Aid
    verdict: Answer
    eur_month: float | None
    why: tuple[str, ...] = ()
    failed: tuple[Condition, ...] = ()
    unknown: tuple[Condition, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it lowers a cost (`portee.offers.aided.apply_aids`)."""
        if self.verdict != "yes" or self.aid.counted_in is not None:
            return False
        return self.eur_month is not None or self.aid.kind == "share_of_cost"


def aids_for(
    aids: Iterable[Aid], facts: Mapping[str, Fact], day: date, territory: str | Collection[str] | None = None
) -> tuple[AidAnswer, ...]:
    """Which aids may be had on a day.

    Args:
        aids: in any order; the answers keep it.
        facts: by name, None for not known (`portee.people.facts.facts_of`).
        day: on which one asks.
        territory: names and codes of all territories that the home lies in ("Marseille", "commune:13055",
            "department:13", "region:93"); None for not known.

    Raises:
        ParameterError: two aids have the same id.
    """
    places = None if territory is None else (territory,) if isinstance(territory, str) else tuple(territory)
    answers = tuple(_answer(aid, facts, day, places) for aid in aids)
    seen: set[str] = set()
    for answer in answers:
        if answer.aid.id in seen:
            raise ParameterError(f"Two aids have the id '{answer.aid.id}'.", mend="Give each one its own.")
        seen.add(answer.aid.id)
    return answers


def _answer(aid: Aid, facts: Mapping[str, Fact], day: date, places: tuple[str, ...] | None) -> AidAnswer:
    asked, here = verdict(aid.eligibility, facts), _here(aid.territory, places)
    never = [
        reason
        for reason, holds in (
            ("not_begun", aid.begins is not None and day < aid.begins),
            ("ended", aid.ends is not None and day > aid.ends),
            ("elsewhere", here == "no"),
            ("condition_failed", asked.answer == "no"),
        )
        if holds
    ]
    unsure = [
        reason
        for reason, holds in (
            ("territory_unknown", here == "unknown"),
            ("condition_unknown", bool(asked.unknown)),
            ("to_check", aid.to_check is not None),
        )
        if holds
    ]
    if never or unsure:
        answer: Answer = "no" if never else "unknown"
        return AidAnswer(aid, answer, None, (*never, *unsure), asked.failed, asked.unknown)
    eur, reason = _eur_month(aid)
    return AidAnswer(aid, "yes", eur, ("holds", *((reason,) if reason else ())))


def _eur_month(aid: Aid) -> tuple[float | None, str | None]:
    """EUR per month, or None with the reason."""
    if aid.counted_in is not None:
        return None, f"counted_in_{aid.counted_in}"
    if aid.kind == "loan":
        return None, "paid_back"
    if aid.kind == "share_of_cost":
        return None, "share_of_cost"
    if aid.amount_eur is None:
        return None, "amount_unknown"
    amount = aid.amount_eur if aid.cap_eur is None else min(aid.amount_eur, aid.cap_eur)
    if aid.kind == "per_month":
        return amount, None
    return (None, "paid_once") if aid.duration_months is None else (amount / aid.duration_months, None)


def _here(wanted: tuple[str, ...] | None, places: tuple[str, ...] | None) -> Answer:
    """Whether a home lies in a territory: codes tell no when the home has others of their kinds, names never do."""
    if wanted is None:
        return "yes"
    if places is None:
        return "unknown"
    mine, theirs = {place.casefold() for place in places}, {place.casefold() for place in wanted}
    if mine & theirs:
        return "yes"
    kinds = {place.partition(":")[0] for place in mine if ":" in place}
    codes = {place.partition(":")[0] for place in theirs if ":" in place}
    return "no" if codes and codes <= kinds else "unknown"


class _Reasons(Declared):
    reasons: dict[str, Words]


class _Shipped(Declared):
    aids: tuple[Aid, ...]


@cache
def _reasons() -> Mapping[str, Words]:
    text = files("portee.offers").joinpath("aid_words.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Reasons, "aid_words.yaml").reasons


def reason_words(reason: str) -> Words:
    """A reason of an `AidAnswer` in both languages. Raises ParameterError for an unknown one."""
    if reason not in _reasons():
        raise ParameterError(f"There is no reason '{reason}'.", mend=f"Reasons: {', '.join(sorted(_reasons()))}.")
    return _reasons()[reason]


@cache
def shipped_aids() -> tuple[Aid, ...]:
    """The national aids that come with Portée, ended ones included. Raises SourceError when the file was damaged."""
    text = files("portee.offers").joinpath("shipped", "aids.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Shipped, "aids.yaml").aids
