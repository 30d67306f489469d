"""The question and the answer of a vacancy in sentences: who can come, how many, what would add most."""

from __future__ import annotations

import math
import re
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from portee.core.week import DAYS
from portee.people.profile import MOTORED, Profile
from portee.people.schedule import Schedule
from portee.people.strata import shipped_seeds
from portee.reports.fluent import listed, say
from portee.reports.notes import note_texts
from portee.reports.shares import share_case
from portee.reports.sheet import SheetText
from portee.reports.wording import figure
from portee.services.diagnosis.told import hours_words
from portee.services.household import STOPPING_SOURCES
from portee.services.residents import Count
from portee.services.vacancies.changes import Added
from portee.services.vacancies.costs import Cost
from portee.services.vacancies.evaluate import Candidates
from portee.services.vacancies.posted import Remark
from portee.services.vacancy import VacancyAnswer

__all__ = [
    "about", "answer", "basis", "capital", "change_words", "count_words", "expense_words", "hours", "lead", "left",
    "middle", "noted", "percent", "price", "question", "share_of", "title",
]  # fmt: skip

Floats = npt.NDArray[np.float64]

ANSWERS = {"mix": "vacancy-answer", "residents": "vacancy-answer-residents"}
BASES = {
    "mix": "vacancy-basis-mix", "residents": "vacancy-basis-residents", "places": "vacancy-basis-places",
    "squares": "vacancy-basis-squares",
}  # fmt: skip
MORE = {"mix": "vacancy-more-people", "residents": "vacancy-more-residents"}
CHANGES = {
    "carpool": "vacancy-add-carpool", "loan:e_bike": "vacancy-add-e_bike", "loan:moped": "vacancy-add-moped",
    "loan:car": "vacancy-add-car", "pass": "vacancy-add-pass", "shuttle": "vacancy-add-shuttle",
}  # fmt: skip
EXPENSES = {
    "none": "vacancy-expense-none", "person": "vacancy-expense-person", "vehicle": "vacancy-expense-vehicle",
    "package": "vacancy-expense-package", "unknown": "vacancy-expense-unknown",
}  # fmt: skip
REMARKS = {
    "long-shift": "vacancy-note-long-shift", "low-wage": "vacancy-note-low-wage",
    "no-timetable": "vacancy-note-no-timetable", "days-without-service": "vacancy-note-no-service",
    "care-left-out": "vacancy-note-care", "left-out": "vacancy-note-left-out",
    "far-from-streets": "vacancy-note-far", "secret": "vacancy-note-secret",
}  # fmt: skip
NOBODY = "–"
WORTH_TELLING = 0.01
"""A smaller share of all is not told in a sentence of its own."""

DIGITS = 2
"""Of a number that is only about right."""


def about(value: float) -> float:
    """A number to as many digits as it deserves."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))


def count_words(count: Count, lang: str) -> str:
    """A number of people with its interval: "≈ 480 (240 à 700)"; without one, the number; "–" for nobody."""
    if round(count.central) == 0:
        return NOBODY if round(count.high) == 0 else say(lang, "vacancy-about", **_rounded(count, lang))
    return figure(count.central, lang) if count.certain else say(lang, "vacancy-about", **_rounded(count, lang))


def _rounded(count: Count, lang: str) -> dict[str, str]:
    """The three numbers, to as many digits as they deserve; one that is certain is told whole."""
    if count.certain:
        return dict.fromkeys(("low", "central", "high"), figure(count.central, lang))
    parts = {"low": count.low, "central": count.central, "high": count.high}
    return {name: figure(about(value), lang) for name, value in parts.items()}


def percent(share: float, lang: str) -> str:
    """A share as a whole percentage."""
    if 0 < share < 0.01:
        return say(lang, "vacancy-percent-less")
    # All but one in a thousand are not all.
    return say(lang, "vacancy-percent", value=100 if share == 1 else min(99, round(100 * share)))


def capital(text: str) -> str:
    """The text with a capital letter."""
    return re.sub(r"^\w", lambda first: first[0].upper(), text)


def question(lang: str) -> str:
    """What is asked."""
    return say(lang, "vacancy-question")


def hours(found: VacancyAnswer, lang: str) -> str:
    """The days and hours of the job."""
    words = hours_words(Schedule(shifts=(found.shift,)), lang)
    return say(lang, "vacancy-hours-night", hours=words) if found.shift.night else words


def title(found: VacancyAnswer, lang: str) -> str:
    """Title of the page."""
    return say(lang, "vacancy-page-title", question=question(lang), hours=hours(found, lang))


def share_of(found: VacancyAnswer, row: int) -> float:
    """Share of a profile's people (or of residents, or places) who can take the job up; 0 where there is nobody."""
    people = found.residents.people[row]
    total = float(people.sum())
    return float(people[found.candidates[row].affordable].sum()) / total if total > 0 else 0.0


