"""A booklet as one HTML file: it opens offline, asks nothing of any server, needs no script, and prints."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portee.core.atomic import atomic_file
from portee.reports.booklet import LETTERS, Booklet, BookletExercise, BookletList, BookletQuestion
from portee.reports.french import french_spaces
from portee.reports.map_html import FONT
from portee.reports.sheet import SheetMap, SheetTable
from portee.reports.sheet_html import safe_link
from portee.reports.sheet_map import symbol

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["booklet_html", "booklet_values", "write_booklet_html"]

KINDS = (
    ("text", str), ("list", BookletList), ("table", SheetTable), ("map", SheetMap), ("exercise", BookletExercise),
    ("question", BookletQuestion),
)  # fmt: skip


def write_booklet_html(path: Path, booklet: Booklet) -> None:
    """Write it. Raises OutputError when it cannot be written; nothing half-written stays."""
    content = booklet_html(booklet).encode("utf-8")
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def booklet_html(booklet: Booklet) -> str:
    """The page; the same booklet gives the same text. Every text is escaped."""
    from markupsafe import Markup

    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        **booklet_values(booklet),
        style=Markup(style),  # noqa: S704 - a file of Portée, and a font in base64
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'",
    )


def booklet_values(booklet: Booklet) -> dict[str, Any]:
    """What `assets/booklet_parts.html` draws chapters from."""
    from markupsafe import Markup

    def t(text: object) -> str:
        return french_spaces(str(text)) if booklet.lang == "fr" else str(text)

    return {
        "booklet": booklet,
        "t": t,
        "kind": lambda part: next(name for name, shape in KINDS if isinstance(part, shape)),
        "link": safe_link,
        "letters": LETTERS,
        "drawing": lambda part: Markup(part.svg),  # noqa: S704 - drawn by Portée
        "symbol": lambda name: Markup(symbol(name)),  # noqa: S704 - a constant of sheet_map
    }


def _asset(name: str) -> str:
    return files("portee.reports").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("portee.reports", "assets"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    return environment.get_template("booklet.html")


@cache
def _style() -> str:
    font = base64.b64encode(files("portee.reports").joinpath("assets", FONT).read_bytes()).decode("ascii")
    face = (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:swap;'
        f'src:url("data:font/woff2;base64,{font}") format("woff2")}}\n'
    )
    return face + _asset("booklet_page.css") + _asset("booklet.css")
