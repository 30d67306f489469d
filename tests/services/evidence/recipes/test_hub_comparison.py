from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from portee.core.errors import SourceError
from portee.core.provenance import sha256_of
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.hub_comparison import HUB_COMPARISON
from portee.sources.synthetic import SyntheticTerritory
from tests.services.evidence.kitchen import CELLS, access
from tests.services.hubs.village_hubs import village_hub


@pytest.fixture(scope="module")
def there(
    ground: Ground, xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory
) -> Ground:  # fmt: skip
    """The ground with the file of a hub in the village."""
    file: Path = tmp_path_factory.mktemp("hub") / "hub.yaml"
    told = village_hub(xs_territory, "fabriques-bikes").model_dump(mode="json", by_alias=True, exclude_none=True)
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return replace(
        ground, files={**ground.files, file.name: file}, hashes={**ground.hashes, file.name: sha256_of(file)[0]}
    )  # fmt: skip


def settings(**changes: Any) -> dict[str, Any]:
    return {
        "network": access()["network"], "hub": "hub.yaml", "cells": CELLS, "opportunities": ["jobs.csv"],
        "weights": ["jobs"], "draws": 20, "figure": "modelled_trips", **changes,
    }  # fmt: skip


def test_trips_have_an_interval_and_carry_every_assumption(there: Ground) -> None:
    figured = HUB_COMPARISON.run(settings(), there)
    assert figured.unit == "trajets par an"
    assert figured.low is not None
    assert figured.high is not None
    assert 0 < figured.low <= figured.high
    assert figured == HUB_COMPARISON.run(settings(), there), "the same inputs, the same figure"
    said = [caveat.fr for caveat in figured.caveats]
    assert any(words.startswith("Hypothèse") for words in said)


def test_other_figures_have_none(there: Ground) -> None:
    figured = HUB_COMPARISON.run(settings(figure="offline_all"), there)
    assert (figured.value, figured.unit, figured.low) == (1, "part", None)


def test_what_is_not_a_figure_is_refused(there: Ground) -> None:
    with pytest.raises(SourceError, match="figure"):
        HUB_COMPARISON.run(settings(figure="beauty"), there)
