"""All recipes, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from portee.services.evidence.recipe import Recipe
from portee.services.evidence.recipes.access_loss import ACCESS_LOSS
from portee.services.evidence.recipes.critical_line import CRITICAL_LINE
from portee.services.evidence.recipes.cumulative_access import CUMULATIVE_ACCESS
from portee.services.evidence.recipes.equity import EQUITY
from portee.services.evidence.recipes.experiment_effect import EXPERIMENT_EFFECT
from portee.services.evidence.recipes.goods_per_parcel import GOODS_PER_PARCEL
from portee.services.evidence.recipes.hour_ratio import HOUR_RATIO
from portee.services.evidence.recipes.hub_comparison import HUB_COMPARISON
from portee.services.evidence.recipes.lowest_hour import LOWEST_HOUR
from portee.services.evidence.recipes.monthly_cost import MONTHLY_COST
from portee.services.evidence.recipes.nearest_minutes import NEAREST_MINUTES
from portee.services.evidence.recipes.population_share import POPULATION_SHARE
from portee.services.evidence.recipes.profile_budget import PROFILE_BUDGET
from portee.services.evidence.recipes.share_reaching import SHARE_REACHING

__all__ = ["RECIPES"]

RECIPES: Mapping[str, Recipe[Any]] = MappingProxyType(
    {
        recipe.name: recipe
        for recipe in (
            POPULATION_SHARE,
            CUMULATIVE_ACCESS,
            SHARE_REACHING,
            NEAREST_MINUTES,
            HOUR_RATIO,
            LOWEST_HOUR,
            PROFILE_BUDGET,
            MONTHLY_COST,
            EQUITY,
            ACCESS_LOSS,
            CRITICAL_LINE,
            EXPERIMENT_EFFECT,
            HUB_COMPARISON,
            GOODS_PER_PARCEL,
        )
    }
)
