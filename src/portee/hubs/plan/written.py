"""A plan of a hub as the text of a file."""

from __future__ import annotations

from typing import Any

import yaml

from portee.hubs.plan.whole import HubPlan

__all__ = ["plan_to_yaml"]

LINE_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """YAML that `portee.core.declared` reads back as the same values."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the same text twice is written twice, not anchored
        return True


def plan_to_yaml(plan: HubPlan) -> str:
    """The text of a file that `portee.hubs.plan.checks.read_hub` reads as the same plan; defaults are left out."""
    told = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(told, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH)
