"""The template `Commun` of a wiki page: values written so that no sign of theirs is markup, and read back the same.

The fields are those that the form of wiki.resilience-territoire.ademe.fr asks for. A widget of that wiki cuts the text
of a page at `{{`, `}}`, `|` and `=` without looking further, and several values at commas: none of these signs may
stand in a value as itself. Character references (`&#124;`) say the same to MediaWiki, and to any reader of HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["FIELDS", "MULTIPLE", "TEMPLATE", "WikiPage", "decode", "encode", "parse_page", "plain", "wikitext"]

TEMPLATE = "Commun"
FIELDS = (
    "url", "description", "shortDescription", "Main_Picture", "Tags", "Theme", "location", "complement", "challenge",
    "commonscategorie", "from",
)  # fmt: skip
MULTIPLE = frozenset({"Tags", "Theme", "challenge", "commonscategorie", "location", "from"})
"""Fields of several values, with commas between them."""

_MARKUP = re.compile(r"[&|={}\[\]<>~\n\r\t,_*#:;'\u00a0]")
_BLANKS = " \t\r\n"
"""What a wiki cuts off at both ends of a value."""


@dataclass(frozen=True)
class WikiPage:
    """A page: its title, and the template's fields; fields of several values hold a tuple.

    Attributes:
        changed: when the wiki says it changed last, RFC 3339; empty when it does not say.
    """

    title: str
    single: Mapping[str, str] = field(default_factory=dict)
    multiple: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed: str = ""


def encode(text: str) -> str:
    """Text as it stands in a template: no sign of it is markup, and no space at an end is lost."""
    written = _MARKUP.sub(_reference, text)
    for at in (0, -1):
        if written and written[at] in _BLANKS:
            reference = f"&#{ord(written[at])};"
            written = reference + written[1:] if at == 0 else written[:-1] + reference
    return written


def _reference(found: re.Match[str]) -> str:
    sign, text, at = found.group(), found.string, found.start()
    if sign == "&":
        return "&amp;"
    # These mean something only at the beginning of a line, or two by two: prose keeps them elsewhere.
    if sign in "*#:;" and at > 0 and text[at - 1] not in "\n\r":
        return sign
    if sign in "'_" and text[at + 1 : at + 2] != sign and text[max(at - 1, 0) : at] != sign:
        return sign
    return f"&#{ord(sign)};"


def decode(written: str) -> str:
    """The text that `encode` wrote, or that somebody else wrote with references of their own."""
    return html.unescape(written.strip(_BLANKS))


def wikitext(page: WikiPage) -> str:
    """The page as it is saved in the wiki: every field, each on a line of its own."""
    lines = [f"{{{{{TEMPLATE}"]
    for name in FIELDS:
        if name in MULTIPLE:
            value = ",".join(encode(one) for one in page.multiple.get(name, ()) if one)
        else:
            value = encode(page.single.get(name, "")).replace("&#44;", ",")
        lines.append(f"|{name}={value}")
    return "\n".join([*lines, "}}"]) + "\n"


def parse_page(title: str, text: str, changed: str = "") -> WikiPage | None:
    """The page that a text holds; None when the template is not there. Templates and links inside values are kept."""
    found = re.search(r"\{\{\s*[Cc]ommun\s*(?=[|}])", text)
    if found is None:
        return None
    single: dict[str, str] = {}
    multiple: dict[str, tuple[str, ...]] = {}
    for part in _parts(text[found.end() :]):
        name, sign, value = part.partition("=")
        name = name.strip()
        if not sign:
            continue
        if name in MULTIPLE:
            multiple[name] = tuple(one for one in (decode(item) for item in value.split(",")) if one)
        elif name in FIELDS:
            single[name] = decode(value)
    return WikiPage(title, single, multiple, changed)


def _parts(text: str) -> Iterator[str]:
    """What stands between the bars of the template that the text is inside of, up to its end."""
    depth, begin, at, is_first = 0, 0, 0, True
    while at < len(text):
        two = text[at : at + 2]
        if two in ("{{", "[["):
            depth, at = depth + 1, at + 2
        elif two in ("}}", "]]"):
            if depth == 0 and two == "}}":
                break
            depth, at = max(depth - 1, 0), at + 2
        elif text[at] == "|" and depth == 0:
            if not is_first:
                yield text[begin:at]
            is_first, begin, at = False, at + 1, at + 1
        else:
            at += 1
    if not is_first:
        yield text[begin:at]


def plain(text: str) -> str:
    """The words of a text that other people wrote in a wiki: links by their label, no markup, no HTML."""
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    text = re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", "", text, flags=re.DOTALL)
    text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    text = re.sub(r"\[https?://\S+ ([^\[\]]*)\]", r"\1", text)
    text = re.sub(r"'{2,5}", "", text)
    # What is left of a tag can be none: a sign before a letter is set apart from it.
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", text).strip()
