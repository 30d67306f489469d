"""An answer about goods as JSON values: the same for a program as for people."""

from __future__ import annotations

from typing import Any

from portee.logistics.performance import Performance
from portee.services.logistics.answer import GoodsAnswer, sited_facts
from portee.services.logistics.resolve import Goods
from portee.services.logistics.told import FIGURES
from portee.services.logistics.write import unserved_rows

__all__ = ["figures_facts", "goods_facts"]


def figures_facts(one: Performance, goods: Goods) -> dict[str, Any]:
    """Figures of a day, in all and per parcel."""
    return {
        "parcels": one.parcels, "rounds": one.rounds, "trips": one.trips,
        "jobs": one.jobs(goods.days_year, goods.hours_full_time),
        **{name: getattr(one, name) for name, _ in FIGURES},
        "per_parcel": {name: one.per_parcel(name) for name, _ in FIGURES},
    }  # fmt: skip


def goods_facts(answer: GoodsAnswer) -> dict[str, Any]:
    """The whole answer: figures of the plan, alone or beside those of vans; how sites were found; what is left."""
    sited = {"micro_hubs": answer.hubs, "lockers": answer.lockers}
    told = {
        **{name: sited_facts(one) for name, one in sited.items() if one is not None},
        "unserved": unserved_rows(answer.found), "iterations": answer.found.doors.plan.iterations, "bound": None,
        "notes": list(answer.found.notes),
    }  # fmt: skip
    plan = figures_facts(answer.found.figures, answer.goods)
    if answer.vans is None:
        return {**plan, **told}
    vans = figures_facts(answer.vans.figures, answer.goods)
    return {"plan": plan, "vans": vans, **told, "unserved_vans": unserved_rows(answer.vans)}
