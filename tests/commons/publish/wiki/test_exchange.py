from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.publish.wiki.dump import dump_xml, read_pages
from portee.commons.publish.wiki.exchange import export_wiki, import_wiki
from portee.commons.publish.wiki.template import WikiPage
from portee.core.errors import InputError, ParameterError
from tests.commons.publish.commonses import make_commons

PRACTICE, SOLUTION = "practice/navette-des-moulins", "solution/navette-de-l-aube"


def test_what_is_reviewed_is_exported_and_comes_back_elsewhere(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    pages = export_wiki(commons.root, (), tmp_path / "w.xml")
    assert [page.title for page in pages] == ["Navette des Moulins", "Navette de l'aube"]
    assert pages[0].multiple["challenge"] == ("Embaucher avant le premier bus",)
    other = make_commons(tmp_path / "o")
    for id in (PRACTICE, SOLUTION):
        (other.root / f"{id}.md").unlink()
    before = len(check_commons(other.root).records)
    drafts = import_wiki(tmp_path / "w.xml", other.root, author="Rocade", day="2026-11-26")
    assert {draft.id for draft in drafts} == {PRACTICE, SOLUTION}
    checked = check_commons(other.root)
    assert len(checked.records) == before + 2
    assert [problem for problem in checked.problems if "navette-de" in str(problem.where)] == []


def test_the_same_commit_gives_the_same_file(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    export_wiki(commons.root, [PRACTICE], tmp_path / "a.xml")
    export_wiki(commons.root, [PRACTICE], tmp_path / "b.xml")
    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()
    assert [page.title for page in read_pages(tmp_path / "a.xml")] == ["Navette des Moulins"]


def test_nothing_is_written_over_and_nothing_half_written(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    file = tmp_path / "w.xml"
    file.write_bytes(dump_xml([WikiPage("Nouvelle"), WikiPage("Navette des Moulins")], "2026-11-26T08:00:00Z"))
    with pytest.raises(InputError, match="such a record already"):
        import_wiki(file, commons.root, author="Rocade", day="2026-11-26")
    assert not (commons.root / "practice" / "nouvelle.md").exists()
    file.write_bytes(dump_xml([WikiPage("Double"), WikiPage("double")], "2026-11-26T08:00:00Z"))
    with pytest.raises(InputError, match="practice/double"):
        import_wiki(file, commons.root, author="Rocade", day="2026-11-26")


def test_what_cannot_be_exported_or_imported_is_told(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c", status="draft")
    with pytest.raises(InputError, match="reviewed"):
        export_wiki(commons.root, (), tmp_path / "w.xml")
    with pytest.raises(InputError, match="type cell"):
        export_wiki(commons.root, ["cell/aube-navette-moulins"], tmp_path / "w.xml")
    with pytest.raises(InputError, match="Did you mean"):
        export_wiki(commons.root, ["practice/navette-des-moulin"], tmp_path / "w.xml")
    assert not (tmp_path / "w.xml").exists()
    with pytest.raises(ParameterError, match="no licence"):
        import_wiki(tmp_path / "w.xml", commons.root, author="Rocade", day="2026-11-26", licence="GPL")
    with pytest.raises(ParameterError, match="name of your choice"):
        import_wiki(tmp_path / "w.xml", commons.root, author="a@b.c", day="2026-11-26")
