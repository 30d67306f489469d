"""The answer in plain sentences and a small table: who reaches how much, where least, and how wide the gap is.

Nothing is computed here but shares and differences of the figures given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portee.core.errors import ParameterError, Where
from portee.reports.maplayers import Words
from portee.reports.wording import figure, one_in

__all__ = ["AccessFigures", "NeighbourhoodFigures", "summary_sentences", "summary_table", "summary_text"]

SAME = 0.02
"""A gap below this share is said to be none: the figures do not carry more."""


@dataclass(frozen=True)
class NeighbourhoodFigures:
    """One neighbourhood.

    Attributes:
        name: its name.
        residents: people who live there.
        reach: opportunities within reach of its mean resident, one figure for each moment.
        priority: whether it is a priority neighbourhood.
    """

    name: str
    residents: float
    reach: tuple[float, ...]
    priority: bool = False


@dataclass(frozen=True)
class AccessFigures:
    """The figures a summary tells.

    Attributes:
        territory: its name.
        synthetic: whether the territory is made up.
        residents: people who live there.
        singular, plural: the thing reached, such as "emploi" / "job" and "emplois" / "jobs".
        total: how many of them there are.
        cutoff_minutes: the time allowed.
        by: how one travels, such as "à pied et en transports en commun" / "walking and by public transport".
        moments: when one leaves, such as "le mardi à 7 h 30" / "on Tuesday at 07:30".
        everyone: reach of the mean resident at each moment.
        priority: reach of the mean resident of priority neighbourhoods at each moment; empty when there are none.
        rest: reach of the mean resident elsewhere at each moment; empty when there are no priority neighbourhoods.
        neighbourhoods: where reach is lowest, lowest first.
    """

    territory: str
    synthetic: bool
    residents: float
    singular: Words
    plural: Words
    total: float
    cutoff_minutes: float
    by: Words
    moments: tuple[Words, ...]
    everyone: tuple[float, ...]
    priority: tuple[float, ...] = ()
    rest: tuple[float, ...] = ()
    neighbourhoods: tuple[NeighbourhoodFigures, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.everyone), *(len(place.reach) for place in self.neighbourhoods)}
        lengths |= {len(group) for group in (self.priority, self.rest) if group}
        if lengths != {len(self.moments)} or bool(self.priority) != bool(self.rest):
            raise ParameterError(
                f"The figures of the summary do not match its {len(self.moments)} moments.",
                where=Where(field="moments"),
                mend="Give one figure for each moment, and both groups or none.",
            )


def summary_text(figures: AccessFigures, lang: str = "fr") -> str:
    """The whole summary as plain text: sentences, then the table of the neighbourhoods where reach is lowest."""
    parts = ["\n".join(summary_sentences(figures, lang))]
    if figures.neighbourhoods:
        plural = figures.plural.of(lang)
        heading = (
            f"Where the fewest {plural} are within reach"
            if lang == "en"
            else f"Où l'accès aux {plural} est le plus faible"
        )
        parts.append(f"{heading}\n{summary_table(figures, lang)}")
    return "\n\n".join(parts) + "\n"


def summary_sentences(figures: AccessFigures, lang: str = "fr") -> list[str]:
    """The summary in sentences, the answer first."""
    plural, minutes = figures.plural.of(lang), figure(figures.cutoff_minutes, lang)
    sentences = []
    for number, (moment, reach) in enumerate(zip(figures.moments, figures.everyone, strict=True)):
        share = reach / figures.total if figures.total else 0.0
        picture = one_in(share, figures.singular, figures.plural, lang)
        when = _capital(moment.of(lang))
        if lang == "en":
            how = f" within {minutes} minutes ({figures.by.en})" if number == 0 else ""
            sentences.append(f"{when}, a resident reaches on average {figure(reach, lang)} {plural}{how}: {picture}.")
        else:
            how = f" en {minutes} minutes ({figures.by.fr})" if number == 0 else ""
            sentences.append(f"{when}, un habitant atteint en moyenne {figure(reach, lang)} {plural}{how} : {picture}.")
    sentences.extend(
        _gap(moment, priority, rest, figures, lang)
        for moment, priority, rest in zip(figures.moments, figures.priority, figures.rest, strict=False)
    )
    sentences.append(_about(figures, lang))
    return sentences


def summary_table(figures: AccessFigures, lang: str = "fr") -> str:
    """The neighbourhoods as a table in plain text, one line each, figures aligned on the right."""
    english = lang == "en"
    plural = figures.plural.of(lang)
    head = ["Neighbourhood" if english else "Quartier", "residents" if english else "habitants"]
    head += [f"{plural}, {moment.of(lang)}" for moment in figures.moments]
    priority = "priority" if english else "prioritaire"
    rows = [
        [
            f"{place.name} ({priority})" if place.priority else place.name,
            figure(place.residents, lang),
            *(figure(reach, lang) for reach in place.reach),
        ]
        for place in figures.neighbourhoods
    ]
    return _aligned([head, *rows])


def _gap(moment: Words, priority: float, rest: float, figures: AccessFigures, lang: str) -> str:
    plural, when = figures.plural.of(lang), moment.of(lang)
    here, there = figure(priority, lang), figure(rest, lang)
    change = (priority - rest) / rest if rest else 0.0
    percent = figure(abs(100 * change), lang)
    if lang == "en":
        how = "as many as" if abs(change) < SAME else f"{percent}% {'fewer' if change < 0 else 'more'} than"
        return f"In the priority neighbourhoods it is {here} {plural} {when}: {how} elsewhere ({there})."
    how = (
        "autant qu'ailleurs"
        if abs(change) < SAME
        else f"{percent}\u00a0% de {'moins' if change < 0 else 'plus'} qu'ailleurs"
    )
    return f"Dans les quartiers prioritaires, c'est {here} {plural} {when} : {how} ({there})."


def _about(figures: AccessFigures, lang: str) -> str:
    residents, total, plural = figure(figures.residents, lang), figure(figures.total, lang), figures.plural.of(lang)
    if lang == "en":
        text = f"{figures.territory}: {residents} residents, {total} {plural}."
        made_up = " The territory is synthetic: no such place exists, and its figures say nothing of a real one."
    else:
        text = f"{figures.territory} : {residents} habitants, {total} {plural}."
        made_up = " Ce territoire est synthétique : il n'existe pas, et ses chiffres ne disent rien d'un lieu réel."
    return text + (made_up if figures.synthetic else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(text.rjust(w) for text, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)
