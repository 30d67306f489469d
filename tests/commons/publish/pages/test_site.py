from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser

import pytest

from portee.commons.publish.pages.site import FONT, page_paths, site_files
from portee.commons.publish.parts import parts_of, record_files
from portee.commons.publish.release import Release
from portee.core.errors import PorteeError
from tests.commons.examples import example
from tests.commons.publish.pages.released import released
from tests.commons.publish.pages.test_record_view import HOSTILE

ELSEWHERE = {"datapackage.json", "catalogue.jsonld", "ro-crate-metadata.json", "CITATION.bib", "CITATION.json"}
ELSEWHERE |= {"feed.fr.xml", "feed.en.xml"}


def site(release: Release, font: bytes | None = None) -> dict[str, bytes]:
    cited = dict.fromkeys(release.manifest.languages, HOSTILE)
    made = list(site_files(release, parts_of(release), "0" * 64, cited, font=font))
    assert len({path for path, _ in made}) == len(made)
    return dict(made)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [(tag, value or "") for name, value in attrs if name in ("href", "src", "action")]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return site(released())


def test_every_link_leads_to_a_file_that_is_there(files: dict[str, bytes]) -> None:
    release = released()
    there = {*files, *ELSEWHERE, *(part.path for part in parts_of(release))}
    there |= {path for _, path, _ in record_files(release)}
    for path, contents in files.items():
        if path.endswith(".html"):
            for _, address in Page(contents.decode("utf-8")).addresses:
                if not address.startswith(("https://", "http://", "#", "data:,")):
                    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in there, address


def test_nothing_is_loaded_from_afar(files: dict[str, bytes]) -> None:
    for path, contents in files.items():
        if path.endswith(".html"):
            page = Page(contents.decode("utf-8"))
            loaded = [address for tag, address in page.addresses if tag in ("link", "script", "img", "form")]
            assert not [address for address in loaded if "//" in address]
            assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
            assert "img" not in page.tags
            assert b"default-src &#39;none&#39;" in contents


def test_every_page_is_in_every_language_and_in_the_map(files: dict[str, bytes]) -> None:
    pages = {path for path in files if path.endswith(".html")} - {"index.html"}
    assert pages == {path for path, _ in page_paths(released())}
    assert {path[3:] for path in pages if path.startswith("fr/")} == {
        path[3:] for path in pages if path.startswith("en/")
    }
    assert b'<html lang="fr">' in files["fr/index.html"]
    assert b'<html lang="en">' in files["en/reuse.html"]


def test_hostile_titles_stay_text_on_every_page() -> None:
    source = {"title": HOSTILE, "url": "https://example.org", "date": "2026-01-01", "licence": HOSTILE, "checked": True}
    need = example("need", title={"fr": HOSTILE}, summary={"fr": HOSTILE}, sources=[source], authors=["Mimosa"])
    place = example("territory", title={"fr": HOSTILE})
    clean = site(released())
    for path, contents in site(released(need, place)).items():
        if path.endswith(".html"):
            hostile, plain = Page(contents.decode("utf-8")), Page(clean[path].decode("utf-8"))
            assert set(hostile.tags) - set(plain.tags) <= {"section", "ol", "br", "span", "h2", "li", "a"}
            assert hostile.tags.count("script") == plain.tags.count("script")
            assert "onerror" not in hostile.attributes


def test_the_font_is_there_when_given(files: dict[str, bytes]) -> None:
    assert FONT not in files
    assert b"@font-face" not in files["assets/site.css"]
    made = site(released(), font=b"wOF2")
    assert made[FONT] == b"wOF2"
    assert made["assets/site.css"].startswith(b"@font-face")


def test_licences_and_sources_are_named(files: dict[str, bytes]) -> None:
    page = files["fr/reuse.html"].decode("utf-8")
    for told in ("CC BY-SA 4.0", "Bilan d&#39;exemple", "etalab-2.0", "gtfs.zip", "ODbL-1.0", "tables/need.csv"):
        assert told in page


def test_a_page_loads_a_few_small_files(files: dict[str, bytes]) -> None:
    for path, contents in files.items():
        if path.endswith(".html"):
            assert len(contents) < 30_000
    assert sum(len(made) for path, made in files.items() if path.startswith("assets/")) < 20_000
    assert re.search(rb"window\.porteeIndex", files["fr/search-index.js"])
    assert issubclass(PorteeError, Exception)
