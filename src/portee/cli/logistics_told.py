"""What portee logistics says of rounds: how many, whom nobody serves and why, and their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from portee.cli.output import Output
from portee.logistics.echelons import supplied_site
from portee.logistics.performance import Performance
from portee.logistics.unserved import Hindrance, Unserved
from portee.services.logistics.answer import GoodsAnswer, sited_facts
from portee.services.logistics.compute import Rounds
from portee.services.logistics.resolve import Goods
from portee.services.logistics.told import FIGURES

__all__ = ["tell_figures", "tell_rounds", "tell_sited"]

MOST_TOLD = 5
MINUTE, KM = 60, 1000


def tell_sited(out: Output, answer: GoodsAnswer) -> None:
    """Which places were found and how."""
    for what, sited in (("micro_hubs", answer.hubs), ("lockers", answer.lockers)):
        if sited is None:
            continue
        out.say(
            f"goods_sited_{what}", opened=len(sited.opened), spots=len(sited.spots),
            minutes=out.number(sited.mean_min, 1), share=out.number(100 * sited.share, 1),
        )  # fmt: skip
        rows = [[out.text(f"goods_spot_{name}") for name in ("id", "lon", "lat", "parcels", "cost")]]
        facts = sited_facts(sited)
        rows += [
            [one["id"] if not one["name"] else f"{one['id']} ({one['name']})", out.number(one["lon"], 5),
             out.number(one["lat"], 5), out.number(one["parcels"]), out.number(one["cost_day"], 2)]
            for one in facts["opened"]
        ]  # fmt: skip
        out.table(rows)
        gap = sited.found.gap
        out.say("goods_sited_best" if sited.found.optimal else "goods_sited_gap", gap=out.number(100 * gap, 1))
        if sited.found.timed:
            out.say("goods_sited_timed")
        for reason, count in sited.left_out.items():
            out.say(f"goods_sited_{reason}", count=count)


def tell_rounds(out: Output, found: Rounds, goods: Goods, written: Sequence[Path]) -> None:
    """Rounds, orders left with their reasons, and remarks."""
    served = sum(len(one.orders) for one in found.doors.plan.rounds)
    out.say(
        "goods_rounds", name=goods.declared.name, rounds=len(found.doors.plan.rounds),
        trips=sum(one.trips for one in found.doors.plan.rounds), served=served, orders=len(found.doors.problem.orders),
    )  # fmt: skip
    if found.supply is not None:
        out.say("goods_supply", rounds=len(found.supply.plan.rounds), vehicles=len(found.supply.problem.vehicles))
    out.say("goods_bound", iterations=found.doors.plan.iterations, seed=goods.declared.seed)
    for one in found.unserved[:MOST_TOLD]:
        out.line(_reason(out, one))
    if len(found.unserved) > MOST_TOLD:
        causes = Counter(one.hindrances[0].constraint for one in found.unserved)
        told = ", ".join(f"{out.text(f'goods_cause_{cause}')} {count}" for cause, count in causes.most_common())
        out.say("goods_more_left", count=len(found.unserved) - MOST_TOLD, causes=told)
    for path in written:
        out.say("goods_written", path=path)
    for note in found.notes:
        out.say("result_note", text=_note(out, note))


def tell_figures(out: Output, cases: Mapping[str, Performance], goods: Goods) -> None:
    """Figures in all and per parcel, one column for each case."""
    heads = [out.text(f"goods_case_{case}") for case in cases]
    rows = [["", *heads]]
    rows.append([out.text("goods_figure_parcels"), *(out.number(one.parcels) for one in cases.values())])
    for name, decimals in FIGURES:
        per = [one.per_parcel(name) for one in cases.values()]
        rows.append(
            [out.text(f"goods_figure_{name}"), *("–" if one is None else out.number(one, decimals) for one in per)]
        )
    jobs = [one.jobs(goods.days_year, goods.hours_full_time) for one in cases.values()]
    rows.append([out.text("goods_figure_jobs"), *(out.number(one, 2) for one in jobs)])
    out.table(rows)
    out.say("goods_per_parcel", days=goods.days_year, hours=goods.hours_full_time)


def _reason(out: Output, one: Unserved) -> str:
    """The vehicle that comes nearest, what it lacks, and what would make it possible."""
    nearest = min(one.hindrances, key=lambda found: (found.by is None, found.by or 0.0))
    site = supplied_site(one.order)
    order = one.order if site is None else out.text("goods_supply_of", site=site)
    return out.text(
        f"goods_left_{nearest.constraint}", order=order, vehicle=nearest.vehicle, amount=_amount(out, nearest)
    )


def _amount(out: Output, found: Hindrance) -> str:
    if found.by is None:
        return ""
    if found.unit == "s":
        return f"{out.number(found.by / MINUTE, 1)} min"
    if found.unit == "m":
        return f"{out.number(found.by / KM, 1)} km"
    if found.unit == "kg":
        return f"{out.number(found.by, 1)} kg"
    if found.unit == "litres":
        return f"{out.number(found.by, 1)} L"
    return out.text("goods_parcels", count=out.counted(found.by))


def _note(out: Output, note: str) -> str:
    from portee.reports.notes import note_texts

    (text,) = note_texts([note], out.lang)
    return str(text)
