"""Letters for hubs whose titles are too long to be said again in every sentence and column."""

from __future__ import annotations

import string
from dataclasses import replace

from portee.core.declared import Words
from portee.reports.fluent import CATALOGUES, say
from portee.services.hubs.compare import HubComparison

__all__ = ["LONGEST", "short_titles"]

LONGEST = 30
"""Letters of a title that is said again as it is."""


def short_titles(found: HubComparison, lang: str) -> HubComparison:
    """The comparison with "Hub A" and "Hub B" for titles, where there are several and one is long; else as it is."""
    longest = max((len(case.plan.title.in_(lang)) for case in found.designs), default=0)
    if not 1 < len(found.designs) <= len(string.ascii_uppercase) or longest <= LONGEST:
        return found
    designs = tuple(
        replace(case, plan=case.plan.model_copy(update={"title": _short(letter)}))
        for case, letter in zip(found.designs, string.ascii_uppercase, strict=False)
    )
    return replace(found, cases=(found.cases[0], *designs))


def _short(letter: str) -> Words:
    return Words(**{lang: say(lang, "hubs-short", letter=letter) for lang in CATALOGUES})
