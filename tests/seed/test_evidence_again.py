"""Computed evidence of the seed: its settings still fit the recipes, and a sample comes out the same from real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.records.evidence import Evidence
from portee.core.declared import declared_of
from portee.services.evidence.recipes.catalogue import RECIPES
from portee.services.evidence.verify import computed_evidence, read_evidence, verify_evidence

SEED = Path(__file__).parents[2] / "commons-seed"

SAMPLE = (
    "evidence/geze-pauvrete",
    "evidence/geze-65-ans-et-plus",
    "evidence/geze-creche-15-minutes-a-pied",
    "evidence/geze-places-de-creche-a-pied",
    "evidence/geze-min-arnavaux-5h",
    "evidence/geze-min-arnavaux-5h-navette",
    "evidence/geze-lieux-de-travail-8h",
    "evidence/geze-23h-sur-8h",
    "evidence/geze-hopital-le-plus-proche",
    "evidence/geze-crue-2021",
    "evidence/geze-profil-trainee-no-licence",
    "evidence/centre-nord-palma",
)
"""One record at least of each recipe that takes seconds; the others take minutes together."""

SLOW_RECIPES = {"critical-line", "goods-per-parcel", "hub-comparison", "lowest-hour", "monthly-cost"}


def _computed() -> list[Evidence]:
    return [record for record in read_evidence(SEED, computed_evidence(SEED)) if record.computed is not None]


def test_settings_fit_their_recipes_and_name_their_inputs_alone() -> None:
    computed = _computed()
    assert len(computed) >= 20
    for record in computed:
        made = record.computed
        assert made is not None
        declared_of(made.settings, RECIPES[made.recipe].settings, str(record.id))
        named = str(made.settings)
        for one in made.inputs:
            assert one.name in named, f"{record.id}: {one.name} is not used"


def test_what_readers_must_know_is_told() -> None:
    for record in _computed():
        assert record.computed is not None
        texts = " ".join(text.fr for text in record.caveats)
        if any(one.name.endswith("gtfs.zip") for one in record.computed.inputs):
            assert "reconstitués" in texts, f"{record.id}: the timetable was reconstructed"
        if any(one.name.endswith("pois.csv") for one in record.computed.inputs):
            assert "OpenStreetMap" in texts, f"{record.id}: what stands for what"


def test_the_sample_has_each_recipe_that_is_quick() -> None:
    taken = {record.computed.recipe for record in read_evidence(SEED, SAMPLE) if record.computed is not None}
    used = {record.computed.recipe for record in _computed() if record.computed is not None}
    assert taken == used - SLOW_RECIPES


@pytest.mark.real
@pytest.mark.slow
def test_a_sample_comes_out_the_same(shared_data: Path, tmp_path: Path) -> None:
    records = read_evidence(SEED, SAMPLE)
    found = list(verify_evidence(records, [shared_data / "euromed", shared_data / "marseille"], cache=tmp_path))
    assert [(one.id, one.state, one.fields, one.why) for one in found] == [(id, "same", (), None) for id in SAMPLE]
