"""Shares of people at each level of the ladder, by service, group and neighbourhood, with nobody exposed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.ladder.hiding import hidden_cells, with_totals
from portee.commons.ladder.rungs import CATEGORIES, UNAWARE, share_interval
from portee.commons.ladder.survey import Answer
from portee.core.spreadsheets import cell_text

__all__ = ["Ladder", "Standing", "ladders", "ladders_csv"]

DECIMALS = 4


@dataclass(frozen=True)
class Standing:
    """Where the people of one group and neighbourhood stand.

    Attributes:
        group, neighbourhood: None for all of them together.
        people: None where the cell is hidden; counts then are empty.
        counts: people by category, in the order of `CATEGORIES`.
    """

    group: str | None
    neighbourhood: str | None
    people: int | None
    counts: tuple[int, ...] = ()

    def share(self, category: int) -> tuple[float, float, float]:
        """Share at a category with the ends of its 95 % interval. Only of a cell that is shown and counts somebody."""
        assert self.people
        count = self.counts[CATEGORIES.index(category)]
        return count / self.people, *share_interval(count, self.people)

    def share_from(self, level: int) -> tuple[float, float, float]:
        """Share at a level or above, likewise."""
        assert self.people
        count = sum(self.counts[CATEGORIES.index(level) :])
        return count / self.people, *share_interval(count, self.people)


@dataclass(frozen=True)
class Ladder:
    """The ladder of one service.

    Attributes:
        standings: each group and neighbourhood, then totals. Those that count nobody are left out.
        unanswered: answers whose level is not known, so left out; None for 1 to 10 of them.
        above: answers with a "yes" above the first "no"; None for 1 to 10.
    """

    service: str
    standings: tuple[Standing, ...]
    unanswered: int | None
    above: int | None


def ladders(answers: Sequence[Answer]) -> list[Ladder]:
    """The ladder of each service, by name. The order of answers changes nothing."""
    by_service: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda one: (one.service, one.group, one.neighbourhood, one.row)):
        by_service.setdefault(answer.service, []).append(answer)
    return [_ladder(service, found) for service, found in by_service.items()]


def _ladder(service: str, answers: list[Answer]) -> Ladder:
    known = [answer for answer in answers if answer.level is not None]
    groups = sorted({answer.group for answer in known})
    places = sorted({answer.neighbourhood for answer in known})
    levels = np.zeros((len(CATEGORIES), len(groups), len(places)), dtype=np.int64)
    for answer in known:
        assert answer.level is not None
        levels[CATEGORIES.index(answer.level), groups.index(answer.group), places.index(answer.neighbourhood)] += 1
    tables = [with_totals(table) for table in levels]
    people = with_totals(levels.sum(axis=0))
    hidden = hidden_cells(people)
    standings = [
        Standing(group, place, None)
        if hidden[row, column]
        else Standing(group, place, int(people[row, column]), tuple(int(table[row, column]) for table in tables))
        for row, group in enumerate([*groups, None])
        for column, place in enumerate([*places, None])
        if people[row, column] > 0
    ]
    return Ladder(
        service,
        tuple(standings),
        _told(len(answers) - len(known)),
        _told(sum(answer.above for answer in known)),
    )


def _told(count: int) -> int | None:
    return count if count == 0 or count >= LEAST_PEOPLE else None


def ladders_csv(found: Sequence[Ladder]) -> str:
    """A row for each service, group, neighbourhood and category; those that are hidden have one row without figures.

    Columns: service, group, neighbourhood ("" for all), people, category (unaware, 0 to 4), share, low, high (0 to 1).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["service", "group", "neighbourhood", "people", "category", "share", "low", "high"])
    for ladder in found:
        for one in ladder.standings:
            named = [cell_text(name) for name in (ladder.service, one.group or "", one.neighbourhood or "")]
            if one.people is None:
                writer.writerow([*named, "hidden", "", "", "", ""])
                continue
            for category in CATEGORIES:
                name = "unaware" if category == UNAWARE else category
                writer.writerow([*named, one.people, name, *(round(end, DECIMALS) for end in one.share(category))])
    return text.getvalue()
