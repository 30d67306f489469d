"""What a counsellor asks in an interview, few things, and the kind of resident that the answers make.

An answer that is left out is as usual for the kind of resident that was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from portee.core.clock import DAY_S, format_time_of_day
from portee.core.errors import ParameterError
from portee.core.week import format_days
from portee.people.library import shipped_profiles
from portee.people.profile import Child, Profile, Stop, Vehicle
from portee.people.schedule import Schedule, Shift

__all__ = ["CHILDREN", "DAYS_ASKED", "LICENCES", "VEHICLES", "WALKS", "Interview", "profile_of"]

DAYS_ASKED = {
    "mon-fri": ("mon", "tue", "wed", "thu", "fri"),
    "mon-sat": ("mon", "tue", "wed", "thu", "fri", "sat"),
    "every": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "weekend": ("sat", "sun"),
}
LICENCES = ("yes", "no")
VEHICLES = ("none", "bicycle", "e_bike", "moped", "car")
CHILDREN = ("none", "childcare", "school", "both")
WALKS = ("short", "pushchair", "wheelchair")

SHORT_WALK_MIN = 8
"""Longest walk of somebody who walks little: the words of the form say it."""

ENERGY: dict[str, Any] = {"bicycle": "human", "e_bike": "electric", "moped": "petrol", "car": "petrol"}
AGE: dict[str, float] = {"childcare": 2, "school": 6}
DWELL_MIN: dict[str, float] = {"childcare": 10, "school": 5}
"""As in the profiles that come with Portée."""


@dataclass(frozen=True)
class Interview:
    """The answers.

    Attributes:
        lat, lon: where they live, degrees.
        profile: id of the kind of resident that is nearest.
        start, end: of work, minutes after midnight; an end before the start is on the next day. days: of `DAYS_ASKED`.
        budget_eur: most a month. longest_min: most one way.
        licence, vehicle, children, walk: one of `LICENCES`, `VEHICLES`, `CHILDREN`, `WALKS`.
    """

    lat: float
    lon: float
    profile: str
    start: int | None = None
    end: int | None = None
    days: str | None = None
    budget_eur: int | None = None
    longest_min: int | None = None
    licence: str | None = None
    vehicle: str | None = None
    children: str | None = None
    walk: str | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """Names of what was answered beside where and who."""
        return tuple(f.name for f in fields(self)[3:] if getattr(self, f.name) is not None)


def profile_of(interview: Interview) -> Profile:
    """The kind of resident of the answers.

    Raises:
        ParameterError: there is no such profile.
        pydantic.ValidationError: the answers do not hold together, such as a car licence at sixteen.
    """
    # By its id alone: who asks over the web may name no file.
    profile = next((known for known in shipped_profiles() if known.id == interview.profile), None)
    if profile is None:
        ids = ", ".join(known.id for known in shipped_profiles())
        raise ParameterError("There is no such profile.", mend=f"Choose one of: {ids}.")
    changes: dict[str, Any] = {**_work(interview, profile), **_vehicles(interview, profile)}
    changes |= _children(interview, profile)
    changes |= {"limits": _limits(interview, profile), "walking": _walking(interview, profile)}
    return profile.replace(**changes) if interview.told else profile


def _work(interview: Interview, profile: Profile) -> dict[str, Any]:
    if interview.start is None and interview.end is None and interview.days is None:
        return {}
    usual = profile.schedule.shifts[0]
    length = usual.end_s - usual.start
    start = usual.start if interview.start is None else interview.start * 60
    end = (start + length) % DAY_S if interview.end is None else interview.end * 60
    days = usual.days if interview.days is None else DAYS_ASKED[interview.days]
    shift = Shift.model_validate(
        {
            "days": format_days(days), "start": format_time_of_day(start), "end": format_time_of_day(end),
            "night": end <= start,
        }
    )  # fmt: skip
    return {"schedule": Schedule(shifts=(shift,), weeks_per_year=profile.schedule.weeks_per_year)}


def _vehicles(interview: Interview, profile: Profile) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if interview.licence is not None:
        others = tuple(licence for licence in profile.licences or () if licence != "B")
        changes["licences"] = (*others, "B") if interview.licence == "yes" else others
    if interview.vehicle is not None:
        kind: Any = interview.vehicle
        own = next((vehicle for vehicle in profile.vehicles if vehicle.kind == kind), None)
        found = None if kind == "none" else own or Vehicle(kind=kind, energy=ENERGY[kind])
        changes["vehicles"] = () if found is None else (found,)
    return changes


def _children(interview: Interview, profile: Profile) -> dict[str, Any]:
    if interview.children is None:
        return {}
    kinds: tuple[Any, ...] = {"none": (), "both": ("school", "childcare")}.get(
        interview.children, (interview.children,)
    )
    children = tuple(child.model_copy(update={"care": "none"}) for child in profile.household.children)
    brought = tuple(Child(age=AGE[kind], care=kind) for kind in kinds)
    household = profile.household.model_copy(update={"children": (*children, *brought) if kinds else children})
    return {
        "household": household,
        "stops": tuple(Stop(kind=kind, dwell_min=DWELL_MIN[kind]) for kind in kinds),
    }


def _limits(interview: Interview, profile: Profile) -> Any:
    changes: dict[str, Any] = {}
    if interview.budget_eur is not None:
        changes["budget_eur_month"] = float(interview.budget_eur)
    if interview.longest_min is not None:
        changes["max_time_min"] = float(interview.longest_min)
    if interview.vehicle in ("bicycle", "e_bike"):
        changes["cycles"] = True
    return profile.limits.model_copy(update=changes)


def _walking(interview: Interview, profile: Profile) -> Any:
    changes: dict[str, Any] = {}
    if interview.walk == "short":
        changes["max_min"] = min(float(SHORT_WALK_MIN), profile.walking.max_min)
    if interview.walk in ("pushchair", "wheelchair"):
        changes[interview.walk] = True
    return profile.walking.model_copy(update=changes)
