"""Rounds of goods, called from Python as on the command line.

import portee

found = portee.goods_rounds("marseille", "goods.yaml")
beside = portee.goods_rounds("marseille", "goods.yaml", vans=True)
print(found.figures.per_parcel("cost"), beside.figures.per_parcel("cost"), found.unserved)
print(portee.goods_shares("marseille", "goods.yaml").cents)
designed = portee.goods_design("marseille", "nord-marseille", folders=["data"])
print([spot.id for spot in designed.hubs.opened])
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress
from portee.logistics.sharing import Shares
from portee.services.api import as_world
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.compute import Rounds, route_goods, route_vans, share_goods
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.design import design_goods, open_design
from portee.services.logistics.orders import Finder
from portee.services.logistics.resolve import Goods, open_goods
from portee.services.offers import no_offers
from portee.services.under_scenario import under_scenario
from portee.world import World

__all__ = ["goods_design", "goods_rounds", "goods_shares", "opened_design", "opened_goods"]


def opened_goods(
    world: World, plan: Path | str, scenario: Path | str | None = None, folders: Sequence[Path | str] = ()
) -> tuple[World, Goods]:
    """A plan, and the world after a scenario; `folders`: of files that it names. Raises SourceError, ManyProblems."""
    goods = open_goods(plan, world.network, folders=[Path(one) for one in folders])
    return _after(world, scenario, goods.declared.date), goods


def opened_design(
    world: World, plan: Path | str, scenario: Path | str | None = None, folders: Sequence[Path | str] = ()
) -> tuple[World, GoodsFile, Finder]:
    """A plan that asks for siting, where its files lie, and the world after a scenario. As `opened_goods`."""
    declared, find = open_design(plan, [Path(one) for one in folders])
    return _after(world, scenario, declared.date), declared, find


def _after(world: World, scenario: Path | str | None, day: date) -> World:
    if scenario is None:
        return world
    return under_scenario(Path(scenario), world, no_offers(), {}, day, homes_alone=True).world


def goods_design(
    world: World | Path | str, plan: Path | str, *, folders: Sequence[Path | str] = (),
    scenario: Path | str | None = None, threads: int = 1, progress: Progress | None = None,
) -> GoodsAnswer:  # fmt: skip
    """Micro-hubs and lockers sited, rounds made and verified, and vans from the depots beside them.

    Args:
        world: a network folder, or an opened world. plan: YAML file with `siting`, or the id of an example.
        folders: where files that the plan names are, when not beside it. scenario: closures, low-emission zones.
        threads: searches at a time. progress: told of each root searched.

    Raises:
        SourceError, ManyProblems: a file is wrong; all problems are told.
        ParameterError: what is asked is impossible, saying which limit, by how much, and what would do.
    """
    found, declared, find = opened_design(as_world(world), plan, scenario, folders)
    return design_goods(found, declared, find, threads=threads, progress=progress)


def goods_rounds(
    world: World | Path | str, plan: Path | str, *, scenario: Path | str | None = None, vans: bool = False,
    threads: int = 1, progress: Progress | None = None,
) -> Rounds:  # fmt: skip
    """Rounds of a plan of goods, each of them verified.

    Args:
        world: a network folder, or an opened world. plan: YAML file, see the page on goods.
        scenario: file of closures and low-emission zones.
        vans: the same orders brought by the vans of the plan, from the depots, instead.
        threads: searches at a time. progress: told of each root searched.

    Raises:
        SourceError, ManyProblems: a file is wrong; all problems are told.
        ParameterError: the plan has no vans, or micro-hubs without room for all.
    """
    found, goods = opened_goods(as_world(world), plan, scenario)
    if vans and not goods.vans:
        raise ParameterError(
            "The plan has no vans to compare with.",
            where=Where(str(plan), field="vans"),
            mend="Declare some, at a depot.",
        )
    return (route_vans if vans else route_goods)(found, goods, threads=threads, progress=progress)


def goods_shares(
    world: World | Path | str, plan: Path | str, *, scenario: Path | str | None = None, threads: int = 1
) -> Shares:
    """What each shop pays of the rounds to doors that all share. Raises as `goods_rounds`; fewer than two shops."""
    found, goods = opened_goods(as_world(world), plan, scenario)
    return share_goods(found, goods, threads=threads)
