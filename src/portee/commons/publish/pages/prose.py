"""The Markdown of a record as HTML: no markup but Markdown's own, links to records made links between pages."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portee.commons.publish.pages.address import record_page
from portee.commons.publish.pages.view import View
from portee.commons.records.references import ID
from portee.commons.records.shape import ADDRESS

__all__ = ["prose_html"]


@cache
def _renderer() -> MarkdownIt:
    """HTML stays text, and pictures stay what they link to."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose_html(text: str, view: View, *, top: int = 2) -> str:
    """HTML of a text, safe to show as it is; headings begin at the level `top` and skip none."""
    renderer = _renderer()
    tokens = renderer.parse(text)
    _level_headings(tokens, top)
    for token in tokens:
        token.children = _linked(token.children, view) if token.children else token.children
    return str(renderer.renderer.render(tokens, renderer.options, {}))


def _level_headings(tokens: list[Token], top: int) -> None:
    before = top - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(max(int(token.tag[1]), top), before + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{before}"


def _linked(tokens: list[Token], view: View) -> list[Token]:
    """The same with each link leading to a page of the site or of the web; any other is taken out, its text stays."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            href = _href(str(token.attrs.get("href", "")), view)
            open_links.append(bool(href))
            if href:
                token.attrs = {"href": href, "rel": "noreferrer"} if ADDRESS.match(href) else {"href": href}
                kept.append(token)
        elif token.type != "link_close" or open_links.pop():
            kept.append(token)
    return kept


def _href(target: str, view: View) -> str:
    if ID.fullmatch(target):
        return view.href(record_page(target, view.lang)) if target in view.release.by_id else ""
    return target if ADDRESS.match(target) else ""
