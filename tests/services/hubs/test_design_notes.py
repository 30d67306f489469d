from __future__ import annotations

import numpy as np

from portee.hubs.demand.filled import TariffUse
from portee.services.hubs.design_frames import totals_frame
from portee.services.hubs.design_notes import notes_of
from portee.services.hubs.design_tables import NO_DAY
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.designs import asked_of


def told(world: World, territory: SyntheticTerritory, uses: list[TariffUse], **parts: object) -> str:
    to = asked_of(world, territory)
    people = np.ones((3, 2))
    given = {"short": {}, "able": ["x", "x", "x"], "unknown": [], "others": [], **parts}
    notes = notes_of(to, people, totals_frame(to.plan, uses), [], **given)  # type: ignore[arg-type]
    assert all(note.fr and note.en and note.fr != note.en for note in notes)
    return "\n".join(note.en for note in notes)


def test_what_is_far_from_usual_or_from_possible_is_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    busy = TariffUse(0, "t", 30_000, 0, 50, 1.5, 6, 2)
    cars = TariffUse(1, "t", 50, 0, 3, 2, 10, 4)
    text = told(
        xs_world, xs_territory, [busy, cars], short={"e-bike": 0.4}, able=["x", "", "x"], unknown=["a: deposit (b)"],
        others=["Tolls are not counted here.", NO_DAY.format(type="sunday")],
    )  # fmt: skip
    for part in (
        "people will often find none", "1.5 members a car", "outings a bike and day", "40% of the modelled use",
        "Can use none of the modelled services", "a: deposit (b)", "Tolls",
    ):  # fmt: skip
        assert part in text, part


def test_what_is_usual_is_not_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    text = told(xs_world, xs_territory, [TariffUse(1, "t", 50, 0, 3, 2, 10, 4)])
    for part in ("often find none", "Can use none", "Not known of", "The plan has"):
        assert part not in text
