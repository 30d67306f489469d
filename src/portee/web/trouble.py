"""Why work failed, in the reader's language where there are words for it; otherwise as it was told, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portee.reports.problems import Said, problem_in

__all__ = ["trouble_of"]


def trouble_of(problem: Mapping[str, Any] | None, lang: str) -> Said | None:
    """Why work failed, None where it did not. problem: in the shape of `PorteeError.as_dict`."""
    return None if problem is None else problem_in(lang, str(problem["what"]), str(problem["mend"] or ""))
