"""Below how many people nothing is counted, and texts that would tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LEAST_PEOPLE", "telling_problems"]

LEAST_PEOPLE = 11
"""People below whom a group is neither counted nor placed; the threshold that INSEE keeps for its squares of 200 m
(Filosofi: no figure on fewer than 11 households)."""

_MAIL = re.compile(r"\S@\S|\(at\)|\[at\]|\barobase\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[ .\-/()\u00a0\u202f]{0,2}\d){8,}")
_LINK = re.compile(r"https?://|\bwww\.|(?<!\S)@\w{2,}", re.IGNORECASE)
_SELF = re.compile(
    r"(?i:\bje\s+m['’]appelle\b|\bmon\s+nom\s+est\b|\bmy\s+name\s+is\b)"
    r"|\b(?:M\.|MM\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|Monsieur|Madame)\s+[A-ZÀ-ÖØ-Þ][\w'’-]+"
)
_HOUSE = re.compile(
    r"\b\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|av\.|boulevard|bd|impasse|allée|allee|chemin|place|traverse|cours|quai)\b"
    r"|\b\d{1,4}\s+\w+\s+(?:street|road|avenue)\b",
    re.IGNORECASE,
)

_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_MAIL, "an e-mail address"),
    (_NUMBER, "a telephone number, or another long number"),
    (_LINK, "a link or the name of an account"),
    (_SELF, "the name of a person"),
    (_HOUSE, "an address with its house number"),
)


def telling_problems(text: str) -> Iterator[str]:
    """What a text seems to hold that would tell who somebody is, without repeating it.

    It finds what has a form (addresses, numbers, titles before names). A first name alone, or a story that only one
    person could tell, has none: somebody must read the texts as well.
    """
    for pattern, what in _SIGNS:
        if pattern.search(text):
            yield what
