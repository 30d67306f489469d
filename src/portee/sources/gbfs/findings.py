"""What a feed's reader left out or found worth saying, kept until it goes into the provenance."""

from __future__ import annotations

from dataclasses import dataclass, field

from portee.core.provenance import Dropped

__all__ = ["EXAMPLES", "Findings"]

EXAMPLES = 5
"""Most examples kept of one kind of finding."""


@dataclass
class _Group:
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, example: str) -> None:
        self.count += 1
        if len(self.examples) < EXAMPLES and example not in self.examples:
            self.examples.append(example)


class Findings:
    """Collects what is left out (counted, with examples) and plain remarks, in the order they come up."""

    def __init__(self) -> None:
        self._dropped: dict[tuple[str, str], _Group] = {}
        self._seen: dict[str, _Group] = {}
        self._notes: list[str] = []

    def drop(self, file: str, what: str, why: str, example: str) -> None:
        """One of `what` in `file` is left out because `why`."""
        self._dropped.setdefault((f"{file}: {what}", why), _Group()).add(_short(example))

    def see(self, remark: str, example: str) -> None:
        """One more case of a remark such as "station_status.json: stations hold more vehicles than their capacity"."""
        self._seen.setdefault(remark, _Group()).add(_short(example))

    def note(self, text: str) -> None:
        """A remark on the feed as a whole, kept once."""
        if text not in self._notes:
            self._notes.append(text)

    def reasons(self, file: str, what: str) -> list[tuple[int, str, str]]:
        """Count, reason and first example of what was left out of one kind, the most frequent first."""
        found = [(g.count, why, g.examples[0]) for (of, why), g in self._dropped.items() if of == f"{file}: {what}"]
        return sorted(found, key=lambda one: -one[0])

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        return tuple(
            Dropped(what, group.count, why, tuple(group.examples)) for (what, why), group in self._dropped.items()
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """All remarks: on the whole feed, on counted cases, and one for each kind of thing left out."""
        seen = [f"{remark}: {group.count:,}{_such_as(group)}." for remark, group in self._seen.items()]
        lost = [
            f"{what} left out: {group.count:,}, {why}{_such_as(group)}." for (what, why), group in self._dropped.items()
        ]
        return (*self._notes, *seen, *lost)


def _such_as(group: _Group) -> str:
    return f" (such as {', '.join(group.examples)})"


def _short(value: str) -> str:
    text = " ".join(value.split()) or "(empty)"
    return text if len(text) <= 60 else text[:57] + "…"
