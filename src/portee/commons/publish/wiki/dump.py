"""Pages in the XML that MediaWiki exports (Special:Export) and takes in (Special:Import)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from portee.commons.publish.wiki.template import WikiPage, parse_page, wikitext
from portee.core.errors import SourceError

__all__ = ["LARGEST_DUMP", "dump_xml", "page_title", "read_pages"]

LARGEST_DUMP = 50_000_000
"""Bytes. The commons of a whole wiki are a few megabytes."""

_SPACE = "http://www.mediawiki.org/xml/export-0.11/"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_TITLES = {"#": "n° ", "<": "(", ">": ")", "[": "(", "]": ")", "{": "(", "}": ")", "|": "/", "_": " "}
"""Signs that no title of a wiki may hold, and what stands for them."""

LONGEST_TITLE = 255
"""Bytes of a title in MediaWiki."""


def page_title(text: str) -> str:
    """A title that a wiki takes."""
    kept = "".join(_NOT_IN_TITLES.get(sign, sign) for sign in _NOT_XML.sub(" ", text))
    kept = " ".join(re.sub(r"&(?=#?\w+;)", "& ", kept).split()).lstrip(":")
    while len(kept.encode("utf-8")) > LONGEST_TITLE:
        kept = kept[:-1].rstrip()
    return kept[:1].upper() + kept[1:]


def dump_xml(pages: Sequence[WikiPage], moment: str) -> bytes:
    """Pages as one file to import; `moment` is when they were written, RFC 3339."""
    root = ET.Element("mediawiki", {"xmlns": _SPACE, "version": "0.11", "xml:lang": "fr"})
    for page in pages:
        made = ET.SubElement(root, "page")
        ET.SubElement(made, "title").text = page_title(page.title)
        ET.SubElement(made, "ns").text = "0"
        revision = ET.SubElement(made, "revision")
        ET.SubElement(revision, "timestamp").text = moment
        ET.SubElement(revision, "model").text = "wikitext"
        ET.SubElement(revision, "format").text = "text/x-wiki"
        ET.SubElement(revision, "text", {"xml:space": "preserve"}).text = _NOT_XML.sub("\ufffd", wikitext(page))
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def read_pages(path: Path) -> tuple[WikiPage, ...]:
    """Pages with the template `Commun` in a file: an export of a wiki, or the text of one page, named after the file.

    Raises:
        SourceError: the file cannot be read, or holds no such page.
    """
    try:
        if path.stat().st_size > LARGEST_DUMP:
            raise SourceError(
                f"The file has more than {LARGEST_DUMP} bytes.", where=str(path), mend="Export fewer pages."
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=str(path), mend="Save it as UTF-8.") from None
    except OSError as problem:
        raise SourceError(f"The file cannot be read: {problem.strerror}.", where=str(path), mend="Check it.") from None
    if text.lstrip().startswith("<"):
        found = _from_xml(text, path)
    else:
        found = [page] if (page := parse_page(path.stem.replace("_", " "), text)) else []
    if not found:
        raise SourceError(
            "No page of the file has the template Commun.", where=str(path), mend="Export pages of the category Commun."
        )
    return tuple(found)


def _from_xml(text: str, path: Path) -> list[WikiPage]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        # An export of a wiki holds none; entities can make a small file fill the memory.
        raise SourceError("The file declares entities.", where=str(path), mend="Export the pages again from the wiki.")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities there is nothing to expand
    except ET.ParseError as problem:
        raise SourceError(
            f"The file is not an export of a wiki: {problem}.", where=str(path), mend="Export it again."
        ) from None
    found = []
    for element in root.iter():
        if _name(element) == "page":
            texts = {_name(part): part.text or "" for part in element.iter()}
            page = parse_page(texts.get("title", ""), texts.get("text", ""), texts.get("timestamp", ""))
            if page is not None:
                found.append(page)
    return found


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
