from __future__ import annotations

from pathlib import Path

from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries, summary_of
from tests.commons.exchange.commonses import NEED, edit, make


def test_only_new_problems_are_told(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    head = commons.head()
    before = summaries(commons, head)
    good = contents(head, NEED)
    assert good is not None
    assert new_problems(before, before) == []
    wrong = good.replace(b"motive: work", b"motive: x")
    after = changed_summaries(before, {NEED: wrong})
    assert "motive" in str(new_problems(before, after)[0])
    moved = changed_summaries(before, {NEED: wrong.replace(b"\ntitle:", b"\n# une ligne\ntitle:")})
    assert new_problems(after, moved) == []
    gone = new_problems(before, changed_summaries(before, {NEED: None}))
    assert gone
    assert all("There is no record 'need/embauche-avant-l-aube'" in str(problem) for problem in gone)
    assert new_problems(after, before) == []


def test_edits_on_disk_do_not_stand_for_the_version(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    before = summaries(commons, commons.head())
    edit(commons, NEED, "motive: work", "motive: x")
    assert summaries(commons, commons.head()) == before
    assert summaries(commons, None) == {}
    assert contents(commons.head(), "need/z.md") is None


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    assert "UTF-8" in summary_of(b"\xff", NEED).problems[0]["what"]
