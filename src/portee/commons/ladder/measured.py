"""Shares of a ladder as measures of the commons: one record for each service, group and neighbourhood that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.commons.check.alone import problems_alone
from portee.commons.check.folder import scan
from portee.commons.ladder.ladder import Ladder, Standing
from portee.commons.ladder.rungs import LEVELS, RUNGS
from portee.commons.reading import read_record
from portee.commons.records.indicator import Indicator
from portee.commons.records.measure import Measure
from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.starting import slug_of
from portee.commons.text.record_file import RecordFile, parse_record, record_path, record_text
from portee.core.declared import declared_of
from portee.core.errors import InputError, ManyProblems, ParameterError

__all__ = ["save_measures"]


def save_measures(root: Path, found: Sequence[Ladder], indicator: str, level: int, day: str, author: str) -> list[str]:
    """Save the share of people at a level or above, one measure a cell that is shown, all in one change.

    Neighbourhoods of the survey must be named by their territory in the commons, with or without `territory/`.

    Args:
        indicator: id of the indicator measured; its unit is a share in %.
        day: YYYY-MM-DD.

    Raises:
        ParameterError: the level is none of the ladder. InputError: nothing can be shown, the indicator is in another
            unit, a neighbourhood is no territory of the commons, or such measures are there already.
    """
    if level not in LEVELS[1:]:
        raise ParameterError("There is no such level.", where="--level", mend="Give 1, 2, 3 or 4.")
    commons = Commons.open(root)
    sheet = read_record(root, indicator).record
    if not isinstance(sheet, Indicator) or not sheet.unit.startswith("%"):
        raise InputError("This is no indicator in %.", where=indicator, mend="Write one whose unit begins with %.")
    known = {file.path.removesuffix(".md") for file in scan(root).files}
    files: dict[str, bytes | None] = {}
    for ladder in found:
        for one in ladder.standings:
            if one.people is None or one.group is None or one.neighbourhood is None:
                continue
            record = _measure(ladder.service, one, sheet, level, day, author)
            if str(record.territory) not in known:
                raise InputError(
                    "A neighbourhood of the survey is no territory of the commons.", where=str(record.territory),
                    mend="Name neighbourhoods by the ids of their territories.",
                )  # fmt: skip
            path = record_path(record.id)
            if record.id in known or path in files:
                raise InputError("There is such a measure already.", where=path, mend="Give another --date.")
            files[path] = record_text(RecordFile(record)).encode()
    if not files:
        raise InputError("No group and neighbourhood has 11 people or more.", mend="Put groups together.")
    problems = [
        problem
        for path, content in files.items()
        for problem in problems_alone(parse_record((content or b"").decode(), path), path)
    ]
    if problems:
        raise ManyProblems(problems)
    commons.save(Change(files, f"The ladder of mastery is measured on {day}", author, dict.fromkeys(files)))
    return [path.removesuffix(".md") for path in files]


def _measure(service: str, one: Standing, sheet: Indicator, level: int, day: str, author: str) -> Measure:
    share, low, high = (round(100 * end, 1) for end in one.share_from(level))
    place = one.neighbourhood or ""
    territory = place if "/" in place else f"territory/{place}"
    slug = slug_of(f"{service[:20]} {one.group or ''} {place.rpartition('/')[2][:20]} {level}"[:48])
    title = f"{service} : {RUNGS[level]}, {one.group}, {place.rpartition('/')[2]}"
    method = (
        f"Enquête : part des personnes au niveau {level} ou plus de l'échelle de maîtrise "
        f"(paliers {', '.join(RUNGS)}) ; intervalle de Wilson à 95 %."
    )
    value = {"date": day, "value": share, "low": low, "high": high, "people": one.people}
    values = {
        "id": f"measure/{slug}-{day}", "title": {"fr": title}, "authors": [author], "indicator": str(sheet.id),
        "territory": territory, "group": one.group, "unit": sheet.unit, "method": {"fr": method}, "values": [value],
    }  # fmt: skip
    return declared_of(values, Measure, f"measure/{slug}-{day}.md")
