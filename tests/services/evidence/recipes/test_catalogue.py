from __future__ import annotations

from portee.indicators.catalogue import described
from portee.services.evidence.recipes.catalogue import RECIPES
from portee.services.evidence.settings import AccessSettings


def test_each_recipe_has_its_name_words_and_settings() -> None:
    assert len(RECIPES) == 14
    for name, recipe in RECIPES.items():
        assert recipe.name == name
        assert recipe.title.fr != recipe.title.en
        assert recipe.about.fr.endswith(".")
        assert recipe.indicator is None or recipe.indicator in described()
        assert recipe.settings.__doc__
    assert len({recipe.settings for recipe in RECIPES.values()}) == len(RECIPES), "each has its own"
    assert AccessSettings not in {recipe.settings for recipe in RECIPES.values()}
