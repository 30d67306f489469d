from __future__ import annotations

import json

import pytest

from portee.commons.check.summary import Summary, summarise
from tests.commons.examples import EXAMPLE, PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_summary_is_kept_as_json_and_read_back(path: str) -> None:
    summary = summarise((EXAMPLE / path).read_text(encoding="utf-8"), path)
    assert summary.is_whole
    assert Summary.from_plain(json.loads(json.dumps(summary.to_plain()))) == summary
    assert summary.id == path.removesuffix(".md")
    assert summary.type == path.partition("/")[0]


def test_links_are_told_with_their_lines() -> None:
    path = "practice/navette-des-moulins.md"
    text = (EXAMPLE / path).read_text(encoding="utf-8")
    lines = text.split("\n")
    links = summarise(text, path).links
    assert {link.to for link in links} == {
        "territory/quartier-des-moulins", "solution/navette-de-l-aube", "need/embauche-avant-l-aube"
    }  # fmt: skip
    for link in links:
        assert link.line is not None
        assert link.to in lines[link.line - 1]
    assert [link.field for link in links if link.field.startswith("body")] == ["body fr", "body en"]


def test_what_is_no_record_is_summarised_all_the_same() -> None:
    summary = summarise("rien", "need/x.md")
    assert not summary.is_whole
    (problem,) = summary.errors()
    assert problem.where is not None
    assert problem.where.file == "need/x.md"
