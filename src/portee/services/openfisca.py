"""OpenFisca-France as the engine of benefits: our situations in its words, its variables in ours.

Source: OpenFisca-France (https://github.com/openfisca/openfisca-france, AGPL-3.0), an optional dependency, imported
only when it is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from portee.services.benefit_situations import TAX, Engine, Situation

__all__ = ["OpenFisca", "entities_of", "openfisca_engine"]

_MONTHLY = {
    "rsa": "rsa",
    "activity_bonus": "ppa_nette_crds",
    "housing": "aide_logement",
    "rent_reduction": "reduction_loyer_solidarite",
    "family": "af_nettes_crds",
    "family_supplement": "cf_net_crds",
    "family_support": "asf_nette_crds",
    "young_child": "paje_nette_crds",
    "old_age": "aspa",
}
_YEARLY = {"school_start": "ars_nette_crds", TAX: "irpp_economique"}
_ACTIVITIES = {
    "working": "actif", "unemployed": "chomeur", "student": "etudiant", "retired": "retraite", "inactive": "inactif",
}  # fmt: skip
_TENURES = {
    "tenant": "locataire_vide", "furnished": "locataire_meuble", "social_tenant": "locataire_hlm",
    "owner": "proprietaire", "free": "loge_gratuitement",
}  # fmt: skip

_YEARS_BACK = 3
"""Family benefits look two years back, and what they look at looks one year further."""

_DAYS_PER_YEAR = 365.2425
MONTHS = 12


def months_around(day: date) -> tuple[str, ...]:
    """Months during which a situation is the same: those of the year of a day and of the years before."""
    return tuple(
        f"{year}-{month:02d}" for year in range(day.year - _YEARS_BACK, day.year + 1) for month in range(1, MONTHS + 1)
    )


def entities_of(situations: Sequence[Situation], day: date) -> dict[str, Any]:
    """Situations as OpenFisca reads them: persons, families, tax households and homes, the same every month."""
    months = months_around(day)

    def always(value: Any) -> dict[str, Any]:
        return dict.fromkeys(months, value)

    persons: dict[str, Any] = {}
    families: dict[str, Any] = {}
    taxed: dict[str, Any] = {}
    homes: dict[str, Any] = {}
    for number, situation in enumerate(situations):
        couple = len(situation.adults) == 2
        adults = [f"adult_{number}_{k}" for k in range(len(situation.adults))]
        children = [f"child_{number}_{k}" for k in range(len(situation.children))]
        for name, adult in zip(adults, situation.adults, strict=True):
            persons[name] = {
                "date_naissance": {"ETERNITY": _born(adult.age, day)},
                "activite": always(_ACTIVITIES[adult.activity]),
                "statut_marital": always("marie" if couple else "celibataire"),
                "salaire_de_base": always(adult.wage_gross),
                "chomage_net": always(adult.unemployment),
                "chomage_imposable": always(adult.unemployment),
                "retraite_nette": always(adult.pension),
                "retraite_imposable": always(adult.pension),
            }
        for name, age in zip(children, situation.children, strict=True):
            persons[name] = {"date_naissance": {"ETERNITY": _born(age, day)}}
        homes[f"home_{number}"] = {
            "personne_de_reference": adults[:1],
            "conjoint": adults[1:],
            "enfants": children,
            "statut_occupation_logement": always(_TENURES[situation.housing.tenure]),
            "loyer": always(situation.rent_eur_month),
            "depcom": always(situation.housing.commune),
        }
        families[f"family_{number}"] = {"parents": adults, "enfants": children}
        taxed[f"taxed_{number}"] = {
            "declarants": adults,
            "personnes_a_charge": children,
            "depcom_foyer": {month[:4]: situation.housing.commune for month in months},
        }
    return {"individus": persons, "familles": families, "foyers_fiscaux": taxed, "menages": homes}


def _born(age: float, day: date) -> str:
    return (day - timedelta(days=round(age * _DAYS_PER_YEAR))).isoformat()


class OpenFisca:
    """The engine on the package. Args: its country module and its module of situations."""

    def __init__(self, country: Any, builder: Any, version: str) -> None:
        self._system = country.FranceTaxBenefitSystem()
        self._builder = builder.SimulationBuilder
        self._version = version

    @property
    def name(self) -> str:
        return f"openfisca-france {self._version}"

    def _simulation(self, entities: Mapping[str, Any]) -> Any:
        return self._builder().build_from_entities(self._system, entities)

    def net_wages(self, gross: Sequence[float], day: date) -> Sequence[float]:
        """Net wages before income tax of gross ones, EUR per month."""
        month = f"{day.year}-{day.month:02d}"
        persons = {f"p{k}": {"salaire_de_base": {month: float(wage)}} for k, wage in enumerate(gross)}
        alone = {
            "individus": {name: {"date_naissance": {"ETERNITY": _born(30, day)}, **it} for name, it in persons.items()},
            "familles": {name: {"parents": [name]} for name in persons},
            "foyers_fiscaux": {name: {"declarants": [name]} for name in persons},
            "menages": {name: {"personne_de_reference": [name]} for name in persons},
        }
        return [float(value) for value in self._simulation(alone).calculate("salaire_net", month)]

    def amounts(self, situations: Sequence[Situation], day: date) -> Sequence[Mapping[str, float]]:
        """For each situation that lasts, benefits and income tax, EUR per month."""
        simulation = self._simulation(entities_of(situations, day))
        month, year = f"{day.year}-{day.month:02d}", str(day.year)
        columns = {name: simulation.calculate(variable, month) for name, variable in _MONTHLY.items()}
        columns |= {name: simulation.calculate(variable, year) / MONTHS for name, variable in _YEARLY.items()}
        columns[TAX] = -columns[TAX]  # OpenFisca tells a tax as a negative amount.
        return [
            {name: round(float(column[k]), 2) + 0.0 for name, column in columns.items()} for k in range(len(situations))
        ]


@cache
def openfisca_engine() -> Engine | None:
    """OpenFisca-France, None when it is not installed. The first call reads all its rules, which takes seconds."""
    try:
        country = importlib.import_module("openfisca_france")
        builder = importlib.import_module("openfisca_core.simulation_builder")
        metadata = importlib.import_module("importlib.metadata")
    except ImportError:
        return None
    return OpenFisca(country, builder, metadata.version("openfisca-france"))
