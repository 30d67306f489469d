"""Files and folders appear whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from portee.core.atomic import atomic_file, atomic_files, atomic_folder
from portee.core.errors import OutputError


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_file_appears_at_the_end_only(tmp_path: Path) -> None:
    target = tmp_path / "a.gpkg"
    with atomic_file(target) as partial:
        assert partial.suffix == ".gpkg"
        assert partial.parent == tmp_path
        partial.write_text("new")
        assert not target.exists()
    assert target.read_text() == "new"
    assert names(tmp_path) == ["a.gpkg"]


@pytest.mark.parametrize("raised", [ValueError("no"), KeyboardInterrupt()])
def test_what_is_raised_passes_and_the_former_file_stays(tmp_path: Path, raised: BaseException) -> None:
    target = tmp_path / "a.csv"
    target.write_text("former")

    def write() -> None:
        with atomic_file(target) as partial:
            partial.write_text("half")
            partial.with_name(f"{partial.name}-journal").write_text("sqlite")
            raise raised

    with pytest.raises(type(raised)):
        write()
    assert target.read_text() == "former"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "full"), (errno.EACCES, "may not"), (errno.EROFS, "read-only"), (errno.EIO, "could not")],
)
def test_system_errors_become_output_errors(tmp_path: Path, number: int, word: str) -> None:
    def write() -> None:
        with atomic_file(tmp_path / "a.csv") as partial:
            partial.write_text("half")
            raise OSError(number, os.strerror(number))

    with pytest.raises(OutputError, match=word) as caught:
        write()
    assert str(tmp_path / "a.csv") in str(caught.value)
    assert names(tmp_path) == []


def test_missing_folder_and_folder_in_place_of_a_file_are_told_before_the_work(tmp_path: Path) -> None:
    def never() -> None:
        raise AssertionError("the block must not run")

    with pytest.raises(OutputError, match="does not exist"), atomic_file(tmp_path / "none" / "a.csv"):
        never()
    (tmp_path / "dir").mkdir()
    with pytest.raises(OutputError, match="folder of that name"), atomic_file(tmp_path / "dir"):
        never()
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file"), atomic_file(tmp_path / "file" / "a.csv"):
        never()
    with pytest.raises(OutputError), atomic_folder(tmp_path / "file"):
        never()


def test_nothing_written_is_an_error_not_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError), atomic_file(tmp_path / "a.csv"):
        pass
    assert names(tmp_path) == []


def test_files_that_belong_together_come_together(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.csv"
    with pytest.raises(OutputError), atomic_files(one, two) as (first, _second):
        first.write_text("1")
    assert names(tmp_path) == []
    with atomic_files(one, two) as (first, second):
        first.write_text("1")
        second.write_text("2")
    assert names(tmp_path) == ["one.json", "two.csv"]


def test_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "network"
    target.mkdir()
    (target / "old.npy").write_text("old")
    with atomic_folder(target) as partial:
        (partial / "deep").mkdir()
        (partial / "deep" / "new.npy").write_text("new")
        assert names(target) == ["old.npy"]
    assert names(target) == ["deep"]
    assert names(tmp_path) == ["network"]


@pytest.mark.parametrize("raised", [RuntimeError(), KeyboardInterrupt()])
def test_interrupted_folder_leaves_the_former_one(tmp_path: Path, raised: BaseException) -> None:
    target = tmp_path / "network"
    target.mkdir()
    (target / "old.npy").write_text("old")

    def write() -> None:
        with atomic_folder(target) as partial:
            (partial / "new.npy").write_text("new")
            raise raised

    with pytest.raises(type(raised)):
        write()
    assert names(target) == ["old.npy"]
    assert names(tmp_path) == ["network"]


def test_failed_rename_brings_the_former_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "network"
    target.mkdir()
    (target / "old.npy").write_text("old")
    real, calls = os.replace, []

    def second_fails(source: Path, destination: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(errno.EIO, "input/output error")
        real(source, destination)

    monkeypatch.setattr("portee.core.atomic.os.replace", second_fails)
    with pytest.raises(OutputError), atomic_folder(target) as partial:
        (partial / "new.npy").write_text("new")
    assert names(target) == ["old.npy"]
    assert names(tmp_path) == ["network"]
