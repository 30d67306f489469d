"""What `portee modal` tells: shares before and after, kilometres, CO2, and how far the targets of a plan are."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.output import Output
from portee.indicators.mode_choice import MODES

if TYPE_CHECKING:
    from portee.indicators.modal_targets import Observation
    from portee.services.modal.compute import ModalCase, ModalResult
    from portee.services.modal.figures import ModalFigures

__all__ = ["tell_modal"]

CAR = MODES.index("car")
FEW = 10
"""Amounts below are written with a tenth."""

LITTLE_POINTS = 0.05
"""Less is written 0.0."""


def tell_modal(
    out: Output, path: Path, found: ModalResult, *, zones: Path | None = None, seen: Observation | None = None,
    page: Path | None = None,
) -> None:  # fmt: skip
    """After portee modal; zones, page: where they were written; seen: what was calibrated on."""
    from portee.reports.notes import note_texts
    from portee.services.modal.facts import modal_facts, notes_of

    out.say("modal_done", trips=round(found.base[0].everybody.trips), path=path)
    if seen is not None:
        out.say("modal_calibrated", year=str(seen.year), source=seen.source.title)
    if found.base[0].left_out >= 1:
        out.say("modal_left_out", count=round(found.base[0].left_out))
    if len(found.base) > 1 or found.base[0].year is not None:
        _tell_series(out, found)
    else:
        _tell_before_after(out, found)
    if len(found.base[0].figures) > 1:
        _tell_groups(out, found.base[0])
    if found.targets is not None:
        _tell_targets(out, found)
    for note in note_texts(notes_of(found), out.lang):
        out.say("result_note", text=str(note))
    if page is not None:
        out.say("modal_page", path=page)
    if zones is not None and zones.suffix.lower() != ".csv":
        column = "change_car" if found.cases else "base_car"
        out.next("map", zones, "--column", column, "-o", zones.with_suffix(".html"))
    out.result(
        {
            "page": None if page is None else str(page), "path": str(path),
            "zones": None if zones is None else str(zones), **modal_facts(found),
        }
    )  # fmt: skip


def _tell_before_after(out: Output, found: ModalResult) -> None:
    """A table of all modes, the base beside each scenario, and sentences on kilometres and CO2."""
    base = found.base[0].everybody
    heads = [out.text("head_mode"), out.text("head_before" if found.cases else "head_modal_share")]
    for case in found.cases:
        heads += [case.scenario or "", out.text("head_change")]
    columns = [_percents(out, base)]
    for case in found.cases:
        columns += [_percents(out, case.everybody), _points(out, case.everybody, base)]
    out.line()
    out.table([heads, *([_mode(out, mode), *(column[k] for column in columns)] for k, mode in enumerate(MODES))])
    out.say("modal_km", km=round(base.vehicle_km), co2=_weight(out, base.total_kg, Output.number))
    for case in found.cases:
        _tell_change(out, case, base)


def _tell_series(out: Output, found: ModalResult) -> None:
    """A table by scenario, a row by year."""
    names = dict.fromkeys(case.scenario for case in found.cases) or {None: None}
    for name in names:
        mine = [case for case in found.cases if case.scenario == name] or list(found.base)
        base = found.base_of(mine[0]).everybody
        out.line()
        out.line(name or out.text("modal_base"))
        modes = [_mode(out, mode) for mode in MODES]
        rows = [[out.text("head_year"), *modes, out.text("head_vehicle_km"), out.text("head_co2")]]
        if name is not None:
            rows.append([out.text("modal_base"), *_percents(out, base), *_amounts(out, base)])
        for case in mine:
            rows.append([str(case.year), *_percents(out, case.everybody), *_amounts(out, case.everybody)])
        out.table(rows)
        if name is not None:
            _tell_change(out, mine[-1], base)


def _tell_change(out: Output, case: ModalCase, base: ModalFigures) -> None:
    now = case.everybody
    name = case.scenario or ""
    when = "" if case.year is None else f" ({case.year})"
    if now.vehicle_km == base.vehicle_km and (now.share == base.share).all() and now.trips == base.trips:
        out.say("modal_same", name=name, when=when)
        return
    driven = now.vehicle_km - base.vehicle_km
    percent = 100 * driven / base.vehicle_km if base.vehicle_km else math.nan
    out.say(
        "modal_change", name=name, when=when, km=_signed(out, driven, 0 if abs(driven) >= FEW else 1),
        percent=_signed(out, percent, 1), co2=_weight(out, now.total_kg - base.total_kg, _signed),
    )  # fmt: skip
    if case.bounds:
        _tell_bounds(out, case)


def _tell_bounds(out: Output, case: ModalCase) -> None:
    """The least and the most that a scenario changes at the bounds of the model."""
    percents = [100 * (b.vehicle_km / b.base_vehicle_km - 1) if b.base_vehicle_km else math.nan for b in case.bounds]
    points = [float(bound.share_points[CAR]) for bound in case.bounds]
    out.say(
        "modal_bounds", low=_signed(out, min(percents), 2), high=_signed(out, max(percents), 2),
        least=_signed(out, min(points), 2), most=_signed(out, max(points), 2),
    )  # fmt: skip


def _tell_groups(out: Output, base: ModalCase) -> None:
    out.line()
    out.line(out.text("modal_groups"))
    rows = [[out.text("head_group"), out.text("head_trips"), *(_mode(out, mode) for mode in MODES)]]
    for figures in base.figures:
        known = {"all": "group_all", "with a car": "group_with_car", "without a car": "group_without_car"}
        name = out.text(known[figures.group]) if figures.group in known else figures.group or out.text("group_none")
        rows.append([name, out.number(figures.trips), *_percents(out, figures)])
    out.table(rows)


def _tell_targets(out: Output, found: ModalResult) -> None:
    """How far each mode is from the plan, for the last case of each scenario."""
    plan = found.targets
    assert plan is not None
    out.line()
    out.say("modal_plan", title=plan.title.in_(out.lang))
    if not plan.checked:
        out.say("modal_plan_unchecked")
    last = {case.scenario: case for case in found.cases or found.base}
    for name, case in last.items():
        assert case.progress is not None
        year = str(case.progress.year)
        out.say("modal_gaps", name=name or out.text("modal_base"), year=year)
        percents = _percents(out, case.everybody)
        for place, mode in enumerate(MODES):
            gap = case.progress.gap_points[mode]
            key = "modal_gap_above" if gap > 0 else "modal_gap_less" if mode == "car" else "modal_gap_below"
            key = "modal_gap_even" if abs(gap) < LITTLE_POINTS else key
            aim = out.percent(100 * case.progress.target.shares[mode], 1)
            out.say(key, mode=_mode(out, mode), share=percents[place], aim=aim, gap=_gap(out, abs(gap)))


def _gap(out: Output, gap: float) -> str:
    """Points in words: in French one and a half is still one."""
    shown = round(gap, 1)
    one = shown < 2 if out.lang == "fr" else shown == 1
    return out.text("point_one" if one else "point_many", number=out.number(shown, 1))


def _mode(out: Output, mode: str) -> str:
    return out.text(f"modal_mode_{mode}")


def _percents(out: Output, figures: ModalFigures) -> list[str]:
    """Shares that sum to 100 % as they are written."""
    from portee.reports.percents import rounded_percents

    shown = rounded_percents(figures.share.tolist())
    return ["–" if math.isnan(value) else out.percent(value, 1) for value in shown]


def _points(out: Output, now: ModalFigures, base: ModalFigures) -> list[str]:
    return [_signed(out, 100 * float(a - b), 2) for a, b in zip(now.share, base.share, strict=True)]


def _amounts(out: Output, figures: ModalFigures) -> list[str]:
    return [out.number(figures.vehicle_km), _tonnes(out, figures.total_kg)]


def _tonnes(out: Output, kg: float) -> str:
    return "–" if math.isnan(kg) else out.number(kg / 1000, 1 if kg >= FEW * 1000 else 3)


def _weight(out: Output, kg: float, written: Callable[[Output, float, int], str]) -> str:
    """In tonnes from one on, else in kilogrammes."""
    if math.isnan(kg):
        return "–"
    small = abs(kg) < 1000
    amount = kg if small else kg / 1000
    return f"{written(out, amount, 0 if abs(amount) >= FEW else 1)} {'kg' if small else 't'}"


def _signed(out: Output, value: float, decimals: int) -> str:
    if math.isnan(value):
        return "–"
    text = out.number(abs(value), decimals)
    nothing = not any(digit in "123456789" for digit in text)
    return text if nothing else ("+" if value > 0 else "\u2212") + text
