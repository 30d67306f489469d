"""Our situations in OpenFisca's words, and its answers in ours, against a stand-in for the package."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from portee.services.benefit_situations import BENEFITS, Housing, situation_of
from portee.services.openfisca import OpenFisca, entities_of, openfisca_engine
from tests.services.households import HOUSING, profile

DAY = date(2026, 11, 25)
FAMILY = profile(household={"adults": 2, "children": [{"age": 2.5}, {"age": 9}], "housing_eur_month": 500})


class Simulation:
    """Answers with amounts that tell which variable and period were asked for."""

    def __init__(self, entities: Mapping[str, Any]) -> None:
        self.entities = entities

    def calculate(self, variable: str, period: str) -> Any:
        if variable == "salaire_net":
            return np.array([0.75 * p["salaire_de_base"][period] for p in self.entities["individus"].values()])
        yearly = variable in ("ars_nette_crds", "irpp_economique")
        assert period == ("2026" if yearly else "2026-11")
        first = {"rsa": 573.49, "aide_logement": 308.0, "ars_nette_crds": 444.0, "irpp_economique": -600.0}
        amounts = np.zeros(len(self.entities["familles"]), np.float32)
        amounts[0] = first.get(variable, 0.0)
        return amounts


class Builder:
    def build_from_entities(self, system: object, entities: Mapping[str, Any]) -> Simulation:
        assert system == "rules"
        return Simulation(entities)


def engine() -> OpenFisca:
    country = SimpleNamespace(FranceTaxBenefitSystem=lambda: "rules")
    return OpenFisca(country, SimpleNamespace(SimulationBuilder=Builder), "176.0")


def test_persons_families_and_homes() -> None:
    couple = situation_of(FAMILY, Housing("social_tenant", "13201", 380), 1200.0, 900.0)
    alone = situation_of(profile(), HOUSING, 0.0, unemployment=400.0)
    entities = entities_of([couple, alone], DAY)
    assert list(entities["individus"]) == ["adult_0_0", "adult_0_1", "child_0_0", "child_0_1", "adult_1_0"]
    first, second = entities["individus"]["adult_0_0"], entities["individus"]["adult_1_0"]
    # Three whole years back, for benefits that look two years back, and all of this one.
    assert list(first["salaire_de_base"])[::12] == ["2023-01", "2024-01", "2025-01", "2026-01"]
    assert set(first["salaire_de_base"].values()) == {1200.0}
    assert set(second["chomage_net"].values()) == set(second["chomage_imposable"].values()) == {400.0}
    assert {first["statut_marital"]["2026-11"], second["statut_marital"]["2026-11"]} == {"marie", "celibataire"}
    assert {first["activite"]["2026-11"], second["activite"]["2026-11"]} == {"chomeur"}
    assert entities["familles"]["family_0"] == {
        "parents": ["adult_0_0", "adult_0_1"], "enfants": ["child_0_0", "child_0_1"],
    }  # fmt: skip
    home = entities["menages"]["home_0"]
    assert (home["loyer"]["2026-11"], home["depcom"]["2026-11"]) == (380, "13201")
    assert home["statut_occupation_logement"]["2026-11"] == "locataire_hlm"
    assert entities["foyers_fiscaux"]["taxed_1"]["declarants"] == ["adult_1_0"]
    assert entities["foyers_fiscaux"]["taxed_1"]["depcom_foyer"]["2026"] == "13055"


def test_ages_are_those_of_the_day() -> None:
    born = entities_of([situation_of(FAMILY, HOUSING, 0.0)], DAY)["individus"]["child_0_1"]["date_naissance"][
        "ETERNITY"
    ]
    assert born in ("2017-11-24", "2017-11-25", "2017-11-26")


@pytest.mark.parametrize(
    ("tenure", "word"),
    [
        ("tenant", "locataire_vide"), ("furnished", "locataire_meuble"), ("owner", "proprietaire"),
        ("free", "loge_gratuitement"),
    ],
)  # fmt: skip
def test_tenures(tenure: Any, word: str) -> None:
    entities = entities_of([situation_of(profile(), Housing(tenure, "13055", 300), 0.0)], DAY)
    home = entities["menages"]["home_0"]
    assert home["statut_occupation_logement"]["2026-11"] == word
    assert home["loyer"]["2026-11"] == (0 if tenure == "free" else 300)


def test_amounts_by_our_names_and_by_month() -> None:
    alone = situation_of(profile(), HOUSING, 0.0)
    first, second = engine().amounts([alone, alone], DAY)
    assert set(first) == {*BENEFITS, "income_tax"}
    # 444 a year are 37 a month; a tax of 600 a year, told as −600, is 50 a month.
    assert (first["rsa"], first["housing"], first["school_start"], first["income_tax"]) == (573.49, 308.0, 37.0, 50.0)
    assert set(second.values()) == {0.0}
    assert str(second["income_tax"]) == "0.0"


def test_net_wages_and_name() -> None:
    assert list(engine().net_wages([0.0, 1000.0, 2000.0], DAY)) == [0.0, 750.0, 1500.0]
    assert engine().name == "openfisca-france 176.0"


def test_the_package_is_found_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.metadata

    country, builder = ModuleType("openfisca_france"), ModuleType("openfisca_core.simulation_builder")
    country.FranceTaxBenefitSystem = lambda: "rules"  # type: ignore[attr-defined]
    builder.SimulationBuilder = Builder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "openfisca_france", country)
    monkeypatch.setitem(sys.modules, "openfisca_core", ModuleType("openfisca_core"))
    monkeypatch.setitem(sys.modules, "openfisca_core.simulation_builder", builder)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: f"9.9 of {name}")
    openfisca_engine.cache_clear()
    found = openfisca_engine()
    assert found is not None
    assert found.name == "openfisca-france 9.9 of openfisca-france"
    monkeypatch.setitem(sys.modules, "openfisca_france", None)
    openfisca_engine.cache_clear()
    assert openfisca_engine() is None
    openfisca_engine.cache_clear()
