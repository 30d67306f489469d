"""What is known of a territory: each figure of the national files, its kind and its words, from `variables.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from portee.core.declared import Declared, Words, parse_declared

__all__ = ["Kind", "Variable", "plain_name", "variable_named", "variables"]

Kind = Literal["count", "share", "ratio", "amount"]


class Variable(Declared):
    """One figure of a territory.

    Attributes:
        kind: count (of people, households or places), share (percent), ratio (no unit) or amount (euros a year).
        title: what it is.
        also: other names of its column.
        zero_is_missing: the files write 0 where the figure is withheld.
        additive: whether a count of a whole is the sum of those of its parts; not so for the municipality around, nor
            for what is counted near a neighbourhood.
    """

    kind: Kind
    title: Words
    also: tuple[str, ...] = ()
    zero_is_missing: bool = False
    additive: bool = True

    @property
    def most(self) -> float:
        """The largest value that makes sense."""
        return 100.0 if self.kind == "share" else float("inf")


class _Wrapped(Declared):
    variables: dict[str, Variable]


@cache
def variables() -> Mapping[str, Variable]:
    """Every known figure by the name of its column, in the order of the file."""
    text = files("portee.territory").joinpath("variables.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Wrapped, "variables.yaml").variables


def plain_name(column: str) -> str:
    """A column's name without capitals, accents, spaces and signs, which differ from edition to edition."""
    bare = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]", "", bare.casefold())


@cache
def _by_plain_name() -> Mapping[str, str]:
    return {plain_name(name): id for id, found in variables().items() for name in (id, *found.also)}


def variable_named(column: str) -> str | None:
    """Id of the figure that a column holds, None for a column that is not known."""
    return _by_plain_name().get(plain_name(column))
