"""The answers for one person, one vacancy and a territory, called from Python as on the command line.

    import portee

    world = portee.open_world("marseille")
    answer = portee.diagnose(world, "night-cleaner", (43.3262, 5.3725), "jobs.csv", offers="marseille")
    print(answer.reached, "of", answer.total)

Profiles are ids of those that come with Portée, paths of YAML files, or `Profile`s; offers a path, a name or `Offers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from portee.core.clock import parse_time_of_day
from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.core.week import parse_days
from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.people.library import find_profile, shipped_profiles
from portee.people.profile import Profile, Tenure
from portee.services.benefit_situations import housing_of
from portee.services.describe import suggested_date
from portee.services.diagnose import Diagnosis
from portee.services.diagnose import diagnose as diagnosed
from portee.services.gather import gather, gather_all
from portee.services.offers import read_offers
from portee.services.profile_access import ProfileAccess, what_ifs
from portee.services.profile_access import profile_access as computed
from portee.services.residents import Residents, residents_of, squares_of
from portee.services.vacancies.posted import shift_of
from portee.services.vacancy import VacancyAnswer
from portee.services.vacancy import vacancy as answered
from portee.sources.places import places_from_frame
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["diagnose", "profile_access", "vacancy"]

PlacesLike: TypeAlias = "geopandas.GeoDataFrame | Places | Path | str"
ProfileLike: TypeAlias = Profile | Path | str
OffersLike: TypeAlias = Offers | Path | str | None


def diagnose(  # noqa: PLR0913 - one argument per thing a counsellor may say
    world: World | Path | str,
    profile: ProfileLike,
    home: tuple[float, float],
    jobs: PlacesLike,
    *,
    childcare: PlacesLike | None = None,
    school: PlacesLike | None = None,
    offers: OffersLike = None,
    day: date | None = None,
    budget_eur: float | None = None,
    tenure: Tenure | None = None,
    commune: str | None = None,
    progress: Progress | None = None,
) -> Diagnosis:
    """What is within reach of one person, why the rest is not, and what would unlock most. Nothing is written.

    Args:
        world: an opened world, or the folder of a network.
        profile: who. home: latitude and longitude, degrees.
        jobs: places of work, with `jobs`, `start`, `end`, `days`, `night`, `wage` where known.
        childcare, school: places that take children, with `opens`, `closes` and `free` where known.
        offers: what there is, at which price. day: any date of the week asked about, a usual one when left out.
        budget_eur: most that a month may cost, instead of the profile's.
        tenure: how the household is housed, instead of the profile's. commune: INSEE code of where. Both are needed for
            the change of benefits.
        progress: told of each step.

    Raises:
        PorteeError: something given is wrong; the message says what, where and how to mend it.
    """
    there, who = _world(world), _profile(profile)
    care = {
        kind: _places(places, there.network, kind)
        for kind, places in (("childcare", childcare), ("school", school))
        if places is not None
    }
    return diagnosed(
        there, who, _position("home", home), _places(jobs, there.network, "jobs"),
        offers=_offers(offers, there.network), day=_day(day, there.network), care=care, budget_eur=budget_eur,
        housing=housing_of(who, tenure, commune),
        threads=cpu_count() or 1, progress=progress,
    )  # fmt: skip


def vacancy(  # noqa: PLR0913 - five things of the firm, and the territory's data
    world: World | Path | str,
    workplace: tuple[float, float],
    start: str,
    end: str,
    *,
    days: str = "mon-fri",
    wage_eur_month: float | None = None,
    territory: PlacesLike | None = None,
    profiles: Sequence[ProfileLike] = (),
    offers: OffersLike = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> VacancyAnswer:
    """From where and by whom a job can be taken up, and what would add most.

    Args:
        world: an opened world, or the folder of a network.
        workplace: latitude and longitude, degrees.
        start, end: "05:30"; an end before the start is on the next day. days: "mon-fri".
        wage_eur_month: net.
        territory: who lives where; squares over the network when left out.
        profiles: kinds of residents, all that come with Portée when left out.
        offers, day, progress: as for `diagnose`.

    Raises:
        PorteeError: something given is wrong.
    """
    there = _world(world)
    shift = shift_of(parse_time_of_day(start), parse_time_of_day(end), parse_days(days))
    return answered(
        there, _position("workplace", workplace), shift, residents=_residents(territory, profiles, there.network),
        offers=_offers(offers, there.network), day=_day(day, there.network), wage_eur_month=wage_eur_month,
        threads=cpu_count() or 1, progress=progress,
    )  # fmt: skip


def profile_access(  # noqa: PLR0913 - one argument per input
    world: World | Path | str,
    territory: PlacesLike,
    opportunities: PlacesLike,
    weights: Sequence[str] | str,
    *,
    profiles: Sequence[ProfileLike] = (),
    offers: OffersLike = None,
    energy: float | None = None,
    evening: str | None = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> ProfileAccess:
    """What every kind of resident has within reach of every cell, there and back, now and under what-ifs.

    Args:
        world: an opened world, or the folder of a network.
        territory: who lives where. opportunities: what they want to reach. weights: its columns to count.
        profiles: kinds of residents, all that come with Portée when left out.
        energy: factor on all prices of energy, such as 1.3. evening: "20:00", when no vehicle begins its trip any more.
        offers, day, progress: as for `diagnose`.

    Raises:
        PorteeError: something given is wrong.
    """
    there = _world(world)
    kinds = [weights] if isinstance(weights, str) else list(weights)
    places = (
        gather_all([opportunities], there.network, weights=kinds)
        if isinstance(opportunities, (str, Path))
        else _places(opportunities, there.network, "opportunities")
    )
    scenarios = what_ifs(
        _offers(offers, there.network), energy=energy,
        evening_s=None if evening is None else parse_time_of_day(evening),
    )  # fmt: skip
    return computed(
        there, _residents(territory, profiles, there.network), places, kinds, scenarios=scenarios,
        day=_day(day, there.network), threads=cpu_count() or 1, progress=progress,
    )  # fmt: skip


def _world(world: World | Path | str) -> World:
    return world if isinstance(world, World) else World.open(world)


def _profile(profile: ProfileLike) -> Profile:
    return profile if isinstance(profile, Profile) else find_profile(str(profile))


def _offers(offers: OffersLike, network: Network) -> Offers:
    return offers if isinstance(offers, Offers) else read_offers(offers, network)


def _places(places: PlacesLike, network: Network, name: str) -> Places:
    if isinstance(places, Places):
        return places
    if isinstance(places, (str, Path)):
        return gather(places, network)
    return places_from_frame(places, near=network.bounds, name=name)


def _residents(territory: PlacesLike | None, profiles: Sequence[ProfileLike], network: Network) -> Residents:
    who = tuple(_profile(profile) for profile in profiles) or shipped_profiles()
    if territory is None:
        return squares_of(who, network)
    return residents_of(_places(territory, network, "territory"), who, network)


def _position(name: str, position: tuple[float, float]) -> Places:
    latitude, longitude = position
    return Places(np.array([name], dtype=object), np.array([float(longitude)]), np.array([float(latitude)]))


def _day(day: date | None, network: Network) -> date:
    found = suggested_date(network) if day is None else day
    if found is None:
        raise ParameterError("The network has no timetable to take a date from.", mend="Give a day.")
    return found
