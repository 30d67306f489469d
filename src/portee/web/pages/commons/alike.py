"""Territories like mine, with reasons; and which practices may work there, as intervals."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.core.errors import ParameterError
from portee.reports.wording import figure
from portee.services.commons_reading.carried import (
    Carried,
    carried_to,
    first_territory,
    like_in_register,
)
from portee.services.commons_reading.shelf import Reading
from portee.services.territories.alike import Neighbour
from portee.services.territories.replicate import Replicated
from portee.services.territories.told import far_reasons, near_reasons, reason_words
from portee.territory.geography import clean_code
from portee.web.commons.shelves import reading_of
from portee.web.pages.commons.shown import show, view_of
from portee.web.register import register_of
from portee.web.rendering import language_of
from portee.web.site import Site, site_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()

LONGEST_CODE = 40


@router.get("/commons/alike")
def alike(request: Request, territory: str = "", code: str = "") -> HTMLResponse:
    """The answer for one territory of the commons, and for one neighbourhood of a register where there is one."""
    reading, lang = reading_of(request), language_of(request)
    by_id = {file.id: typeset(lang, file.record.title.in_(lang)) for file in reading.release.of_type("territory")}
    problems: dict[str, str] = {}
    if territory and territory not in by_id:
        problems["territory"] = say(lang, "commons-filter-unknown")
    chosen = territory if territory in by_id else first_territory(reading) or ""
    found = carried_to(reading, chosen) if chosen else None
    national = _in_register(site_of(request), code, lang, problems)
    return show(
        request, "commons_alike.html", reading, status=422 if problems else 200, problems=problems, chosen=chosen,
        code=code[:LONGEST_CODE], options=list(by_id.items()), national=national,
        place=view_of(request, reading).link(chosen) if chosen else None,
        practices=[_practice(request, reading, id, one) for id, one in found.practices] if found else [],
        alike=[_neighbour(request, reading, one) for one in found.alike] if found else [],
        skipped=len(found.skipped) if found else 0, compared=_compared(found),
    )  # fmt: skip


def _compared(found: Carried | None) -> int:
    return 0 if found is None else sum(one.found.result.high > 0 for _, one in found.practices)


def _practice(request: Request, reading: Reading, id: str, one: Replicated) -> dict[str, Any]:
    lang, result = language_of(request), one.found

    def between(low: float, high: float) -> str:
        first, last = figure(low, lang, 2), figure(high, lang, 2)
        return first if first == last else say(lang, "commons-between", low=first, high=last)

    names = {condition.name: condition.why.in_(lang) for condition in one.conditions}
    return {
        "link": view_of(request, reading).link(id),
        "range": between(result.result.low, result.result.high),
        "missing": [names[name] for name in result.missing], "not_told": [names[name] for name in result.not_told],
        "likeness": between(result.likeness.low, result.likeness.high), "known": figure(100 * result.known, lang, 0),
        "conditions": between(result.conditions.low, result.conditions.high),
        "grade": result.grade, "evidence": figure(result.evidence, lang, 2),
        "drivers": [(variable.title.in_(lang), figure(variable.weight, lang, 2)) for variable in one.drivers.variables],
    }  # fmt: skip


def _neighbour(request: Request | None, reading: Reading | None, one: Neighbour, lang: str = "") -> dict[str, Any]:
    lang = lang or (language_of(request) if request else "fr")
    link = view_of(request, reading).link(one.code) if request is not None and reading is not None else None
    return {
        "link": link, "label": one.label, "code": one.code, "distance": figure(one.distance, lang, 2),
        "low": figure(one.low, lang, 2), "high": figure(one.high, lang, 2), "known": figure(100 * one.known, lang, 0),
        "near": reason_words(near_reasons(one), lang), "far": reason_words(far_reasons(one), lang),
    }  # fmt: skip


def _in_register(site: Site, code: str, lang: str, problems: dict[str, str]) -> dict[str, Any] | None:
    """Neighbourhoods of the workspace's register like one; None where it has no register."""
    registry = register_of(site)
    if registry is None:
        return None
    if not code.strip():
        return {"count": len(registry), "label": "", "rows": []}
    try:
        found = like_in_register(registry, clean_code(code.strip()[:LONGEST_CODE]))
    except ParameterError:
        problems["code"] = say(lang, "commons-code-unknown")
        return {"count": len(registry), "label": "", "rows": []}
    rows = [_neighbour(None, None, one, lang) for one in found.neighbours]
    return {"count": len(registry), "label": found.label, "rows": rows}
