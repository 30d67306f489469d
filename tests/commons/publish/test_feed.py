from __future__ import annotations

from xml.etree import ElementTree as ET

import feedparser
import pytest

from portee.commons.publish.dates import Dated
from portee.commons.publish.feed import MOST_ENTRIES, atom, feed_path, sitemap
from portee.commons.publish.pages.site import page_paths
from portee.commons.publish.release import Release
from tests.commons.examples import example
from tests.commons.publish.pages.released import CELL, MOMENT, released
from tests.commons.publish.pages.test_record_view import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


def dated(release: Release) -> Release:
    dates = {
        file.id: Dated("2026-01-01T00:00:00Z", f"2026-02-{at + 1:02d}T00:00:00Z")
        for at, file in enumerate(release.records)
    }
    return Release(**{**release.__dict__, "dates": dates})


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_feed_reads_well_and_holds_what_atom_asks(lang: str) -> None:
    release = dated(released())
    text = atom(release, lang)
    found = feedparser.parse(text)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.id == f"{release.base}{feed_path(lang)}"
    assert found.feed.updated == MOMENT
    assert len(found.entries) == 1 + len(release.records)
    # RFC 4287: exactly one id, title and updated in the feed and in each entry; ids are absolute and differ.
    root = ET.fromstring(text)  # noqa: S314 - written here
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    ids = [entry.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith("https://") for id in ids)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_what_changed_last_comes_first() -> None:
    release = dated(released())
    entries = feedparser.parse(atom(release, "fr")).entries
    moments = [entry.updated for entry in entries[1:]]
    assert moments == sorted(moments, reverse=True)
    many = released(*(example("need", id=f"need/n{at}") for at in range(MOST_ENTRIES + 9)))
    assert len(feedparser.parse(atom(many, "fr")).entries) == MOST_ENTRIES + 1


def test_hostile_titles_stay_text() -> None:
    release = released(example("cell", title={"fr": HOSTILE + "\x0b\uffff"}))
    root = ET.fromstring(atom(release, "fr"))  # noqa: S314 - written here
    titles = [element.text or "" for element in root.iter(f"{ATOM}title")]
    assert any(title.startswith(HOSTILE) for title in titles)
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} <= {
        "feed", "id", "title", "subtitle", "updated", "rights", "author", "name", "link", "entry", "summary",
    }  # fmt: skip


def test_the_map_names_every_page() -> None:
    release = dated(released())
    root = ET.fromstring(sitemap(release))  # noqa: S314 - written here
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    told = {
        url.findtext("s:loc", "", spaces): url.findtext("s:lastmod", "", spaces)
        for url in root.findall("s:url", spaces)
    }
    assert told == {f"{release.base}{path}": moment for path, moment in page_paths(release)}
    assert told[f"{release.base}fr/{CELL}.html"].startswith("2026-02-")
