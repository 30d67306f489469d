from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portee.commons.repository.repository import Change, Commons
from portee.web.commons.shelves import shelf_of
from portee.web.errors import Problem
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.commons_site import site_around, some_need


def test_a_site_opens_its_commons_once(commons_site: Site) -> None:
    assert shelf_of(commons_site) is shelf_of(commons_site, "fr")
    assert shelf_of(commons_site).reading() is shelf_of(commons_site).reading()


def test_a_commons_that_changed_is_read_again(commons_site: Site, tmp_path: Path) -> None:
    assert commons_site.workspace.commons is not None
    root = tmp_path / "commons"
    shutil.copytree(commons_site.workspace.commons, root)
    shelf, commons = shelf_of(site_around(root)), Commons.open(root)
    before = shelf.reading()
    path = f"{some_need(commons)}.md"
    text = (root / path).read_text(encoding="utf-8")
    commons.save(Change({path: text.replace("\ntags:\n", "\ntags:\n- la nuit\n", 1).encode()}, "A tag", "Olivier"))
    after = shelf.reading()
    assert after.commit != before.commit
    assert "la nuit" in after.release.by_id[path.removesuffix(".md")].record.tags


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_site_without_a_commons_says_so_in_the_language_of_the_page(site: Site, lang: str) -> None:
    with pytest.raises(Problem) as told:
        shelf_of(site, lang)
    assert told.value.status == 404
    assert say(lang, "commons-none") in str(told.value)
