"""A vacancy as JSON values: the whole answer, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portee.core.clock import format_time_of_day
from portee.core.week import format_days
from portee.network.network import Network
from portee.reach.options import Travel
from portee.services.record import result_record
from portee.services.residents import Count
from portee.services.vacancies.told import answer, basis, change_words, expense_words, hours, lead, noted, question
from portee.services.vacancies.who import ProfileTold, profiles_told
from portee.services.vacancy import VacancyAnswer

__all__ = ["vacancy_dict", "vacancy_record"]


def vacancy_record(network: Network, found: VacancyAnswer) -> dict[str, Any]:
    """The provenance of a vacancy's answer."""
    shift, residents = found.shift, found.residents
    record = result_record(
        "vacancy", network, {"territory": residents.homes}, Travel(), None, percentiles=(), notes=found.notes,
        parameters={
            "workplace": {"lat": float(found.work.lat[0]), "lon": float(found.work.lon[0])},
            "start": format_time_of_day(shift.start), "end": format_time_of_day(shift.end), "night": shift.night,
            "days": format_days(shift.days), "wage_eur_month": found.wage_eur_month, "day": found.day.isoformat(),
            "profiles": [profile.id for profile in residents.profiles], "basis": residents.basis,
            "squares_m": residents.side_m, "group": found.group, "commutes_per_month": found.commutes,
        },
    )  # fmt: skip
    # How each profile travels is its own; the answer has no travel options of its own.
    record["parameters"] = {
        k: v for k, v in record["parameters"].items() if k not in ("travel", "window", "percentiles")
    }
    record["sources"] += [source.to_dict() for source in found.offers.provenance]
    return {**record, "figures": [dict(figure) for figure in found.figures]}


def vacancy_dict(network: Network, found: VacancyAnswer, lang: str) -> dict[str, Any]:
    """The whole answer as JSON values: summary, profiles, changes, groups, figures, sources.

    What is not known, or must not be published alone, is null. Words are in `lang`; names of fields and codes are the
    same in every language. Figures of single places are not in it.
    """
    residents = found.residents
    return {
        "lang": lang,
        "question": question(lang),
        "answer": answer(found, lang),
        "lead": list(lead(found, lang)),
        "hours": hours(found, lang),
        "basis": {
            "kind": residents.basis, "words": basis(found, lang), "places": len(residents.homes),
            "profiles_add_up": residents.additive, "everyone": residents.everyone,
            "withheld_places": int(residents.withheld.sum()),
        },
        "summary": {
            "reached": _count(found.reached), "total": _count(found.total),
            "share": found.reached.central / found.total.central if found.total.central else None,
            "too_dear": _count(residents.count(found.possible & ~found.affordable)),
        },
        "profiles": [_profile(told) for told in profiles_told(found, lang)],
        "changes": [
            {
                "id": change.id, "words": change_words(change, lang), "values": dict(change.values),
                "gained": _count(change.gained), "lost": _count(change.lost),
                "cost": {**asdict(change.cost), "words": expense_words(change.cost, lang)},
            }
            for change in found.added
        ],
        "groups": None if found.groups is None else [
            {"name": group.name, "people": _count(group.people), "reached": _count(group.reached)}
            for group in found.groups
        ],
        "notes": [str(note) for note in noted(found, lang)],
        "searches": dict(found.searches),
        "provenance": vacancy_record(network, found),
    }  # fmt: skip


def _count(count: Count | None) -> dict[str, float] | None:
    return None if count is None else asdict(count)


def _profile(told: ProfileTold) -> Mapping[str, Any]:
    return asdict(told)
