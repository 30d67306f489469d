"""An answer as one HTML file: it opens offline, asks nothing of any server, needs no script, prints on one sheet."""

from __future__ import annotations

import base64
import hashlib
import math
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portee.core.atomic import atomic_file
from portee.reports.french import french_spaces
from portee.reports.map_html import FONT
from portee.reports.sheet import AnswerSheet, SheetText
from portee.reports.sheet_map import symbol

if TYPE_CHECKING:
    from jinja2 import Environment, Template

__all__ = ["density", "safe_link", "sheet_body", "sheet_html", "sheet_values", "write_sheet_html"]

DENSITIES = (("roomy", 2000), ("plain", 3200), ("dense", math.inf))
"""Class of the page → most letters that it prints."""


def write_sheet_html(path: Path, sheet: AnswerSheet) -> None:
    """Write an answer as a page. Raises OutputError when it cannot be written; nothing half-written stays."""
    page = sheet_html(sheet)
    with atomic_file(path) as partial:
        partial.write_bytes(page.encode("utf-8"))


def sheet_html(sheet: AnswerSheet) -> str:
    """The page of an answer; the same sheet gives the same text. Every text is escaped."""
    from markupsafe import Markup

    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        **sheet_values(sheet),
        style=Markup(style),  # noqa: S704 - a file of Portée, and a font in base64
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'",
    )


def sheet_body(sheet: AnswerSheet) -> str:
    """The answer alone, for a page of the web application to hold. Every text is escaped."""
    return _environment().get_template("sheet_body.html").render(**sheet_values(sheet))


def sheet_values(sheet: AnswerSheet) -> dict[str, Any]:
    """What `assets/sheet_body.html` draws an answer from: its texts set for their language, and its drawings."""
    from markupsafe import Markup

    def typeset(text: str | SheetText) -> str:
        own = text.lang if isinstance(text, SheetText) else None
        return french_spaces(str(text)) if (own or sheet.lang) == "fr" else str(text)

    return {
        "sheet": sheet,
        "t": typeset,
        "link": safe_link,
        "drawing": None if sheet.map is None else Markup(sheet.map.svg),  # noqa: S704 - drawn by sheet_map
        "chart": lambda drawn: Markup(drawn.svg),  # noqa: S704 - drawn by reports, which escape every text
        "density": density(sheet),
        "symbol": lambda name: Markup(symbol(name)),  # noqa: S704 - a constant of sheet_map
    }


def density(sheet: AnswerSheet) -> str:
    """How much there is to print: the size of the letters on paper follows it, so that one page holds it."""
    letters = 2 * len(sheet.answer) + sum(len(str(text)) for text in (*sheet.lead, *sheet.notices))
    for part in sheet.tables:
        letters += sum(len(str(cell)) for row in part.rows[: part.printed] for cell in row)
    return next(name for name, most in DENSITIES if letters <= most)


def safe_link(text: str | SheetText) -> str:
    """The address that a text leads to, "" for none or for one that is not a page of the web."""
    href = text.href if isinstance(text, SheetText) else None
    return href if href is not None and href.startswith(("https://", "http://")) else ""


def _asset(name: str) -> str:
    return files("portee.reports").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("portee.reports", "assets"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip


def _template() -> Template:
    return _environment().get_template("sheet.html")


@cache
def _style() -> str:
    font = base64.b64encode(files("portee.reports").joinpath("assets", FONT).read_bytes()).decode("ascii")
    face = (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:swap;'
        f'src:url("data:font/woff2;base64,{font}") format("woff2")}}\n'
    )
    return face + _asset("sheet.css")
