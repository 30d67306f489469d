"""The letter from one territory to another: why they are alike, what can be shared, what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from portee.core.errors import ParameterError
from portee.reports.fluent import listed, say
from portee.reports.letter import Letter, LetterPart
from portee.reports.wording import figure
from portee.services.territories.alike import Alike, Neighbour
from portee.services.territories.told import (
    bare_figure,
    closeness_word,
    far_reasons,
    near_reasons,
    reason_words,
    titled,
)
from portee.territory.registry import Registry

__all__ = ["write_to"]

LONGEST = 300
"""Letters of one thing to share."""


def write_to(alike: Alike, code: str, *, share: Sequence[str] = (), lang: str = "fr") -> Letter:
    """The letter to one of the territories that are like the one asked about.

    Args:
        alike: the territories alike, with the one that is written to among them.
        code: of the territory written to.
        share: what the writer can share beside figures and method, in the language of the letter; no names of people.
        lang: "fr" or "en".

    Raises:
        ParameterError: the territory is not among those alike, or something to share is empty or too long.
    """
    if code == alike.code:
        raise ParameterError("A territory does not write to itself.", mend="Give the codes of two territories.")
    place = next((k for k, neighbour in enumerate(alike.neighbours) if neighbour.code == code), None)
    if place is None:
        raise ParameterError(
            f"'{code}' is not among the territories compared with '{alike.code}'; too little may be known of both.",
            mend="Write to one that portee territories similar lists.",
        )
    for text in share:
        if not text.strip() or len(text) > LONGEST:
            raise ParameterError(
                "Something to share is empty or too long.", mend=f"Tell it in 1 to {LONGEST} letters (--share)."
            )
    neighbour = alike.neighbours[place]
    mine, theirs = alike.label, neighbour.label
    variables = [variable for variable in alike.compared.variables if variable.weight]
    near, far = (reason_words(found, lang) for found in (near_reasons(neighbour), far_reasons(neighbour)))
    paragraphs = [
        say(lang, "letter-intro", mine=mine, theirs=theirs, candidates=alike.candidates, count=len(variables),
            rank=place + 1),
        *([say(lang, "letter-near", list=listed(lang, near))] if near else []),
        say(lang, "letter-far", list=listed(lang, far)) if far else say(lang, "letter-far-none"),
    ]  # fmt: skip
    return Letter(
        lang=lang,
        to=say(lang, "letter-to", theirs=theirs),
        subject=say(lang, "letter-subject", mine=mine, theirs=theirs),
        greeting=say(lang, "letter-greeting"),
        paragraphs=tuple(paragraphs),
        head=(
            say(lang, "letter-table-variable"),
            say(lang, "letter-table-mine"),
            say(lang, "letter-table-theirs"),
            say(lang, "letter-table-gap"),
        ),
        rows=_rows(neighbour, lang),
        parts=(
            LetterPart(
                say(lang, "letter-share"),
                (
                    *(text.strip() for text in share),
                    say(lang, "letter-share-figures"),
                    say(lang, "letter-share-method"),
                ),
            ),
            LetterPart(
                say(lang, "letter-ask"),
                (say(lang, "letter-ask-tried"), say(lang, "letter-ask-worked"), say(lang, "letter-ask-missing")),
            ),
        ),
        closing=say(lang, "letter-closing"),
        signature=say(lang, "letter-signature"),
        foot=LetterPart(say(lang, "letter-method"), _method(alike, neighbour, lang)),
    )


def _rows(neighbour: Neighbour, lang: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (
            titled(reason.variable, lang),
            bare_figure(reason.mine, reason.variable, lang),
            bare_figure(reason.theirs, reason.variable, lang),
            closeness_word(reason, lang),
        )
        for reason in neighbour.reasons
        if reason.variable.weight
    )


def _method(alike: Alike, neighbour: Neighbour, lang: str) -> tuple[str, ...]:
    registry = alike.registry
    told = [
        say(
            lang, "letter-method-distance", distance=figure(neighbour.distance, lang, 2), total=len(registry)
        )
    ]  # fmt: skip
    unknown = sum(1 for reason in neighbour.reasons if reason.closeness == "unknown" and reason.variable.weight)
    if unknown:
        low, high = figure(neighbour.low, lang, 2), figure(neighbour.high, lang, 2)
        told.append(say(lang, "letter-method-gap", count=unknown, low=low, high=high))
    year = str(registry.vintage)
    told.append(say(lang, "letter-method-vintage", vintage=year, mine=alike.code, theirs=neighbour.code))
    if registry.estimated:
        told.append(say(lang, "letter-method-estimated"))
    sources = _sources(registry)
    if sources:
        told.append(say(lang, "letter-method-sources", list=", ".join(sources)))
    return (*told, say(lang, "letter-method-limit"))


def _sources(registry: Registry) -> list[str]:
    """Files and licences of the register, each once."""
    named = [f"{source.file} ({source.licence})" if source.licence else source.file for source in registry.provenance]
    return [name for name in dict.fromkeys(named) if name]
