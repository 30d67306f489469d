"""What the Markdown of a record may hold: text, lists, tables, links; no HTML, no script, no picture from afar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portee.commons.records.references import ID

__all__ = ["LINKED", "body_links", "body_problems", "renderer"]

LINKED = re.compile(r"^(?:https?://\S+|#[^\s]*)$")
_WORTH_PARSING = re.compile(r"[<\[]|^ {0,3}#|^=+\s*$", re.MULTILINE)


@cache
def renderer() -> MarkdownIt:
    """CommonMark with tables; HTML is text to it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def body_problems(text: str) -> Iterator[tuple[int, str, str]]:
    """Line from 1, what is wrong and how to mend it, for each thing that a body may not hold."""
    if not _WORTH_PARSING.search(text):
        return
    for token, line in _tokens(renderer().parse(text), 1):
        if token.type in ("html_block", "html_inline"):
            yield line, "The text holds HTML.", "Write Markdown; write &lt; for the sign itself."
        elif token.type == "image":
            yield line, "The text holds a picture.", "Give a link to the page that shows it."
        elif token.type == "heading_open" and token.tag == "h1":
            yield line, "The text has a heading of the first level.", "Begin headings with ##; the title is the first."
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            if not LINKED.match(target) and not ID.fullmatch(target):
                yield (
                    line,
                    f"The link '{target[:60]}' leads nowhere known.",
                    "Link to https://… or to the id of a record.",
                )


def body_links(text: str) -> Iterator[tuple[int, str]]:
    """Line and id of each record that a body links to."""
    if "](" not in text and "]:" not in text:
        return
    for token, line in _tokens(renderer().parse(text), 1):
        if token.type == "link_open" and ID.fullmatch(target := str(token.attrs.get("href", ""))):
            yield line, target


def _tokens(tokens: list[Token], line: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        yield token, line
        if token.children:
            yield from _tokens(token.children, line)
