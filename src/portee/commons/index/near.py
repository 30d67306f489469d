"""Records that say nearly the same as one that is about to enter, so that nobody writes what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portee.commons.index.terms import forms, words_of
from portee.commons.records.practice import Practice
from portee.commons.text.record_file import RecordFile

__all__ = ["LIKE", "Near", "near_duplicates"]

LIKE = 0.5
"""Share of words in common from which two records are shown to whoever enters the second."""

_EMPTY = frozenset(
    words_of(
        "a à au aux avec ce ces cette d dans de des du elle en est et il ils l la le les leur leurs n ne on ou où par "
        "pas pour qu que qui s sa se ses son sont sur un une y the of and to in for is are by"
    )
)
"""Words that say nothing of what a record is about."""


@dataclass(frozen=True)
class Near:
    """A record that is near another: the share of words they have in common (0 to 1), and why it is shown."""

    id: str
    title: str
    likeness: float
    why: str


def near_duplicates(file: RecordFile, others: Iterable[RecordFile], least: float = LIKE) -> list[Near]:
    """Records of the same type that are near, the nearest first. The record itself is not among them.

    Likeness is the Jaccard index of the stems of title, summary and, for a practice, place and carrier. Two practices
    that cite the same page are shown whatever their words.
    """
    own = _stems(file)
    pages = {source.url.rstrip("/") for source in file.record.sources}
    found: list[Near] = []
    for other in others:
        if other.id == file.id or type(other.record) is not type(file.record):
            continue
        theirs = _stems(other)
        likeness = len(own & theirs) / max(1, len(own | theirs))
        same = pages & {source.url.rstrip("/") for source in other.record.sources}
        if likeness >= least:
            found.append(Near(other.id, other.record.title.fr, likeness, "words"))
        elif same and isinstance(file.record, Practice):
            found.append(Near(other.id, other.record.title.fr, likeness, min(same)))
    return sorted(found, key=lambda near: (-near.likeness, near.id))


def _stems(file: RecordFile) -> frozenset[str]:
    record = file.record
    told = [record.title.fr, record.summary.fr if record.summary else ""]
    if isinstance(record, Practice):
        told += [record.place, record.carried_by]
    return frozenset(forms(word, "fr")[0] for text in told for word in words_of(text) if word not in _EMPTY)
