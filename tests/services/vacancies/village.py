"""One vacancy of the invented village, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from portee.people.library import shipped_profiles
from portee.services.gather import gather
from portee.services.offers import read_offers
from portee.services.residents import Residents, residents_of, squares_of
from portee.services.vacancies.grouping import groups_of
from portee.services.vacancies.posted import shift_of
from portee.services.vacancy import VacancyAnswer, vacancy
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.reports.samples import SCRIPT

__all__ = ["DAY", "FARES", "Village", "village_of"]

DAY = date(2026, 9, 8)
FARES = """
tariffs:
  - {id: month, title: {fr: Abonnement mensuel, en: Monthly pass}, network: town, kind: month, price_eur: 60}
"""


@dataclass(frozen=True)
class Village:
    """A network, and answers for a vacancy by each way of knowing who lives where."""

    world: World
    mix: VacancyAnswer
    labels: np.ndarray[tuple[int], np.dtype[np.object_]]
    squares: VacancyAnswer


def village_of(world: World, territory: SyntheticTerritory, folder: Path) -> Village:
    """A job from 06:00 to 13:00 on weekdays, 1,500 euros net; three kinds of residents, one of whom brings a child."""
    shelf = folder / "fares.yaml"
    shelf.write_text(FARES, encoding="utf-8")
    wanted = ("night-cleaner", "reference-employee-car", "single-parent-no-car")
    profiles = tuple(profile for profile in shipped_profiles() if profile.id in wanted)
    residents = residents_of(gather(territory.cells, world.network), profiles, world.network)
    name, labels = groups_of(residents.homes, str(territory.priority), world.network)
    assert (labels != "").any()
    labels[labels != ""] = SCRIPT
    middle = int(np.argmax(residents.people.sum(axis=0)))
    homes = residents.homes
    work = Places(np.array(["workplace"], dtype=object), homes.lon[[middle]], homes.lat[[middle]])

    def answered(people: Residents, **options: object) -> VacancyAnswer:
        return vacancy(
            world, work, shift_of(6 * 3600, 13 * 3600, ("mon", "tue", "wed", "thu", "fri")), residents=people,
            offers=read_offers(shelf, world.network), day=DAY, **options,  # type: ignore[arg-type]
        )  # fmt: skip

    mix = answered(residents, wage_eur_month=1500.0, group=(name, labels))
    return Village(world, mix, labels, answered(squares_of(profiles, world.network)))
