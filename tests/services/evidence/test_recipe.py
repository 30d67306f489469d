from __future__ import annotations

import pytest

from portee.core.declared import Declared, Words
from portee.core.errors import SourceError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text


class Doubled(Declared):
    number: float


def _compute(settings: Doubled, ground: Ground) -> Figured:
    del ground
    return Figured(2 * settings.number, "x", text("fr", "en"))


def test_settings_are_checked_before_anything_is_computed() -> None:
    recipe = Recipe("doubled", Words(fr="", en=""), Words(fr="", en=""), Doubled, _compute)
    nowhere = Ground({}, {}, folder=None)  # type: ignore[arg-type]
    assert recipe.run({"number": 4}, nowhere).value == 8
    with pytest.raises(SourceError, match=r"settings of doubled.*no field 'numbre'.*Did you mean 'number'"):
        recipe.run({"numbre": 4}, nowhere)
