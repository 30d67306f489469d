"""A booklet: chapters of text, tables, maps, exercises and quiz questions, ready to be read in one language.

`booklet_html` and `booklet_pdf` set it; whoever has something to teach fills it.
"""

from __future__ import annotations

from dataclasses import dataclass

from portee.reports.sheet import SheetMap, SheetTable

__all__ = ["LETTERS", "Booklet", "BookletChapter", "BookletExercise", "BookletList", "BookletPart", "BookletQuestion"]

LETTERS = "ABCDEFGH"
"""Of the options of a question."""


@dataclass(frozen=True)
class BookletList:
    """A list. ordered: whether its order counts. title: "" for none."""

    items: tuple[str, ...]
    ordered: bool = False
    title: str = ""


@dataclass(frozen=True)
class BookletExercise:
    """Something to do with a pencil. title: its heading. lines: empty lines to write on."""

    title: str
    task: str
    lines: int = 3


@dataclass(frozen=True)
class BookletQuestion:
    """A question of the quiz.

    Attributes:
        id: short name. question: a sentence.
        options: words, distinct. right: place of the right one.
        why: what is told to whoever has answered. chapter: where to read about it.
    """

    id: str
    question: str
    options: tuple[str, ...]
    right: int
    why: str
    chapter: str

    @property
    def letter(self) -> str:
        return LETTERS[self.right]


BookletPart = str | BookletList | SheetTable | SheetMap | BookletExercise | BookletQuestion


@dataclass(frozen=True)
class BookletChapter:
    """A chapter. id: letters and "-". answer: what it tells, in a sentence. parts: in the order of reading."""

    id: str
    title: str
    answer: str
    parts: tuple[BookletPart, ...]


@dataclass(frozen=True)
class Booklet:
    """The whole.

    Attributes:
        lang: "fr" or "en". title, subtitle: on its cover. notices: remarks that must be seen first.
        contents: heading of the list of chapters. chapters: in their order.
        licence: under which it may be copied and changed. foot: last line.
    """

    lang: str
    title: str
    subtitle: str
    notices: tuple[str, ...]
    contents: str
    chapters: tuple[BookletChapter, ...]
    licence: str
    foot: str

    @property
    def questions(self) -> tuple[BookletQuestion, ...]:
        """Those of the quiz."""
        return tuple(part for chapter in self.chapters for part in chapter.parts if isinstance(part, BookletQuestion))

    def chapter(self, id: str) -> BookletChapter | None:
        """A chapter, None where there is none of that name."""
        return next((chapter for chapter in self.chapters if chapter.id == id), None)
