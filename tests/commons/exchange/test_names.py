from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.exchange.names import DEEPEST, LONGEST_NAME, entry_problem, folder_problem, place_of
from tests.commons.examples import PATHS

FILE = b"100644"


@pytest.mark.parametrize("mode", [b"120000", b"160000", b"100755", b"100664", b"0100644", b"000000"])
def test_only_plain_files_and_folders(mode: bytes) -> None:
    assert entry_problem(mode, b"a.md")


@pytest.mark.parametrize(
    "name",
    [
        *(".git", ".GIT", ".Git", ".gIt", "git~1", "GIT~1", ".git.", ".git ", ".git\u200c", ".g\u200dit", "\ufeff.git"),
        *(".git::$INDEX_ALLOCATION", ".git:x", "..git\\x", ".git\\config", ".gitmodules", ".GITMODULES", "gitmod~1"),
        *(".gitattributes", ".gitconfig", "\uff0egit", ".\uff47it", "..", ".", "a/b", "a\\b", "a\nb", "a\tb", "a\x7f"),
        "a\x1b[0m",
        *("-rf", " a", "a ", "a.", "con", "NUL", "aux.md", "COM1.txt", "a:b", "a*b", 'a"b', "a|b", "a<b", "\u202eabc"),
        "x" * (LONGEST_NAME + 1),
    ],
)  # fmt: skip
def test_names_that_could_lead_elsewhere(name: str) -> None:
    assert entry_problem(FILE, name.encode())


def test_names_that_are_no_text() -> None:
    assert "UTF-8" in (entry_problem(FILE, b"\xff.md") or "")


@pytest.mark.parametrize("name", ["commons.yaml", "README.md", "LICENCE", ".gitignore", ".github", "É-tude (2).csv"])
def test_plain_names(name: str) -> None:
    assert entry_problem(FILE, name.encode()) is None


def test_every_path_of_the_example_is_let_in() -> None:
    for path in PATHS:
        folder, name = path.split("/")
        assert entry_problem(b"40000", folder.encode()) is None
        assert folder_problem("root", 0, folder) is None
        assert place_of("root", 0, folder) == "records"
        assert entry_problem(FILE, name.encode()) is None


@given(st.text(min_size=1, max_size=20))
def test_no_name_that_is_let_in_is_git_itself_once_signs_are_dropped(name: str) -> None:
    if entry_problem(FILE, name.encode("utf-8", "surrogatepass")) is None:
        seen = "".join(sign for sign in name if sign.isprintable()).rstrip(". ").casefold()
        assert seen not in {".git", "git~1", "..", "."}
        assert not set(name) & set('/\\:\0*?"<>|')


def test_where_folders_lie() -> None:
    assert folder_problem("root", 0, "pages") is None
    assert folder_problem("root", 0, "Pages of mine")
    assert folder_problem("records", 1, "sub")
    assert folder_problem("other", DEEPEST - 1, "sub") is None
    assert folder_problem("other", DEEPEST, "sub")
    assert place_of("root", 0, "data") == "other"
    assert place_of("other", 1, "need") == "other"
