"""An answer made by hand: two cells, two profiles, one kind, three situations."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import shapely

from portee.people.library import find_profile
from portee.people.mix import ProfileMix
from portee.services.profile_access import PRESENT, Competition, ProfileAccess
from portee.services.residents import Residents
from portee.territory.places import Places
from tests.services.neighbourhoods import DAY

__all__ = ["REACHED", "hand_access", "hand_cells"]

REACHED = np.array(
    [
        [[[40.0], [10.0]], [[80.0], [80.0]]],
        [[[40.0], [0.0]], [[20.0], [80.0]]],
        [[[40.0], [10.0]], [[80.0], [80.0]]],
    ]
)
"""Scenario × profile × cell × kind: night cleaners have 40 and 10 of 100 jobs, old diesels 80 and 80."""


def hand_cells(**columns: Any) -> Places:
    squares = [shapely.box(west, 43.0, west + 0.005, 43.005) for west in (5.0, 5.01)]
    attributes = pl.DataFrame({"mean_living_standard_eur": [10_000.0, 30_000.0], **columns})
    return Places(
        np.array(["a", "b"], dtype=object), np.array([5.0025, 5.0125]), np.array([43.0025, 43.0025]), attributes,
        np.asarray(squares, dtype=object),
    )  # fmt: skip


def hand_access(*, mix: bool = True, households: tuple[float, float] = (100, 50), **columns: Any) -> ProfileAccess:
    """30 night cleaners and 10 old diesels in cell a, 10 and 50 in cell b; or 40 and 60 residents of any kind."""
    profiles = (find_profile("night-cleaner"), find_profile("jobseeker-old-diesel"))
    people = np.array([[30.0, 10.0], [10.0, 50.0]])
    totals = people.sum(axis=0)
    known = ProfileMix(
        ("night-cleaner", "jobseeker-old-diesel"), people.T, people.T * 0.5, people.T * 2, np.zeros((2, 2)),
        np.repeat(totals[:, None], 2, 1), totals, np.zeros(2), np.array(households, float), np.zeros(2, np.bool_),
        11, 0.9, 1, True, (),
    )  # fmt: skip
    cells = hand_cells(**columns)
    residents = (
        Residents(cells, profiles, "mix", people, known, households=known.households, imputed=known.imputed)
        if mix
        else Residents(cells, profiles, "residents", np.tile(totals, (2, 1)))
    )
    per_person = np.array([[[1.0], [0.5]], [[2.0], [1.5]]])
    competition = Competition(per_person, per_person * people[:, :, None], np.array([5.0]))
    return ProfileAccess(
        residents, ("jobs",), (PRESENT, "low_emission_zone", "energy"), DAY, REACHED,
        np.array([[[50.0], [10.0]], [[80.0], [100.0]]]), np.array([100.0]), 7, competition if mix else None,
        ("A note.",), ({"parameter": "energy.diesel", "value": 1.7, "factor": 1.0},), (4, 20), 3,
    )  # fmt: skip
