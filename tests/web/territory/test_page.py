from __future__ import annotations

import pytest

from portee.services.jobs.territory import PARTS as COMPUTED
from portee.services.workspace.manifest import COUNTED
from portee.web.site import Site
from portee.web.territory.page import FIRST, TELLERS, asked_of, counted_kinds, kept_part, lacking, table_of
from portee.web.wording import LANGUAGES, say
from tests.web.people import Person
from tests.web.territory.portraits import PARTS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", COMPUTED)
def test_every_part_has_one_question_its_answer_and_charts_that_tables_repeat(part: str, lang: str) -> None:
    shown = TELLERS[part](PARTS[part], lang, "")
    assert shown.question == say(lang, f"territory-{part}-question")
    assert shown.answer
    assert shown.lead
    assert len({table.id for table in shown.tables}) == len(shown.tables)
    for table in shown.tables:
        assert table.chart is not None
        assert table.chart.alt
        assert table.chart.legend
        assert table.why
        assert all(one.formula and one.meaning and one.unit and one.limits for one in table.why)
        assert all(len(row) == len(table.head) for row in table.rows)
        assert table.rows


def test_the_first_part_is_one() -> None:
    assert FIRST in TELLERS
    assert asked_of(FIRST) == asked_of(FIRST, "shops") == {"part": FIRST}


def test_bad_days_and_years_count_what_people_choose_among_what_the_workspace_has(private: Site) -> None:
    assert asked_of("years", "shops") == {"part": "years", "kind": "shops"}
    there = tuple(kind for kind in COUNTED if private.workspace.places(kind) is not None)
    assert there
    assert counted_kinds(private, "years") == there
    assert counted_kinds(private, "people") == ()


@pytest.mark.parametrize(("part", "lacks"), [("work", ""), ("services", "services"), ("years", "projects")])
def test_what_a_workspace_lacks_is_known(private: Site, part: str, lacks: str) -> None:
    assert lacking(private, part) == lacks


def test_nothing_is_there_before_it_was_asked(private: Site) -> None:
    from portee.services.jobs.desk import JobDesk
    from portee.services.workspace.workspace import Workspace
    from portee.web.private import database_of

    assert isinstance(private.workspace, Workspace)
    desk = JobDesk(private.workspace, database_of(private))
    found, job, key = kept_part(desk, "work")
    assert (found, job) == (None, None)
    folder = private.workspace.results / key
    folder.mkdir()
    # A result that was damaged is none, and neither is a table of its cells.
    for text in ("{", '{"part": 3}'):
        (folder / "result.json").write_text(text)
        (folder / "cells.json").write_text(text)
        assert kept_part(desk, "work")[0] is None
        assert table_of(desk, PARTS["work"], key, "cells") is None
    assert table_of(desk, PARTS["work"], key, "equity") is PARTS["work"].tables["equity"]
    assert table_of(desk, PARTS["work"], key, "other") is None
    desk.close()


def test_people_meet_every_part(private: Site) -> None:
    for part in COMPUTED:
        assert Person(private).get(f"/territory/{part}").status_code == 200
