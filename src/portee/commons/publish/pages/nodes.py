"""What a page shows of a value: a phrase, an amount that can be asked why, several of them, or names beside values."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Amount", "Items", "Node", "Note", "Pairs", "Phrase", "Row"]


@dataclass(frozen=True)
class Phrase:
    """Some words.

    Attributes:
        href: where they lead; empty for nowhere. Always made by the site, or checked to be a page of the web.
        lang: their language where it is not that of the page.
        quiet: whether they are an aside.
    """

    text: str
    href: str = ""
    lang: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Note:
    """A disagreement, shown beside what it contests."""

    lead: str
    text: Phrase
    proposed: str = ""


@dataclass(frozen=True)
class Amount:
    """A figure, and what it rests on."""

    text: str
    why: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Items:
    """Several of them, in order."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Row:
    """A name and its value, with the disagreements about it."""

    name: str
    label: str
    value: Node
    notes: tuple[Note, ...] = ()
    is_long: bool = False


@dataclass(frozen=True)
class Pairs:
    """Names beside values."""

    rows: tuple[Row, ...] = field(default_factory=tuple)


Node = Phrase | Amount | Items | Pairs
