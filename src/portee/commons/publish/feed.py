"""News of a commons as an Atom feed (RFC 4287), and the map of its site for search engines (sitemaps.org)."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from portee.commons.publish.changelog import changelog, lead
from portee.commons.publish.pages.address import page_path, record_page
from portee.commons.publish.pages.site import page_paths
from portee.commons.publish.release import Release
from portee.commons.publish.words import day, told

__all__ = ["MOST_ENTRIES", "atom", "feed_path", "sitemap"]

MOST_ENTRIES = 50
"""Records that changed last; a feed is for news, the whole is elsewhere."""

MOST_ADDRESSES = 50_000
"""The most that one map of a site may hold (sitemaps.org)."""

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_path(lang: str) -> str:
    """Where the feed in a language lies."""
    return f"feed.{lang}.xml"


def atom(release: Release, lang: str, address: Callable[[str], str] | None = None) -> bytes:
    """The release, then the records that changed last. Names last: an entry's id is the address of the record.

    address: of a file of the publication, where it is shown elsewhere than under the commons' own address.
    """
    manifest = release.manifest
    at = address or (lambda path: f"{release.base}{path}")
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    _text(feed, "id", at(feed_path(lang)))
    _text(feed, "title", manifest.title.in_(lang))
    _text(feed, "subtitle", manifest.about.in_(lang))
    _text(feed, "updated", release.moment)
    _text(feed, "rights", manifest.licence)
    _text(ET.SubElement(feed, "author"), "name", manifest.publisher)
    _link(feed, at(feed_path(lang)), "self", "application/atom+xml")
    _link(feed, at(page_path("index", lang)), "alternate", "text/html")
    title = told("version_title", lang, version=release.version, day=day(release.moment, lang))
    told_changes = [*lead(release, lang), *(entry.title for part in changelog(release, lang) for entry in part.entries)]
    _entry(
        feed, f"{at(page_path('changes', lang))}#v{release.version}", title, release.moment,
        " ".join(told_changes), at(page_path("changes", lang)),
    )  # fmt: skip
    latest = sorted(release.records, key=lambda file: file.id)
    latest.sort(key=lambda file: _last(release, file.id), reverse=True)
    for file in latest[:MOST_ENTRIES]:
        record, own = file.record, at(record_page(file.id, lang))
        summary = record.summary or record.title
        _entry(feed, own, record.title.in_(lang), _last(release, file.id), summary.in_(lang), own)
    return _bytes(feed)


def sitemap(release: Release) -> bytes:
    """Every page and when it changed last."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for path, moment in list(page_paths(release))[:MOST_ADDRESSES]:
        url = ET.SubElement(root, "url")
        _text(url, "loc", f"{release.base}{path}")
        _text(url, "lastmod", moment)
    return _bytes(root)


def _last(release: Release, id: str) -> str:
    dated = release.dates.get(id)
    return dated.last if dated else release.moment


def _entry(feed: ET.Element, id: str, title: str, moment: str, summary: str, address: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", id)
    _text(entry, "title", title)
    _text(entry, "updated", moment)
    _text(entry, "summary", summary)
    _link(entry, address, "alternate", "text/html")


def _link(parent: ET.Element, href: str, rel: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"href": href, "rel": rel, "type": kind})


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
