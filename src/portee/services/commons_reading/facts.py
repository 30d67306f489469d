"""Answers about a commons as JSON values, the same from the command line and from the API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from portee.commons.index.index import Hit
from portee.commons.ladder.ladder import Ladder, Standing
from portee.commons.ladder.rungs import CATEGORIES, UNAWARE
from portee.commons.network.asking import Answering
from portee.commons.network.help_requests import Waiting
from portee.commons.network.standing import StepStanding
from portee.commons.repository.history import RecordChange

__all__ = ["answers_facts", "changes_facts", "help_facts", "hits_facts", "ladders_facts", "process_facts"]


def hits_facts(found: Iterable[Hit]) -> list[dict[str, Any]]:
    """Records that were found, best first."""
    return [{"id": hit.id, "title": hit.title, "excerpt": hit.excerpt, "status": hit.status} for hit in found]


def answers_facts(answers: Iterable[Answering]) -> list[dict[str, Any]]:
    """Rows that answer a question, with the words that they hold."""
    return [
        {"id": one.hit.id, "title": one.hit.title, "excerpt": one.hit.excerpt, "words": list(one.words)}
        for one in answers
    ]


def changes_facts(changes: Iterable[RecordChange]) -> list[dict[str, Any]]:
    """What differs between two versions, record by record and field by field."""
    return [
        {"id": c.id, "change": c.kind, "fields": [{"field": f.field, "old": f.old, "new": f.new} for f in c.fields]}
        for c in changes
    ]


def process_facts(id: str, steps: Sequence[StepStanding]) -> dict[str, Any]:
    """Where each step of a process stands."""
    return {
        "id": id, "done": sum(one.state == "done" for one in steps),
        "steps": [
            {
                "name": one.step.name, "state": one.state, "accountable": one.accountable,
                "waits_for": list(one.waits_for), "shut": {name: list(a) for name, a in one.shut.items()},
                "missing": list(one.missing), "gone": list(one.gone), "holds_up": one.holds_up,
            }
            for one in steps
        ],
    }  # fmt: skip


def help_facts(found: Iterable[Waiting]) -> list[dict[str, Any]]:
    """Requests for help that nobody has answered."""
    return [
        {
            "id": str(one.request.id), "days": one.days, "late": one.late, "asked": one.asked, "next": one.next,
            "on": one.on.isoformat() if one.next else None, "exhausted": one.is_last,
        }
        for one in found
    ]  # fmt: skip


def ladders_facts(found: Iterable[Ladder]) -> list[dict[str, Any]]:
    """Ladders of mastery, hidden groups without figures."""
    return [
        {
            "service": one.service, "unanswered": one.unanswered, "above": one.above,
            "standings": [_standing(standing) for standing in one.standings],
        }
        for one in found
    ]  # fmt: skip


def _standing(one: Standing) -> dict[str, Any]:
    shares = {
        "unaware" if category == UNAWARE else str(category): list(one.share(category)) for category in CATEGORIES
    } if one.people else None  # fmt: skip
    return {"group": one.group, "neighbourhood": one.neighbourhood, "people": one.people, "shares": shares}
