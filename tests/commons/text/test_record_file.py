from __future__ import annotations

import pytest
from hypothesis import given

from portee.commons.text.record_file import LARGEST_RECORD, RecordFile, parse_record, record_path, record_text
from tests.commons.examples import EXAMPLE, PATHS, example_file
from tests.commons.strategies import record_files

PATH = "need/embauche-avant-l-aube.md"
TEXT = (EXAMPLE / PATH).read_text(encoding="utf-8")


@given(record_files())
def test_what_is_written_reads_back_as_the_same(file: RecordFile) -> None:
    text = record_text(file)
    parsed = parse_record(text, record_path(file.id))
    assert parsed.problems == ()
    assert parsed.file == file
    assert record_text(parsed.file) == text


@pytest.mark.parametrize("path", PATHS)
def test_examples_are_written_as_portee_writes_them(path: str) -> None:
    assert record_text(example_file(path)) == (EXAMPLE / path).read_text(encoding="utf-8")


def said(text: str, path: str = PATH) -> tuple[int | None, str]:
    parsed = parse_record(text, path)
    (problem,) = parsed.problems
    assert problem.where is not None
    assert problem.where.file == path
    assert problem.mend
    return problem.where.line, problem.what


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "no front matter"),
        ("id: need/x\n", 1, "no front matter"),
        ("---\nid: need/x\n", 1, "does not end"),
        ("---\n- a\n---\n", 1, "list or a single value"),
        ("---\nid: [\n---\n", 3, "not YAML"),
        ("---\na: &x 1\nb: *x\n---\n", 2, "anchor"),
        ("---\na: 1\na: 2\n---\n", 3, "there twice"),
        (TEXT.replace("motive: work", "motive: leisure"), 11, "'motive' is 'leisure'"),
        (TEXT.replace("id: need/embauche-avant-l-aube", "id: need/autre"), 2, "says it is 'need/autre'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, what: str) -> None:
    found = said(text)
    assert found[0] == line
    assert what in found[1]


@pytest.mark.parametrize("path", ["need.md", "needs/x.md", "need/É.md", "../need/x.md", "need/x"])
def test_a_record_lies_at_type_slug(path: str) -> None:
    assert said(TEXT, path.replace("need/x", "solutionn/x"))[1] == "No record lies at such a place."


def test_a_record_is_no_data_file() -> None:
    assert "more than" in said(TEXT + "é" * LARGEST_RECORD)[1]


def test_every_problem_is_told_at_once() -> None:
    parsed = parse_record(TEXT.replace("motive: work", "motive: leisure").replace("part: mobility", "part: x"), PATH)
    assert [problem.where.line for problem in parsed.problems if problem.where] == [10, 11]


def test_bodies_by_language_and_the_lines_where_they_begin() -> None:
    text = "---\n" + TEXT.split("---\n")[1] + "---\n\nBonjour.\n\n# en\n\n\nHello.\n\n# fr\n\nSuite.\n"
    parsed = parse_record(text.replace("\n", "\r\n"), PATH)
    assert parsed.file is not None
    assert parsed.file.body == {"fr": "Bonjour.\n\nSuite.", "en": "Hello."}
    assert parsed.file.body_in("ar").startswith("Bonjour")
    lines = text.split("\n")
    assert lines[parsed.body_lines["fr"] - 1] == "Bonjour."
    assert lines[parsed.body_lines["en"] - 1] == "Hello."