def _share(reached: float, total: float) -> tuple[str, int]:
    return share_case(min(1.0, max(0.0, reached / total)) if total > 0 else 0.0)


def answer(found: VacancyAnswer, lang: str) -> str:
    """The answer in one sentence."""
    when = capital(hours(found, lang))
    basis = found.residents.basis
    if found.residents.additive:
        case, n = _share(found.reached.central, found.total.central)
        return say(lang, ANSWERS[basis], hours=when, share=say(lang, "vacancy-share-can", case=case, n=n))
    shares = [share_of(found, row) for row in range(len(found.candidates))]
    low, high = percent(min(shares), lang), percent(max(shares), lang)
    share = low if low == high else say(lang, "vacancy-share-range", low=low, high=high)
    return say(lang, ANSWERS.get(basis, "vacancy-answer-places"), hours=when, share=share)


def lead(found: VacancyAnswer, lang: str) -> tuple[str, ...]:
    """Sentences after the answer."""
    monday = found.day - timedelta(days=found.day.weekday())
    parts: list[str] = [*_counted(found, lang), *_money(found, lang)]
    if found.shift.night:
        parts.append(say(lang, "vacancy-night"))
    best = found.added[0] if found.added else None
    if best is not None and best.gained.central >= 1:
        people = say(
            lang, MORE.get(found.residents.basis, "vacancy-more-places"), **_rounded(best.gained, lang)
        )  # fmt: skip
        parts.append(say(lang, "vacancy-best", change=change_words(best, lang), people=people))
    return (*parts, basis(found, lang), say(lang, "when", monday=monday, hours=hours(found, lang)))


def basis(found: VacancyAnswer, lang: str) -> str:
    """Who lives where, and how it is known."""
    residents = found.residents
    records = residents.homes.provenance
    file = records[0].file if records else say(lang, "data-none")
    return say(lang, BASES[residents.basis], file=file, side=residents.side_m or 0)


def _counted(found: VacancyAnswer, lang: str) -> list[str]:
    residents = found.residents
    if not residents.additive:
        return []
    reached, total = found.reached, found.total
    told = _rounded(reached, lang)
    parts = [
        say(
            lang, "vacancy-counted", reached=told["central"], low=told["low"], high=told["high"],
            total=figure(about(total.central), lang),
        )
    ]  # fmt: skip
    motor = np.array([_has_motor(part.profile) for part in found.candidates])
    if motor.any() and not motor.all():
        shares = []
        for kind in (~motor, motor):
            here = residents.count(found.affordable, kind).central
            case, n = _share(here, residents.count(np.ones_like(found.affordable), kind).central)
            shares.append(say(lang, "vacancy-share-people", case=case, n=n))
        parts.append(say(lang, "vacancy-without-motor", share=shares[0], other=shares[1]))
    ages = [int(age) for band in shipped_seeds().ages for age in re.findall(r"\d+", band.column)]
    if residents.everyone > 0:
        parts.append(
            say(
                lang, "vacancy-represented", share=percent(min(1.0, total.central / residents.everyone), lang),
                everyone=figure(about(residents.everyone), lang), **{"from": str(min(ages)), "to": str(max(ages))},
            )
        )  # fmt: skip
    dear = residents.count(found.possible & ~found.affordable)
    if dear.central >= WORTH_TELLING * total.central > 0:
        parts.append(say(lang, "vacancy-too-dear", people=figure(about(dear.central), lang)))
    return parts


def _has_motor(profile: Profile) -> bool:
    return any(vehicle.kind in MOTORED for vehicle in profile.vehicles)


