"""One answer for one resident of the invented village."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from portee.services.diagnose import Diagnosis, diagnose
from portee.services.gather import gather
from portee.services.offers import read_offers
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.people.profiles import profile
from tests.reports.samples import SCRIPT

OFFERS = """
tariffs:
  - {id: month, title: {fr: Abonnement mensuel, en: Monthly pass}, network: town, kind: month, price_eur: 50}
  - id: solidarity
    title: {fr: Abonnement solidaire, en: Solidarity pass}
    network: town
    kind: month
    price_eur: 12
    eligibility: [{fact: rights, has: css}]
services:
  - {kind: loan, id: e-bike, title: {fr: Vélo électrique loué, en: Hired e-bike}, vehicle: e_bike, energy: electric,
     eur_month: 30, eligibility: [{fact: age, at_least: 18}]}
"""
DAY = date(2026, 9, 8)

__all__ = ["DAY", "OFFERS", "Village", "village_of"]


@dataclass(frozen=True)
class Village:
    """A network and the answer for one of its residents."""

    world: World
    diagnosis: Diagnosis


def village_of(world: World, territory: SyntheticTerritory, folder: Path) -> Village:
    """A resident without a car who brings a child to childcare and works from 8 to 19; wages known for one job in two.

    The first job has a name that would run as a script if it ever became markup.
    """
    shelf = folder / "offers.yaml"
    shelf.write_text(OFFERS, encoding="utf-8")
    jobs = gather(territory.jobs, world.network, weights=["jobs"])
    names = jobs.attributes["name"].to_list()
    wages = [1400 if k % 2 else None for k in range(len(jobs))]
    attributes = jobs.attributes.with_columns(name=pl.Series([SCRIPT, *names[1:]]), wage=pl.Series(wages))
    work = Places(jobs.ids, jobs.lon, jobs.lat, attributes, None, jobs.provenance)
    home = Places(np.array(["home"], dtype=object), np.array([4.998]), np.array([43.1]))
    who = profile(
        age=30, status="jobseeker", household={"adults": 1, "children": [{"age": 2, "care": "childcare"}]},
        income=[{"source": "unemployment", "eur_month": 700}], licences=[], bank_card=True, smartphone=True,
        limits={"max_time_min": 25, "budget_eur_month": 20, "cycles": False},
        schedule={"shifts": [{"days": "mon-fri", "start": "08:00", "end": "19:00"}]},
        stops=[{"kind": "childcare", "dwell_min": 5}],
    )  # fmt: skip
    care = {"childcare": gather(territory.childcare, world.network)}
    found = diagnose(
        world, who, home, work, offers=read_offers(shelf, world.network), day=DAY, care=care
    )  # fmt: skip
    return Village(world, found)
