"""What a parcel costs, emits or takes of the street: by rounds of goods, by vans from the depot, or between the two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from portee.core.declared import Declared, Words, declared_of
from portee.core.errors import ParameterError, Where
from portee.services.evidence.access import rounded
from portee.services.evidence.ground import Ground, told
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import NetworkFiles
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.compute import Streets, route_goods, route_vans
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.design import design_goods
from portee.services.logistics.orders import Finder
from portee.services.logistics.resolve import resolved_goods
from portee.world import World

__all__ = ["GOODS_PER_PARCEL", "GoodsPerParcel"]

UNITS = {
    "cost": "EUR/parcel", "g_co2e": "g CO2e/parcel", "km": "km/parcel", "kerb_min": "min/parcel",
    "noise_h": "h/parcel", "driver_h": "h/parcel", "insertion_h": "h/parcel",
}  # fmt: skip


class GoodsPerParcel(Declared):
    """A plan of goods written out, whose files are inputs, and the figure that is asked of it.

    Attributes:
        figure: which. of: the plan's rounds, the vans from the depots, or the first less the second.
        draws: how many draws of the orders are looked at; the first is that of the plan.
    """

    network: NetworkFiles
    plan: dict[str, Any]
    figure: Literal["cost", "g_co2e", "km", "kerb_min", "noise_h", "driver_h", "insertion_h"] = "cost"
    of: Literal["plan", "vans", "difference"] = "difference"
    draws: Annotated[int, Field(ge=1, le=50)] = 1


def _compute(settings: GoodsPerParcel, ground: Ground) -> Figured:
    world = ground.world(settings.network)
    declared = declared_of(settings.plan, GoodsFile, "settings.plan")
    if settings.draws > 1 and declared.drawn is None:
        raise ParameterError(
            "The orders of the plan are not drawn: every draw would be the same.", where=Where(field="draws"),
            mend="Give draws: 1.",
        )  # fmt: skip
    if settings.of != "plan" and not declared.vans:
        raise ParameterError(
            "The plan has no vans to compare with.",
            where=Where(field="plan.vans"),
            mend="Declare some, or ask of: plan.",
        )

    def find(name: str) -> Path:
        return ground.file(name)

    values, left, first = [], 0, None
    for draw in range(settings.draws):
        drawn = (
            None if declared.drawn is None else declared.drawn.model_copy(update={"seed": declared.drawn.seed + draw})
        )
        answer = _answer(world, declared.model_copy(update={"drawn": drawn}), find, ground)
        values.append(_value(answer, settings))
        left += sum(len(one.unserved) for one in (answer.found, answer.vans) if one is not None)
        first = first or answer
    assert first is not None
    caveats = [*told(tuple(dict.fromkeys((*first.found.notes, *(first.vans.notes if first.vans else ())))))]
    caveats += [text(words.fr, words.en) for words in declared.assumptions]
    if left:
        caveats.append(
            text(
                f"En tout, {left} arrêts n'étaient dans aucune tournée : les cas ne portent pas sur les mêmes colis.",
                f"In all, {left} stops were in no round: the cases are not of the same parcels.",
            )
        )
    several = settings.draws > 1
    interval = text(
        f"Selon le tirage des commandes : le plus bas et le plus haut de {settings.draws} tirages.",
        f"By the draw of the orders: the lowest and the highest of {settings.draws} draws.",
    )
    none = text("Aucun intervalle n'a été calculé.", "No interval was computed.")
    return Figured(
        rounded(values[0]), UNITS[settings.figure], interval if several else none,
        rounded(min(values)) if several else None, rounded(max(values)) if several else None, tuple(caveats),
    )  # fmt: skip


def _answer(world: World, declared: GoodsFile, find: Finder, ground: Ground) -> GoodsAnswer:
    threads = ground.threads or 1
    if declared.siting is not None:
        return design_goods(world, declared, find, threads=threads, progress=ground.progress)
    goods = resolved_goods(declared, world.network, find, "settings.plan")
    streets = Streets(world, goods, threads=threads, progress=ground.progress)
    vans = route_vans(world, goods, streets=streets) if goods.vans else None
    return replace(GoodsAnswer(goods, route_goods(world, goods, streets=streets)), vans=vans)


def _value(answer: GoodsAnswer, settings: GoodsPerParcel) -> float:
    plan = answer.found.figures.per_parcel(settings.figure)
    vans = None if answer.vans is None else answer.vans.figures.per_parcel(settings.figure)
    if (plan is None and settings.of != "vans") or (vans is None and settings.of != "plan"):
        raise ParameterError(
            "No parcel is delivered: nothing can be told per parcel.", where=Where(field="plan"),
            mend="Route the plan to learn why.",
        )  # fmt: skip
    if settings.of == "difference":
        return (plan or 0.0) - (vans or 0.0)
    return (plan if settings.of == "plan" else vans) or 0.0


GOODS_PER_PARCEL = Recipe(
    "goods-per-parcel",
    Words(fr="Livrer un colis", en="Delivering a parcel"),
    Words(
        fr="Ce qu'un colis coûte, émet ou prend à la rue, par les tournées d'un plan, par des fourgons depuis le "
        "dépôt, ou entre les deux.",
        en="What a parcel costs, emits or takes of the street, by the rounds of a plan, by vans from the depot, or "
        "between the two.",
    ),
    GoodsPerParcel, _compute,
)  # fmt: skip
