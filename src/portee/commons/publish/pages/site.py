"""Every page and file of the site of a release, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portee.commons.publish.changelog import changelog, lead
from portee.commons.publish.pages.address import matrix_path, page_path, record_page, type_page
from portee.commons.publish.pages.links import backlinks
from portee.commons.publish.pages.matrix_view import matrix_html, matrix_index_html, places
from portee.commons.publish.pages.record_view import answer, record_html, retired_html
from portee.commons.publish.pages.search_index import index_script, kind_shown
from portee.commons.publish.pages.templates import asset, render
from portee.commons.publish.pages.view import View
from portee.commons.publish.parts import Part
from portee.commons.publish.release import Release
from portee.commons.publish.rights import credits_of
from portee.commons.publish.words import day, number
from portee.commons.records.licences import LICENCES
from portee.commons.records.words import type_name, type_purpose
from portee.core.progress import Progress, Silent

__all__ = ["FONT", "page_paths", "site_files"]

FONT = "assets/font.woff2"
SHARED = ("site.css", "search.js", "matrix.js")


def site_files(
    release: Release,
    parts: Sequence[Part],
    sha256: str,
    citation: Mapping[str, str],
    *,
    font: bytes | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Path and contents of each file.

    Args:
        parts: files that others may reuse. sha256: content hash of the release.
        citation: how to cite it, by language. font: a WOFF2 file for the letters; those of the system otherwise.
    """
    progress = progress or Silent()
    for name in SHARED:
        contents = asset(name)
        yield f"assets/{name}", (_FACE + contents) if name == "site.css" and font else contents
    if font:
        yield FONT, font
    languages = release.manifest.languages
    progress.start("publish_pages", len(languages) * len(release.records))
    links = backlinks(release)
    yield "index.html", _root(release)
    for lang in languages:
        for name, make in _SINGLE.items():
            path = page_path(name, lang)
            yield path, make(View(release, lang, path), parts=parts, sha256=sha256, citation=citation)
        path = page_path("matrix", lang)
        yield path, matrix_index_html(View(release, lang, path))
        yield f"{lang}/search-index.js", index_script(release, lang)
        for kind in release.kinds:
            path = type_page(kind, lang)
            yield path, _type(kind, View(release, lang, path))
        for place in places(release):
            path = matrix_path(place, lang)
            yield path, matrix_html(place, View(release, lang, path))
        for file in release.records:
            path = record_page(file.id, lang)
            yield path, record_html(file, View(release, lang, path), links.get(file.id, ()))
            progress.advance(1)
        for file in release.retired:
            path = record_page(file.id, lang)
            yield path, retired_html(file, View(release, lang, path))
    progress.done()


def page_paths(release: Release) -> Iterator[tuple[str, str]]:
    """Each page with the moment at which it last changed, for the map of the site."""
    for lang in release.manifest.languages:
        for name in (*_SINGLE, "matrix"):
            yield page_path(name, lang), release.moment
        for kind in release.kinds:
            yield type_page(kind, lang), release.moment
        for place in places(release):
            yield matrix_path(place, lang), release.moment
        for file in release.records:
            dated = release.dates.get(file.id)
            yield record_page(file.id, lang), dated.last if dated else release.moment


_FACE = (
    b'@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800; font-display: swap; '
    b'src: url("font.woff2") format("woff2"); }\n'
)


def _alternate(name: str, view: View) -> dict[str, str]:
    return {lang: view.href(page_path(name, lang)) for lang in view.release.manifest.languages}


def _root(release: Release) -> bytes:
    """The first page: which language?"""
    view = View(release, release.manifest.languages[0], "index.html")
    titles = [(lang, release.manifest.title.in_(lang), page_path("index", lang)) for lang in release.manifest.languages]
    return render("root.html", view, titles=titles, alternate={})


def _home(view: View, **_: Any) -> bytes:
    release = view.release
    kinds = [
        (
            type_name(kind, view.words_lang, plural=True), view.href(type_page(kind, view.lang)),
            len(release.of_type(kind)), type_purpose(kind, view.words_lang),
        )
        for kind in release.kinds
    ]  # fmt: skip
    return render(
        "home.html", view, title=view.phrase(release.manifest.title), about=view.phrase(release.manifest.about),
        kinds=kinds, lead=lead(release, view.lang), day=day(release.moment, view.lang),
        has_matrix=bool(places(release)), alternate=_alternate("index", view),
    )  # fmt: skip


def _type(kind: str, view: View) -> bytes:
    found = []
    for file in view.release.of_type(kind):
        said = answer(file.record, view)
        found.append((view.link(file.id), said[0] if said else None, file.record.status))
    return render(
        "type.html", view, kind=kind, purpose=type_purpose(kind, view.words_lang),
        name=type_name(kind, view.words_lang, plural=True), listed=found,
        alternate={lang: view.href(type_page(kind, lang)) for lang in view.release.manifest.languages},
    )  # fmt: skip


def _search(view: View, **_: Any) -> bytes:
    listed = [(view.link(file.id), kind_shown(file, view.lang)) for file in view.release.records]
    return render("search.html", view, listed=listed, alternate=_alternate("search", view))


def _changes(view: View, **_: Any) -> bytes:
    return render(
        "changes.html", view, sections=changelog(view.release, view.lang), lead=lead(view.release, view.lang),
        day=day(view.release.moment, view.lang),
        links={entry: view.href(record_page(entry, view.lang)) for entry in view.release.by_id},
        alternate=_alternate("changes", view),
    )  # fmt: skip


def _reuse(view: View, *, parts: Sequence[Part], sha256: str, citation: Mapping[str, str]) -> bytes:
    release = view.release
    shown = [
        (part.title[view.lang], part.format.upper(), view.href(part.path), LICENCES[part.licence], _size(part, view))
        for part in parts
    ]
    return render(
        "reuse.html", view, parts=shown, sha256=sha256, citation=citation[view.lang],
        credits=[
            (view.outside(one.url, one.title), one.publisher, day(one.date, view.lang) if one.date else "", one.licence)
            for one in credits_of(release.records, release.data)
        ],
        own=LICENCES[release.manifest.licence], alternate=_alternate("reuse", view),
    )  # fmt: skip


def _size(part: Part, view: View) -> str:
    return view.told("kilobytes", size=number(max(1, round(len(part.contents) / 1000)), view.lang))


_SINGLE = {"index": _home, "search": _search, "changes": _changes, "reuse": _reuse}
