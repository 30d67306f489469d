"""Every error says what, where and how to mend it, in one tree and one shape."""

from __future__ import annotations

import json
import pickle
import re

import pytest

from portee.core import errors
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError, Where

TREE = [cls for name in errors.__all__ if isinstance(cls := getattr(errors, name), type) and cls is not Where]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where(), ""),
        (Where("a.csv"), "a.csv"),
        (Where("a.csv", 3), "a.csv, line 3"),
        (Where("a.csv", 0, "lon"), "a.csv, line 0, field 'lon'"),
        (Where(field="lon"), "field 'lon'"),
    ],
)
def test_a_place_reads_from_file_to_field(where: Where, text: str) -> None:
    assert str(where) == text


def test_a_message_says_where_what_and_how_to_mend_it() -> None:
    error = SourceError("The id is given twice.", where=Where("a.csv", 3, "id"), mend="Give each place its own.")
    assert str(error) == "a.csv, line 3, field 'id': The id is given twice. Give each place its own."
    assert (error.what, error.mend) == ("The id is given twice.", "Give each place its own.")
    assert str(PorteeError("Nothing more.")) == "Nothing more."
    assert str(PorteeError("Nothing more.", where=Where())) == "Nothing more."


def test_a_plain_text_names_a_file() -> None:
    assert InputError("Wrong.", where="b.csv").where == Where("b.csv")


def test_errors_have_one_json_shape() -> None:
    error = SourceError("Wrong.", where=Where("a.csv", 3, "id"), mend="Mend it.")
    assert json.loads(json.dumps(error.as_dict())) == {
        "error": "SourceError",
        "what": "Wrong.",
        "file": "a.csv",
        "line": 3,
        "field": "id",
        "mend": "Mend it.",
    }
    assert PorteeError("Wrong.").as_dict() == {
        "error": "PorteeError", "what": "Wrong.", "file": None, "line": None, "field": None, "mend": None,
    }  # fmt: skip


def made(kind: type[PorteeError]) -> PorteeError:
    """An error of a kind with all its parts."""
    if issubclass(kind, ManyProblems):
        return kind([SourceError(f"What {n}.", where=Where("f", n, "x"), mend="Mend.") for n in (1, 2)])
    return kind("What.", where=Where("f", 1, "x"), mend="Mend.")


@pytest.mark.parametrize("kind", TREE)
def test_every_error_is_of_the_tree_and_crosses_processes_whole(kind: type[PorteeError]) -> None:
    assert issubclass(kind, PorteeError)
    assert kind.exit_code == 2
    error = made(kind)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is kind
    assert again.as_dict() == error.as_dict()
    assert str(again) == str(error)


def test_several_problems_are_told_together_and_cross_processes_whole() -> None:
    problems = [SourceError("Wrong.", where=Where("a.yaml", 3, "id"), mend="Mend it."), InputError("Worse.")]
    error = ManyProblems(problems)
    assert error.what == "2 problems; nothing was changed."
    assert error.where == Where("a.yaml")
    assert str(error) == (
        "a.yaml: 2 problems; nothing was changed.\n  a.yaml, line 3, field 'id': Wrong. Mend it.\n  Worse."
    )
    told = json.loads(json.dumps(error.as_dict()))
    assert told["error"] == "ManyProblems"
    assert told["file"] == "a.yaml"
    assert told["problems"] == [problem.as_dict() for problem in problems]
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert [type(problem) for problem in again.problems] == [SourceError, InputError]
    assert again.as_dict() == error.as_dict()
    assert str(ManyProblems([InputError("Worse.")])) == "1 problem; nothing was changed.\n  Worse."


def test_the_docstring_shows_the_whole_tree() -> None:
    shown = re.findall(r"^    ([ │├└─]*)(\w+)  ?", errors.__doc__ or "", flags=re.MULTILINE)
    assert sorted(name for _, name in shown) == sorted(cls.__name__ for cls in TREE)
    above: list[str] = []
    for lines, name in shown:
        above[len(lines) // 4 :] = [name]
        (parent,) = getattr(errors, name).__bases__
        assert above[-2:-1] == ([parent.__name__] if len(lines) else []), name
