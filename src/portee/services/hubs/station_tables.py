"""How those fare who come to each station of a hub, as a table for people."""

from __future__ import annotations

import math
from collections.abc import Iterator

from portee.reports.fluent import say
from portee.reports.sheet import SheetTable
from portee.reports.wording import figure
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_tables import case_title

__all__ = ["station_table"]

PERCENT = 100.0


def station_table(found: HubComparison, lang: str) -> SheetTable | None:
    """One row per station of services with several; None where no simulated service has several."""
    several = len(found.designs) > 1
    rows = tuple(row for case in found.designs for row in _rows(case, lang, named=several))
    if not rows:
        return None
    ids = ("service", "station", "vehicles", "station-users", "station-served", "station-wait")
    head = tuple(say(lang, f"hubs-{id}") for id in (("hub", *ids) if several else ids))
    return SheetTable(
        "stations", say(lang, "hubs-stations-title"), head, rows, lead=say(lang, "hubs-stations-lead"),
        figures=tuple(range(len(head) - 4, len(head))),
    )  # fmt: skip


def _rows(case: HubCase, lang: str, *, named: bool) -> Iterator[tuple[str, ...]]:
    if case.simulated is None:
        return
    titles = {service.id: service.title.in_(lang) for service in case.plan.services}
    for result in case.simulated.results:
        if len(result.stations) < 2:
            continue
        for station, users in zip(result.given.stations, result.stations, strict=True):
            wait = users.wait_min.mean
            yield (
                *((case_title(case, lang),) if named else ()), titles.get(result.given.service, result.given.service),
                station.id, figure(sum(station.vehicles), lang), figure(users.users_day.mean, lang, 1),
                say(lang, "hubs-share", share=figure(PERCENT * users.served.mean, lang)),
                say(lang, "hubs-none") if math.isnan(wait) else figure(wait, lang, 1),
            )  # fmt: skip
