"""Who gave what to a commons: every accepted change and every review, by chosen name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pygit2

from portee.commons.exchange.signers import shown_name
from portee.commons.exchange.trailers import trailers
from portee.commons.repository.repository import Commons

__all__ = ["Credited", "credits_of_changes"]

_CO_AUTHOR = re.compile(r"^(.*?)\s*<[^<>]*>$")


@dataclass(frozen=True)
class Credited:
    """One name with the number of accepted changes, and of reviews of proposals that were accepted."""

    name: str
    changes: int
    reviews: int


def credits_of_changes(commons: Commons) -> list[Credited]:
    """Everybody whose changes are part of the commons, those with the most first.

    A commit counts once for its author and for each co-author it names, and as a review for each reviewer it names.
    Merges count for nobody: what they bring together, reviews too, is counted where it was made.
    """
    changes: Counter[str] = Counter()
    reviews: Counter[str] = Counter()
    head = commons.head()
    for commit in commons.repository.walk(pygit2.Oid(hex=head.commit)) if head else ():
        told = trailers(commit.message)
        author = shown_name(commit.author.name)
        if len(commit.parents) > 1:
            continue
        if commit.parents and commit.parents[0].tree_id == commit.tree_id:
            if any(key == "Review-Says" for key, _ in told):
                reviews[author] += 1
            continue
        names = {author}
        for key, value in told:
            if key == "Co-authored-by" and (match := _CO_AUTHOR.match(value)):
                names.add(shown_name(match.group(1)))
        changes.update(names)
        reviews.update({shown_name(value) for key, value in told if key == "Reviewed-by"})
    names = {*changes, *reviews}
    found = [Credited(name, changes[name], reviews[name]) for name in names]
    return sorted(found, key=lambda one: (-one.changes, -one.reviews, one.name))
