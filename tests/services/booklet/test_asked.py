from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.core.provenance import Provenance
from portee.reports.fluent import CATALOGUES
from portee.reports.sheet import SheetTable
from portee.services.booklet import Classroom, Facts
from portee.services.booklet.asked import figures_of, sources_chapter, sources_of
from portee.services.booklet.said import Said
from portee.services.workspace.workspace import open_workspace


def table(facts: Facts, lang: str, id: str) -> SheetTable:
    parts = sources_chapter(Said(facts, lang)).parts
    return next(part for part in parts if isinstance(part, SheetTable) and part.id == id)


def test_a_figure_is_told_with_the_question_that_gives_it(room: Classroom, facts: Facts) -> None:
    first = next(one for one in figures_of(facts) if one.id == f"reach-{facts.limit_min}")
    told = first.record()
    assert told["value"] == facts.at(facts.home)
    assert (told["place"], told["minutes"], told["drill_step"]) == (facts.home.name, facts.limit_min, None)
    assert (told["lat"], told["lon"]) == (round(facts.home.lat, 5), round(facts.home.lon, 5))
    assert told["back_s"] is None, "one way only: no hour of being back"
    found = room.explorer.answer(replace(first.question, minutes=told["minutes"]))
    assert found.kinds[facts.kind].reached == told["value"]


def test_each_step_of_the_drill_tells_each_place_and_the_way_back(facts: Facts) -> None:
    steps = [one for one in figures_of(facts) if one.step]
    assert len(steps) == len(facts.shocks) * len(facts.spots)
    for one in steps:
        assert one.record()["drill_step"] == one.step
        assert one.record()["back_s"] is not None


def test_a_source_that_two_kinds_read_is_told_once_for_each(facts: Facts) -> None:
    file = Provenance("opportunities", "places.csv", "ab" * 32, 10)
    twice = replace(facts, network_sources=(file, file), sources={"jobs": (file,), "shops": (file, file)})
    assert [role for role, source in sources_of(twice) if source is file] == ["streets", "jobs", "shops"]


@pytest.mark.parametrize("lang", CATALOGUES)
def test_the_chapter_lists_every_figure_and_every_file(facts: Facts, lang: str) -> None:
    figures, files = table(facts, lang, "figures-table"), table(facts, lang, "files-table")
    assert [row[0] for row in figures.rows] == [one.id for one in figures_of(facts)]
    assert [row[1] for row in files.rows] == [source.file for _, source in sources_of(facts)]
    assert all("{" not in str(cell) for row in (*figures.rows, *files.rows) for cell in row)
    for row, one in zip(figures.rows, figures_of(facts), strict=True):
        assert str(row[1]).startswith(f"{one.place}, ")


def test_a_licence_that_the_data_do_not_tell_is_told_as_unknown(facts: Facts) -> None:
    file = Provenance("opportunities", "places.csv", "ab" * 32, 10)
    known = replace(file, file="named.csv", sha256="cd" * 32, licence="ODbL-1.0")
    rows = table(replace(facts, sources={"jobs": (file, known)}), "en", "files-table").rows
    licences = {row[1]: row[3] for row in rows}
    assert licences["named.csv"] == "ODbL-1.0"
    assert licences["places.csv"] == Said(facts, "en").bare("learn-sources-none")


@pytest.mark.parametrize("lang", CATALOGUES)
def test_the_licence_that_workspace_yaml_says_is_told(facts: Facts, village_folder: Path, lang: str) -> None:
    entry = open_workspace(village_folder).entry("jobs")
    assert entry is not None
    assert entry.licence
    licences = {row[1]: row[3] for row in table(facts, lang, "files-table").rows}
    assert licences[Path(entry.file).name] == entry.licence