def _money(found: VacancyAnswer, lang: str) -> list[str]:
    """What is left of the wage, and who would earn more than today; nothing without a wage."""
    if found.wage_eur_month is None:
        return []
    rest = [left(found, row) for row in range(len(found.candidates))]
    known = [value for value in rest if math.isfinite(value)]
    parts = []
    if known:
        low, high = min(known), max(known)
        words = (
            say(lang, "vacancy-wage-one", eur=low)
            if round(low) == round(high)
            else say(lang, "vacancy-wage-range", low=low, high=high)
        )
        parts.append(say(lang, "vacancy-wage", wage=found.wage_eur_month, rest=words))
    if found.residents.additive:
        better = np.stack([_better_off(found, part) for part in found.candidates])
        people = found.residents.count(better).central
        parts.append(say(lang, "vacancy-better-off", people=figure(about(people), lang)))
    return parts


def _better_off(found: VacancyAnswer, part: Candidates) -> npt.NDArray[np.bool_]:
    """Where the wage less the journey is more than the income that stops: bool (h,); not where one is not known."""
    income = part.profile.income
    if income is None or found.wage_eur_month is None:
        return np.zeros(len(part.affordable), np.bool_)
    stopping = sum(source.eur_month for source in income if source.source in STOPPING_SOURCES)
    rest = found.wage_eur_month - np.nan_to_num(part.eur, nan=np.inf)
    return np.asarray(part.affordable & (rest > stopping))


def middle(values: Floats, weights: Floats) -> float:
    """The value that half of the weight does not exceed; NaN where nothing is known."""
    known = np.isfinite(values) & (weights > 0)
    values, weights = values[known], weights[known]
    if not len(values):
        return math.nan
    order = np.argsort(values, kind="stable")
    running = np.cumsum(weights[order])
    return float(values[order][min(int(np.searchsorted(running, running[-1] / 2)), len(values) - 1)])


def price(found: VacancyAnswer, row: int) -> float:
    """Euros a month for the middle of a profile's people who can come; NaN where it is not known for most of them."""
    part, people = found.candidates[row], found.residents.people[row]
    told = float(people[part.affordable & np.isfinite(part.eur)].sum())
    return middle(part.eur, people) if 2 * told >= float(people[part.affordable].sum()) else math.nan


def left(found: VacancyAnswer, row: int) -> float:
    """What is left of the wage after the journey, for the middle of a profile's people who can come; NaN: not known."""
    return math.nan if found.wage_eur_month is None else found.wage_eur_month - price(found, row)


def change_words(change: Added, lang: str) -> str:
    """The name of a change."""
    if change.kind == "shift":
        id = "vacancy-add-later" if change.id.partition(":")[2].startswith("+") else "vacancy-add-earlier"
    else:
        id = CHANGES[change.id]
    return say(lang, id, **dict(change.values))


def expense_words(cost: Cost, lang: str) -> str:
    """What a change costs the firm."""
    if cost.kind == "unknown" and "km_day" in cost.values:
        return say(
            lang, "vacancy-expense-shuttle", km=cost.values["km_day"], minutes=round(cost.values["min_day"])
        )  # fmt: skip
    return say(lang, EXPENSES[cost.kind], **({} if cost.eur is None else {"eur": cost.eur}))


def noted(found: VacancyAnswer, lang: str) -> tuple[SheetText, ...]:
    """Remarks that a reader must see, in the language where they are known."""
    remarks = list(found.remarks)
    secret = int(found.residents.withheld.sum())
    if secret and found.residents.mix is None:
        remarks.append(Remark("secret", {"count": secret}))
    titles = {part.id: part.title for part in found.residents.profiles}
    told = []
    for remark in remarks:
        values = dict(remark.values)
        for name, value in values.items():
            if isinstance(value, tuple):
                words = [say(lang, f"day-{v}") if v in DAYS else titles[v].in_(lang) for v in value]
                values[name] = listed(lang, words)
        told.append(SheetText(say(lang, REMARKS[remark.id], **values)))
    mix = () if found.residents.mix is None else found.residents.mix.notes
    told += [SheetText(words.in_(lang)) for words in mix]
    parameters = found.parameters
    names = {name: parameters[name].title for name in parameters}
    return tuple(dict.fromkeys([*told, *note_texts(found.notes, lang, titles=names)]))
