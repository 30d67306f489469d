"""The templates of the pages; every text is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from portee.commons.publish.pages.address import page_path, record_page, type_page
from portee.commons.publish.pages.nodes import Amount, Items, Pairs, Phrase
from portee.commons.publish.pages.view import View
from portee.commons.records.words import type_name

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["NODE_TESTS", "POLICY", "asset", "render"]

POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; font-src 'self' file:; img-src data:; "
    "form-action 'self' file:; base-uri 'none'"
)
"""What a page may load: its own style, script and font, beside it on the same server or disk; nothing from afar."""

NODE_TESTS = {
    "phrase": lambda node: isinstance(node, Phrase), "amount": lambda node: isinstance(node, Amount),
    "items": lambda node: isinstance(node, Items), "pairs": lambda node: isinstance(node, Pairs),
}  # fmt: skip
"""What `nodes.html` asks of a node."""


def asset(name: str) -> bytes:
    """A file that all pages share."""
    return files("portee.commons.publish.pages").joinpath("assets", name).read_bytes()


def render(template: str, view: View, **values: Any) -> bytes:
    """One page as it is written."""
    page = _environment().get_template(template).render(
        v=view, t=view.told, lang=view.lang, release=view.release, policy=POLICY,
        other_languages=[lang for lang in view.release.manifest.languages if lang != view.lang],
        home=view.href(page_path("index", view.lang)), **values,
    )  # fmt: skip
    return (page.strip() + "\n").encode("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def source(name: str) -> str:
        return files("portee.commons.publish.pages").joinpath("templates", name).read_text(encoding="utf-8")

    made = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, loader=FunctionLoader(source)
    )
    made.globals.update(page_path=page_path, record_page=record_page, type_page=type_page, type_name=type_name)
    made.tests.update(NODE_TESTS)
    return made
