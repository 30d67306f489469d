"""A design of the invented village with its rounds, and an order that nobody can serve."""

from __future__ import annotations

from pathlib import Path

from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.design import design_goods, open_design
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_design

__all__ = ["village_answer"]


def village_answer(folder: Path, world: World, village: SyntheticTerritory) -> GoodsAnswer:
    """Two micro-hubs sited, eleven orders of which one opens too early, vans beside."""
    path = village_design(folder, village)
    lon, lat = village.centre_lon, village.centre_lat
    early = f"  - {{id: early, lon: {lon}, lat: {lat}, from: '05:00', until: '05:10'}}\n"
    words = (
        "title: {fr: Le village, en: The village}\nassumptions:\n  - {fr: Tout est inventé., en: All is invented.}\n"
    )
    text = path.read_text(encoding="utf-8").replace("orders:\n", f"orders:\n{early}", 1)
    path.write_text(words + text, encoding="utf-8")
    return design_goods(world, *open_design(path))
