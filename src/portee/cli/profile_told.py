"""What `portee profile-access` tells: the answer in sentences, a small table by profile, remarks, the next command."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.core.declared import Words
    from portee.services.neighbourhood.equity import EquityTable, Summed
    from portee.services.profile_access import ProfileAccess

__all__ = ["tell_profile_access"]

MOST_KINDS = 4
WIDEST = 44
"""Letters of a profile's title in the table."""


def tell_profile_access(
    out: Output,
    path: Path,
    beside: Path,
    access: ProfileAccess,
    table: EquityTable,
    remarks: Sequence[Words],
    *,
    wide: bool,
) -> None:
    """After portee profile-access."""
    from portee.reports.notes import note_texts
    from portee.services.neighbourhood.columns import slug

    if not out.talks:
        return
    for kind in access.kinds[:MOST_KINDS]:
        _answer(out, access, table, kind)
        out.line()
        out.table(_rows(out, access, table, kind))
        out.line()
    out.say("pa_done", cells=len(access.cells), profiles=len(access.profiles), path=path)
    out.say("pa_summary", path=beside)
    for text in (*(words.in_(out.lang) for words in remarks), *map(str, note_texts(access.notes, out.lang))):
        out.say("result_note", text=text)
    out.line()
    if not wide:
        out.say("pa_wide")
    elif path.suffix.lower() != ".csv":
        column = f"{slug(access.profiles[0].id)}_{access.kinds[0]}_within_reach"
        out.next("map", path, "--column", column, "-o", path.with_suffix(".html"))


def _answer(out: Output, access: ProfileAccess, table: EquityTable, kind: str) -> None:
    """One kind of opportunities in sentences."""
    from portee.services.neighbourhood.columns import SCENARIOS

    present = access.scenarios[0]
    titles = {profile.id: profile.title.in_(out.lang) for profile in access.profiles}
    each = [row for id in titles if (row := table.find(present, kind, id)) is not None and not math.isnan(row.mean)]
    if not each:
        return
    low, high = min(each, key=lambda row: row.mean), max(each, key=lambda row: row.mean)
    ends = {
        "worst": _number(out, low.mean), "lowest": titles[low.profile], "best": _number(out, high.mean),
        "highest": titles[high.profile],
    }  # fmt: skip
    every = table.find(present, kind)
    if every is None or math.isnan(every.mean):
        out.say("pa_mean_apart", kind=kind, **ends)
        return
    out.say("pa_mean", kind=kind, mean=_number(out, every.mean), share=_percent(out, every.share), **ends)
    if not math.isnan(every.affordable_share):
        out.say("pa_money", share=_percent(out, every.affordable_share))
    if not math.isnan(every.fgt_0):
        line, gini = _number(out, every.line), _number(out, every.gini, 2)
        out.say("pa_poor", share=_percent(out, every.fgt_0), line=line, gini=gini)
    for scenario in access.scenarios[1:]:
        after = table.find(scenario, kind)
        lost = [
            row for id in titles if (row := table.find(scenario, kind, id)) is not None and not math.isnan(row.loss)
        ]
        if after is None or not lost:
            continue
        worst = max(lost, key=lambda row: row.loss)
        name = SCENARIOS[scenario].in_(out.lang)
        name = name[0].upper() + name[1:]
        if worst.loss <= 0:
            out.say("pa_gain", scenario=name)
            continue
        out.say(
            "pa_loss", scenario=name, loss=_number(out, after.loss),
            share=_percent(out, after.loss / every.mean if every.mean else 0.0), profile=titles[worst.profile],
            most=_number(out, worst.loss),
        )  # fmt: skip


def _rows(out: Output, access: ProfileAccess, table: EquityTable, kind: str) -> list[list[str]]:
    from portee.services.neighbourhood.equity import ALL

    present, others = access.scenarios[0], access.scenarios[1:]
    heads = ["pa_head_profile", "pa_head_people", "pa_head_mean", "pa_head_share", "pa_head_affordable", "pa_head_poor"]
    rows = [
        [
            *(out.text(head) for head in heads),
            *(out.text(f"pa_loss_{id}") for id in others),
        ]
    ]
    titles = {profile.id: profile.title.in_(out.lang) for profile in access.profiles}
    for id in (ALL, *titles):
        row = table.find(present, kind, id)
        if row is None:
            continue
        title = out.text("pa_all") if id == ALL else titles[id]
        losses = [_loss(out, table.find(scenario, kind, id)) for scenario in others]
        shares = (row.share, row.affordable_share, row.fgt_0)
        rows.append(
            [
                title if len(title) <= WIDEST else f"{title[: WIDEST - 1]}…", _number(out, row.people),
                _number(out, row.mean), *(_percent(out, share) for share in shares), *losses,
            ]
        )  # fmt: skip
    return rows


def _loss(out: Output, row: Summed | None) -> str:
    return "–" if row is None else _number(out, row.loss)


def _number(out: Output, value: float, decimals: int | None = None) -> str:
    if not math.isfinite(value):
        return "–"
    if decimals is None:
        decimals = 0 if abs(value) >= 100 or value == round(value) else 1
    return out.number(value + 0.0, decimals)


def _percent(out: Output, share: float) -> str:
    return _number(out, 100 * share, 0 if abs(share) >= 0.1 or share == 0 else 1) if math.isfinite(share) else "–"
