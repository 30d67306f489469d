"""An answer on one page: a question, a sentence, a map, a few tables, and all that explains them, in one language.

It holds words and figures ready to be read. `sheet_html` and `sheet_pdf` draw it; whoever answers a question fills it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["AnswerSheet", "SheetFold", "SheetMap", "SheetTable", "SheetText"]


@dataclass(frozen=True)
class SheetText:
    """A text. lang: its language where it is not that of the page; href: where it leads."""

    text: str
    lang: str | None = None
    href: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class SheetMap:
    """A drawing. svg: markup made by Portée. alt: the same in words. keys: (symbol, words); credit: of its data."""

    svg: str
    alt: str
    keys: tuple[tuple[str, str], ...]
    credit: str = ""


@dataclass(frozen=True)
class SheetTable:
    """A table.

    Attributes:
        id: short name, unique on the page, letters and "-".
        title, lead, after: its heading, and sentences before and after it. paper: the one after it on paper.
        head: names of the columns. rows: as many cells each; the first is the row's name.
        figures: places of the columns that hold figures.
        printed: rows that the sheet of paper shows at most; the others are on the screen alone.
        chart: a drawing of the same figures, shown above them on a screen; None for none.
    """

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | SheetText, ...], ...]
    lead: str = ""
    after: str = ""
    paper: str = ""
    figures: tuple[int, ...] = ()
    printed: int = 5
    chart: SheetMap | None = None


@dataclass(frozen=True)
class SheetFold:
    """What is read on demand: shown folded on a screen, left out of the sheet of paper."""

    id: str
    title: str
    paragraphs: tuple[str | SheetText, ...] = ()
    tables: tuple[SheetTable, ...] = ()


@dataclass(frozen=True)
class AnswerSheet:
    """The page.

    Attributes:
        lang: "fr" or "en".
        title: of the document. question, answer: a sentence each. lead: sentences after the answer.
        map: None for none.
        tables: in the order of reading.
        notices_title, notices: remarks that a reader must see.
        folds: method, data, sources. foot: last line.
    """

    lang: str
    title: str
    question: str
    answer: str
    lead: tuple[str, ...] = ()
    map: SheetMap | None = None
    tables: tuple[SheetTable, ...] = ()
    notices_title: str = ""
    notices: tuple[SheetText, ...] = ()
    folds: tuple[SheetFold, ...] = field(default=())
    foot: str = ""
