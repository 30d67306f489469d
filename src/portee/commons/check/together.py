"""What is wrong between records: references to nowhere or in circles, figures that disagree, rows out of scope."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from portee.commons.check.summary import Link, Summary
from portee.core.errors import SourceError, Where

__all__ = ["RULES", "problems_together"]

Commons = Mapping[str, Summary]

SHORTEST_TITLE = 6
"""Letters; a shorter title could be any word."""


def problems_together(commons: Commons) -> list[SourceError]:
    """Every problem between records, by file and line."""
    found = [problem for rule in RULES for problem in rule(commons)]
    return sorted(found, key=lambda e: (e.where.file or "", e.where.line or 0) if e.where else ("", 0))


def _at(summary: Summary, what: str, mend: str, line: int | None = None, field: str | None = None) -> SourceError:
    return SourceError(what, where=Where(summary.path, line, field), mend=mend)


def _by_type(commons: Commons, kind: str) -> list[Summary]:
    return [summary for id, summary in commons.items() if id.startswith(f"{kind}/") and summary.is_whole]


def dangling(commons: Commons) -> Iterator[SourceError]:
    """A reference must lead to a record that is there."""
    slugs: dict[str, list[str]] = defaultdict(list)
    for summary in commons.values():
        for link in summary.links:
            if link.to in commons:
                continue
            if not slugs:
                for id in commons:
                    slugs[id.partition("/")[0]].append(id)
            near = difflib.get_close_matches(link.to, slugs[link.to.partition("/")[0]], n=1, cutoff=0.7)
            mend = f"Did you mean '{near[0]}'?" if near else "Write that record, or take the reference out."
            yield _at(summary, f"There is no record '{link.to}'.", mend, link.line, link.field)


def circles(commons: Commons) -> Iterator[SourceError]:
    """Parts, variants and replacements may not lead back to where they began."""
    state: dict[str, int] = {}
    for start in sorted(commons):
        path: list[str] = []
        stack = [(start, iter(_acyclic(commons, start)))]
        if state.get(start):
            continue
        state[start] = 1
        path.append(start)
        while stack:
            id, links = stack[-1]
            link = next(links, None)
            if link is None:
                state[id] = 2
                stack.pop()
                path.pop()
            elif state.get(link.to) == 1:
                circle = " → ".join([*path[path.index(link.to) :], link.to])
                mend = "Take one of these references out."
                yield _at(commons[id], f"The references go in a circle: {circle}.", mend, link.line, link.field)
            elif link.to in commons and not state.get(link.to):
                state[link.to] = 1
                path.append(link.to)
                stack.append((link.to, iter(_acyclic(commons, link.to))))


def _acyclic(commons: Commons, id: str) -> list[Link]:
    return [link for link in commons[id].links if link.acyclic]


def unready(commons: Commons) -> Iterator[SourceError]:
    """What is published rests on nothing that is a draft or was retired."""
    for summary in commons.values():
        if summary.status != "published":
            continue
        for link in summary.links:
            to = commons.get(link.to)
            if to is not None and to.status in ("draft", "retired") and not link.field.startswith("replaces"):
                what = f"A published record rests on '{link.to}', which is {_said(to.status)}."
                yield _at(summary, what, "Publish that one first, or take it out.", link.line, link.field)


def _said(status: str) -> str:
    return "a draft" if status == "draft" else "retired"


def out_of_scope(commons: Commons) -> Iterator[SourceError]:
    """A cell speaks of a need, and a territory, that its scope declares."""
    for cell in _by_type(commons, "cell"):
        need, scope = commons.get(cell.facts["need"]), commons.get(cell.facts["scope"])
        if need is None or scope is None or not need.is_whole or not scope.is_whole:
            continue
        reasons = []
        if need.facts["part"] not in scope.facts["parts"]:
            reasons.append(f"it does not speak of {need.facts['part']}")
        if need.facts["motive"] not in scope.facts["motives"] and need.facts["motive"] != "any":
            reasons.append(f"'{need.facts['motive']}' is none of its motives")
        if scope.facts["territories"] and cell.facts["territory"] not in scope.facts["territories"]:
            reasons.append(f"{cell.facts['territory']} is none of its territories")
        for why in reasons:
            yield _at(
                cell, f"The row is outside {scope.id}: {why}.", "Widen the scope by a decision, or leave the row out."
            )


def wrong_part(commons: Commons) -> Iterator[SourceError]:
    """A requirement stands under the part that it belongs to."""
    for cell in _by_type(commons, "cell"):
        for part, ids in cell.facts["requirements"].items():
            for id in ids:
                asked = commons.get(id)
                if asked is not None and asked.is_whole and asked.facts["part"] != part:
                    what = f"{id} is a requirement on {asked.facts['part']}, not on {part}."
                    yield _at(cell, what, "Move it.", field=f"requirements.{part}")


def twice(commons: Commons) -> Iterator[SourceError]:
    """One cell for each need, solution and territory."""
    seen: dict[tuple[str, ...], str] = {}
    for cell in _by_type(commons, "cell"):
        key = tuple(str(cell.facts[name]) for name in ("need", "solution", "territory"))
        if key in seen:
            what = f"{seen[key]} is about the same need, solution and territory."
            yield _at(cell, what, "Keep one; note the other opinion as a disagreement.")
        seen.setdefault(key, cell.id)


def unsupported(commons: Commons) -> Iterator[SourceError]:
    """A published cell that asks for something rests on evidence or on practices."""
    for cell in _by_type(commons, "cell"):
        if cell.status == "published" and cell.facts["level"] > 0 and not cell.facts["rests_on"]:
            yield _at(cell, "The cell rests on nothing.", "Name evidence or practices, or set the status back.")


def partial(commons: Commons) -> Iterator[SourceError]:
    """A requirement prescribes no solution: it names none, in any language."""
    titles = {title for solution in _by_type(commons, "solution") for title in solution.facts["named"]}
    named = sorted(title for title in titles if len(title) >= SHORTEST_TITLE)
    if not named:
        return
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, named)) + r")\b")
    for requirement in _by_type(commons, "requirement"):
        if found := pattern.search(requirement.facts["says"]):
            what = f"The requirement names a solution: '{found.group()}'."
            yield _at(requirement, what, "Say what must be true, not how; any solution may meet it.", field="criterion")


def figures_differ(commons: Commons) -> Iterator[SourceError]:
    """A figure says what its evidence says; evidence is in the unit of its indicator."""
    for summary in commons.values():
        for figure in summary.facts.get("figures", ()):
            evidence = commons.get(figure["evidence"])
            if evidence is None or not evidence.is_whole:
                continue
            told = (evidence.facts["value"], evidence.facts["unit"])
            if (figure["value"], figure["unit"]) != told:
                what = f"The figure is {figure['value']:g} {figure['unit']}; its evidence says {told[0]:g} {told[1]}."
                yield _at(summary, what, "Make both the same.", figure["line"], figure["field"])
    for evidence in _by_type(commons, "evidence"):
        sheet = commons.get(evidence.facts["indicator"] or "")
        if sheet is not None and sheet.is_whole and sheet.facts["unit"] != evidence.facts["unit"]:
            what = f"The evidence is in '{evidence.facts['unit']}', its indicator in '{sheet.facts['unit']}'."
            yield _at(evidence, what, "Use the unit of the indicator.", field="unit")


def double_booked(commons: Commons) -> Iterator[SourceError]:
    """Two events do not hold one room at once."""
    rooms: dict[tuple[str, str], list[Summary]] = defaultdict(list)
    for event in _by_type(commons, "event"):
        if event.facts["room"]:
            rooms[event.facts["place"], event.facts["room"]].append(event)
    for events in rooms.values():
        events.sort(key=lambda event: (event.facts["starts"], event.id))
        for earlier, later in pairwise(events):
            if later.facts["starts"] < _end(earlier):
                yield _at(later, f"The room is held by {earlier.id} at that time.", "Choose another time or room.")


def _end(event: Summary) -> str:
    """A day without an hour lasts until its end."""
    ends = str(event.facts["ends"])
    return ends if "T" in ends else f"{ends}T24:00"


RULES = (
    dangling, circles, unready, out_of_scope, wrong_part, twice, unsupported, partial, figures_differ, double_booked
)  # fmt: skip
