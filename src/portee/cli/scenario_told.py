"""What `portee scenario` and `portee compare` tell: that all is well, who gains and loses, and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.output import Output

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from portee.services.compare import Comparison
    from portee.services.compare_cases import Compared
    from portee.services.scenario_files import Opened
    from portee.services.winners import GroupChange

    Floats = npt.NDArray[np.float64]

__all__ = ["tell_cases", "tell_changes", "tell_comparison", "tell_gaps", "tell_problems"]

MOST_FIGURES = 4


def tell_problems(out: Output, opened: Opened) -> None:
    """After portee scenario check, when nothing is wrong."""
    from portee.reports.notes import note_texts
    from portee.services.scenario_files import checked_facts

    scenario = opened.scenario
    count = len(scenario.content.modifications)
    out.say("scenario_well", name=scenario.name, count=count, id=scenario.id[:12])
    for note in note_texts(opened.notes, out.lang):
        out.say("result_note", text=str(note))
    out.result(checked_facts(scenario, notes=opened.notes))


def tell_comparison(
    out: Output, path: Path, compared: Compared, changes: Sequence[GroupChange], *, counted: bool,
    page: Path | None = None,
) -> None:  # fmt: skip
    """After portee scenario compare; page: where the page in plain words was written."""
    from portee.reports.notes import note_texts

    found = compared.first
    searched = [int(one.searched.sum()) for one in compared.found]
    out.say("scenario_compared", name=found.name, path=path)
    out.say("scenario_searched", searched=max(searched), origins=len(found.origins))
    (tell_changes if len(searched) == 1 else tell_cases)(out, changes, counted=counted)
    for note in note_texts(compared.notes, out.lang):
        out.say("result_note", text=str(note))
    if page is not None:
        out.say("scenario_page", path=page)
    if path.suffix.lower() != ".csv" and len(searched) == 1:
        out.line()
        out.next("map", path, "--column", f"change_{found.columns[0]}", "-o", path.with_suffix(".html"))
    out.result(
        {
            "path": str(path), "page": None if page is None else str(page), "scenario": found.name,
            "origins": len(found.origins), "searched_again": searched[0] if len(searched) == 1 else searched,
            "columns": list(found.columns), "changes": [vars(change) for change in changes],
            "notes": list(compared.notes),
        }
    )  # fmt: skip


def tell_gaps(out: Output, path: Path, found: Comparison, people: Floats, needed: float) -> None:
    """Who has less than is needed, before and after: with --need."""
    before, after = found.gap(needed, after=False), found.gap(needed, after=True)
    for place, figure in enumerate(found.columns[:MOST_FIGURES]):
        short = (float(people[gap[:, place] > 0].sum()) for gap in (before, after))
        was, now = (_whole(out, value) for value in short)
        out.say("gap_told", figure=figure, need=_whole(out, needed), before=was, after=now)
    if path.suffix.lower() != ".csv":
        page = path.with_name(f"{path.stem}-gap.html")
        out.next("map", path, "--column", f"scenario_gap_{found.columns[0]}", "-o", page)


def tell_changes(out: Output, changes: Sequence[GroupChange], *, counted: bool) -> None:
    """Winners and losers: a sentence for everybody, and a table by group."""
    figures = list(dict.fromkeys(change.figure for change in changes))
    unit = out.text("unit_residents" if counted else "unit_origins")
    for figure in figures[:MOST_FIGURES]:
        mine = [change for change in changes if change.figure == figure]
        every = mine[0]
        out.line()
        key = "winners_none" if not every.gain and not every.lose else "winners"
        out.say(
            key, figure=figure, gain=_whole(out, every.gain), lose=_whole(out, every.lose), unit=unit,
            before=_whole(out, every.mean_before), after=_whole(out, every.mean_after),
        )  # fmt: skip
        if every.loss is not None and every.loss > 0:
            out.say(
                "loss_told", loss=out.number(100 * every.loss, 1), much=out.number(100 * (every.losing_much or 0.0), 1),
                cut=out.number(100 * (every.cut_off or 0.0), 1), unit=unit,
            )  # fmt: skip
        if len(mine) > 1:
            heads = ("head_group", "head_gain", "head_lose", "head_before", "head_after", "head_lost")
            rows = [[out.text(head) for head in heads]]
            for change in mine:
                name = out.text("group_all") if change.group == "all" else change.group
                values = (change.gain, change.lose, change.mean_before, change.mean_after)
                loss = "–" if change.loss is None else out.percent(100 * change.loss, 1)
                rows.append([name, *(_whole(out, value) for value in values), loss])
            out.table(rows)


def tell_cases(out: Output, changes: Sequence[GroupChange], *, counted: bool) -> None:
    """Winners and losers by hour and profile: a table for each figure, a row for each case and group."""
    unit = out.text("unit_residents" if counted else "unit_origins")
    for figure in list(dict.fromkeys(change.figure for change in changes))[:MOST_FIGURES]:
        mine = [change for change in changes if change.figure == figure]
        apart = [
            name for name in ("hour", "profile") if any(getattr(change, name) is not None for change in mine)
        ]  # fmt: skip
        if len({change.group for change in mine}) > 1:
            apart.append("group")
        out.line()
        out.say("cases_told", figure=figure, unit=unit)
        heads = [f"head_{name}" for name in (*apart, "gain", "lose", "before", "after", "lost")]
        rows = [[out.text(head) for head in heads]]
        for change in mine:
            names = [str(getattr(change, name) or "") for name in apart]
            names = [out.text("group_all") if name == "all" else name for name in names]
            values = (change.gain, change.lose, change.mean_before, change.mean_after)
            loss = "–" if change.loss is None else out.percent(100 * change.loss, 1)
            rows.append([*names, *(_whole(out, value) for value in values), loss])
        out.table(rows)


def _whole(out: Output, value: float) -> str:
    return out.number(value, 0 if abs(value) >= 10 or value == round(value) else 1)
