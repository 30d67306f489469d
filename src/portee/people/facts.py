"""What is known of a kind of resident, as plain facts that eligibility rules ask for."""

from __future__ import annotations

from collections.abc import Mapping

from portee.people.profile import Profile

__all__ = ["FACTS", "Fact", "consumption_units", "facts_of"]

Fact = bool | float | str | tuple[str, ...] | None

FACTS: Mapping[str, str] = {
    "age": "years",
    "status": "towards work: jobseeker, employee, apprentice, student, trainee, self_employed, inactive, retired",
    "income_eur_month": "net income of the person, EUR per month",
    "household_income_eur_month": "net income of the household, EUR per month",
    "adults": "adults in the household",
    "children": "children in the household",
    "youngest_child": "age of the youngest child, years",
    "consumption_units": "OECD modified scale: 1, 0.5 per other person of 14 or more, 0.3 per younger child",
    "licence_am": "moped licence or one that includes it",
    "licence_a": "motorcycle licence (A1, A2 or A)",
    "licence_b": "car licence",
    "bank_card": "whether at hand",
    "smartphone": "whether at hand",
    "cycles": "whether cycling is an option",
    "carpool": "whether riding with others is an option",
    "wheelchair": "whether used",
    "pushchair": "whether used",
    "rights": "recognised rights",
    "passes": "ids of tariffs held",
    "vehicles": "kinds of vehicles at hand",
    "languages": "of information",
}
"""Facts by name, with what they mean."""


def consumption_units(profile: Profile) -> float:
    """OECD modified equivalence scale, as used by INSEE: 1 for the first adult, 0.5 for each other person of 14 or
    more, 0.3 for each younger child (INSEE, definition c1802).
    """
    children = [child.age for child in profile.household.children]
    others = profile.household.adults - 1 + sum(age >= 14 for age in children)
    return 1 + 0.5 * others + 0.3 * sum(age < 14 for age in children)


def facts_of(profile: Profile) -> dict[str, Fact]:
    """Facts by name (see `FACTS`), None where not known."""
    licences, children = profile.licences, profile.household.children
    own, others = profile.income_eur_month, profile.household.other_income_eur_month
    alone = profile.household.adults == 1
    return {
        "age": profile.age,
        "status": profile.status,
        "income_eur_month": own,
        "household_income_eur_month": None if own is None or (others is None and not alone) else own + (others or 0.0),
        "adults": float(profile.household.adults),
        "children": float(len(children)),
        "youngest_child": min((child.age for child in children), default=None),
        "consumption_units": consumption_units(profile),
        "licence_am": None if licences is None else bool(licences),
        "licence_a": None if licences is None else any(licence in ("A1", "A2", "A") for licence in licences),
        "licence_b": None if licences is None else "B" in licences,
        "bank_card": profile.bank_card,
        "smartphone": profile.smartphone,
        "cycles": profile.limits.cycles and not (profile.walking.wheelchair or profile.walking.pushchair),
        "carpool": profile.limits.carpool,
        "wheelchair": profile.walking.wheelchair,
        "pushchair": profile.walking.pushchair,
        "rights": profile.rights,
        "passes": profile.passes,
        "vehicles": tuple(vehicle.kind for vehicle in profile.vehicles),
        "languages": profile.languages,
    }
