"""The question and the answer of a diagnosis in sentences: who, when, how much, what would unlock most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.week import DAYS
from portee.people.schedule import Schedule
from portee.reach.changes import Unlocked
from portee.reports.fluent import listed, say
from portee.reports.notes import note_texts
from portee.reports.shares import share_case
from portee.reports.sheet import SheetText
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.benefits_told import benefit_notes, why_not
from portee.services.diagnosis.money import gain_of
from portee.territory.work import own_hours

__all__ = [
    "answer", "counted", "gain_words", "hours_words", "noted", "question", "stop_kinds", "via", "when", "who",
    "worthwhile",
]  # fmt: skip

LEFT_OUT = "The profile brings a child to {}"


def question(diagnosis: Diagnosis, lang: str) -> str:
    """What is asked."""
    return say(lang, f"question-{_unit(diagnosis)}")


def answer(diagnosis: Diagnosis, lang: str) -> str:
    """The answer in one sentence."""
    case = diagnosis.case
    minutes = round(case.limit_min, 1)
    if math.isfinite(case.budget_eur):
        limits = say(lang, "limits-both", minutes=minutes, eur=case.budget_eur)
    else:
        limits = say(lang, "limits-time", minutes=minutes)
    kind, n = share_case(min(1.0, diagnosis.reached / diagnosis.total) if diagnosis.total else 0.0)
    return say(lang, "answer", limits=limits, share=say(lang, f"share-{_unit(diagnosis)}", case=kind, n=n))


def counted(diagnosis: Diagnosis, lang: str) -> str:
    """How much is within reach, of how much."""
    return say(
        lang, f"counted-{_unit(diagnosis)}", reached=round(diagnosis.reached), total=round(diagnosis.total)
    )  # fmt: skip


def who(diagnosis: Diagnosis, lang: str) -> str:
    """The kind of resident."""
    return say(lang, "who", title=diagnosis.profile.title.in_(lang))


def when(diagnosis: Diagnosis, lang: str) -> str:
    """The week asked about, and the hours of work."""
    monday = diagnosis.day - timedelta(days=diagnosis.day.weekday())
    hours = hours_words(diagnosis.profile.schedule, lang)
    if {"start", "end"} & set(diagnosis.work.attributes.columns):
        told = own_hours(diagnosis.work).told
        if told.all():
            hours = say(lang, "hours-own")
        elif told.any():
            hours = say(lang, "hours-own-else", hours=hours)
    return say(lang, "when", monday=monday, hours=hours)


def via(diagnosis: Diagnosis, lang: str) -> str:
    """The stops on the way, "" for none."""
    kinds = stop_kinds(diagnosis)
    return say(lang, "via", stops=listed(lang, [say(lang, f"stop-{kind}") for kind in kinds])) if kinds else ""


def worthwhile(diagnosis: Diagnosis) -> tuple[Unlocked, ...]:
    """The changes that bring more within reach than they take away, what unlocks most first."""
    return tuple(unlocked for unlocked in diagnosis.changes if unlocked.gained > unlocked.lost)


def stop_kinds(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Kinds of the stops that were made, in the order of `Diagnosis.stops`; those that were left out are told in its
    notes.
    """
    kinds = [stop.kind for stop in diagnosis.profile.stops]
    left_out = {
        kind for kind in kinds if any(note.startswith(LEFT_OUT.format(kind)) for note in diagnosis.notes)
    }  # fmt: skip
    return tuple(kind for kind in kinds if kind not in left_out)[: len(diagnosis.stops)]


def gain_words(diagnosis: Diagnosis, lang: str) -> str:
    """What would be left of the wages of the places within reach, "" where it is not known."""
    gain = gain_of(diagnosis, diagnosis.within.best())
    before, whole = (_between(values, lang) for values in (gain.eur_month, gain.whole_eur_month))
    if not before:
        return ""
    words = say(lang, "gain-whole", rest=whole, before=before) if whole else say(lang, "gain", rest=before)
    missing = why_not(diagnosis, lang)
    return say(lang, "gain-missing", gain=words, why=missing) if missing else words


def _between(values: npt.NDArray[np.float64], lang: str) -> str:
    """The least and the most of some amounts, "" where none is known."""
    known = values[np.isfinite(values)]
    if not len(known):
        return ""
    low, high = float(known.min()), float(known.max())
    return say(lang, "gain-one", eur=low) if round(low) == round(high) else say(lang, "gain-range", low=low, high=high)


def noted(diagnosis: Diagnosis, lang: str) -> tuple[SheetText, ...]:
    """Remarks that a reader must see, in the language where they are known."""
    parameters = diagnosis.case.situation.figures.parameters
    titles = {name: parameters[name].title for name in parameters}
    notes = list(note_texts(diagnosis.notes, lang, titles=titles))
    if any(kind == "childcare" for kind in stop_kinds(diagnosis)) and np.isfinite(diagnosis.wages).any():
        notes.append(SheetText(say(lang, "note-childcare-cost")))
    notes += [SheetText(note) for note in benefit_notes(diagnosis, lang)]
    return tuple(notes)


def hours_words(schedule: Schedule, lang: str) -> str:
    """The hours of a schedule, every shift."""
    words = []
    for shift in schedule.shifts:
        values = {"days": _days(shift.days, lang), "start": shift.start, "end": shift.end_s % DAY_S}
        if shift.every_weeks > 1:
            words.append(say(lang, "hours-rotation", **values, weeks=shift.every_weeks))
        else:
            words.append(say(lang, "hours-shift", **values))
    return "; ".join(words) if lang == "en" else " ; ".join(words)


def _days(days: Sequence[str], lang: str) -> str:
    places = [DAYS.index(day) for day in days]
    names = [say(lang, f"day-{day}") for day in days]
    if len(days) == len(DAYS):
        return say(lang, "days-every")
    if len(days) > 2 and places == list(range(places[0], places[0] + len(places))):
        return say(lang, "days-run", first=names[0], last=names[-1])
    return say(lang, "days-list", days=listed(lang, names))


def _unit(diagnosis: Diagnosis) -> str:
    return "jobs" if diagnosis.weight == "jobs" else "count"
