"""Requests for help that nobody has answered, and who is asked next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portee.commons.records.help import Help

__all__ = ["Waiting", "unanswered"]


@dataclass(frozen=True)
class Waiting:
    """An open request without an answer.

    Attributes:
        request: the record. days: since it was asked.
        turn: how often it has gone on: 0 while those first asked have time.
        asked: who is asked now; None in the first turn, or where nobody is named.
        next: who is asked after that; None where nobody is left. on: first day of the turn after this one.
        is_last: whether it has gone beyond everybody who is named.
    """

    request: Help
    days: int
    turn: int
    asked: str | None
    next: str | None
    on: date
    is_last: bool

    @property
    def late(self) -> bool:
        """Whether the days given to those first asked are over."""
        return self.turn > 0


def unanswered(records: Sequence[Help], today: date) -> list[Waiting]:
    """Open requests that no offer answers, the one waiting longest beyond its days first.

    A request waits its number of days with those first asked, then as many with each of those it escalates to, in
    turn, and stays with the last.
    """
    answered = {str(one.answers) for one in records if one.kind == "offer" and one.answers is not None}
    found: list[Waiting] = []
    for one in records:
        if one.kind != "request" or one.state != "open" or str(one.id) in answered:
            continue
        asked_on = date.fromisoformat(one.asked_on)
        days = (today - asked_on).days
        if days < 0:
            continue
        # The last day of a turn still belongs to it.
        turn = max(0, days - 1) // one.answer_within_days
        names = [str(name) for name in one.escalates_to]
        asked = names[min(turn, len(names)) - 1] if turn and names else None
        following = names[turn] if turn < len(names) else None
        on = date.fromordinal(min(asked_on.toordinal() + (turn + 1) * one.answer_within_days + 1, date.max.toordinal()))
        found.append(Waiting(one, days, turn, asked, following, on, turn > len(names)))
    return sorted(found, key=lambda waiting: (not waiting.late, -waiting.days, waiting.request.id))
