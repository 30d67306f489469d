"""The network's folder: whole or not there, the same bytes for the same inputs, nothing made twice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from portee.core.errors import NetworkError, OutputError
from portee.network.store import FORMAT, draft, is_whole, key_of, load_section, read_manifest, usable_network
from portee.network.strings import TextColumn


class Pair(NamedTuple):
    """Something nested."""

    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Record:
    """One of everything that a section may hold."""

    numbers: npt.NDArray[np.int32]
    flags: npt.NDArray[np.bool_]
    nothing: npt.NDArray[np.int8]
    table: npt.NDArray[np.float64]
    names: tuple[str, ...]
    column: TextColumn
    by_mode: dict[str, npt.NDArray[np.int16]]
    pair: Pair
    count: int
    share: float
    zone: str
    good: bool


def _record(seed: int = 1) -> Record:
    rng = np.random.default_rng(seed)
    return Record(
        numbers=rng.integers(-9, 9, 5).astype(np.int32),
        flags=rng.random(3) < 0.5,
        nothing=np.zeros(0, np.int8),
        table=np.asfortranarray(rng.random((2, 3))),
        names=("café", "", "日本"),
        column=TextColumn.of(["x"] * seed),
        by_mode={"walk": np.arange(3, dtype=np.int16), "car": np.zeros(0, np.int16)},
        pair=Pair(np.arange(2, dtype=np.int32), np.zeros((0, 2))),
        count=7,
        share=0.1,
        zone="Europe/Paris",
        good=True,
    )


def _write(folder: Path, *, seed: int = 1, key: str = "a", facts: dict[str, Any] | None = None) -> None:
    with draft(folder) as work:
        if not work.reuse("one", key):
            work.write("one", key, _record(seed), {"rows": seed})
        work.write("two", "always", Pair(np.arange(seed, dtype=np.int32), np.ones(1)))
        work.facts.update(facts or {})


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _beside(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.iterdir())


def _section(folder: Path, name: str = "one") -> dict[str, Any]:
    return load_section(folder, name, read_manifest(folder))


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder, facts={"notes": ["é"]})
    record, found = _record(), _section(folder)
    for name in ("numbers", "flags", "nothing", "table"):
        np.testing.assert_array_equal(found[name], getattr(record, name))
        assert found[name].dtype == getattr(record, name).dtype
    for mode, array in record.by_mode.items():
        np.testing.assert_array_equal(found[f"by_mode.{mode}"], array)
    np.testing.assert_array_equal(found["pair.left"], record.pair.left)
    np.testing.assert_array_equal(found["pair.right"], record.pair.right)
    assert found["names"] == record.names
    assert found["column"] == record.column
    assert (found["count"], found["share"], found["zone"], found["good"]) == (7, 0.1, "Europe/Paris", True)
    assert read_manifest(folder)["notes"] == ["é"]


def test_arrays_are_read_from_the_files_and_never_change_them(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    before = _bytes(folder)
    found = _section(folder)
    assert isinstance(found["numbers"].base, np.memmap)
    found["numbers"][:] = 99
    assert _bytes(folder) == before
    assert _section(folder)["numbers"].tolist() == _record().numbers.tolist()


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        _write(tmp_path / name, facts={"b": 1, "a": 2} if name == "first" else {"a": 2, "b": 1})
    _write(tmp_path / "first", facts={"a": 2, "b": 1})
    assert _bytes(tmp_path / "first") == _bytes(tmp_path / "second")
    assert _beside(tmp_path / "first") == ["first", "second"]


def test_a_section_is_taken_over_when_its_key_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    inode = (folder / "one" / "numbers.npy").stat().st_ino
    _write(folder, seed=2)
    assert (folder / "one" / "numbers.npy").stat().st_ino == inode
    assert read_manifest(folder)["sections"]["one"]["facts"] == {"rows": 1}
    assert len(_section(folder, "two")["left"]) == 2
    _write(folder, seed=2, key="b")
    assert _section(folder)["numbers"].tolist() == _record(2).numbers.tolist()


def test_a_file_system_without_links_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "net"
    _write(folder)
    before = _bytes(folder)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr("os.link", refuse)
    _write(folder)
    assert _bytes(folder) == before


def test_a_damaged_section_is_not_taken_over(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    (folder / "one" / "numbers.npy").write_bytes(b"")
    assert not is_whole(folder, "one", read_manifest(folder)["sections"]["one"])
    _write(folder)
    assert is_whole(folder, "one", read_manifest(folder)["sections"]["one"])
    assert _section(folder)["numbers"].tolist() == _record().numbers.tolist()


def test_sections_that_belong_together_are_taken_over_together(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    with draft(folder) as work:
        assert not work.reuse_all({"one": "a", "two": "other"})
        assert not work.sections
        assert not work.reuse_all({"one": "a", "three": "a"})
        assert work.reuse_all({"one": "a", "two": "always"})
        assert sorted(work.sections) == ["one", "two"]
        assert work.load("one")["count"] == 7


@pytest.mark.parametrize("problem", [RuntimeError("boom"), KeyboardInterrupt(), OSError(28, "no space left on device")])
@pytest.mark.parametrize("existing", [True, False])
def test_an_interrupted_build_leaves_what_was_there(tmp_path: Path, problem: BaseException, existing: bool) -> None:
    folder = tmp_path / "net"
    if existing:
        _write(folder)
    before = _bytes(folder) if existing else {}
    expected = OutputError if isinstance(problem, OSError) else type(problem)

    def interrupted() -> None:
        with draft(folder) as work:
            work.write("one", "b", _record(5))
            raise problem

    with pytest.raises(expected):
        interrupted()
    assert _beside(folder) == (["net"] if existing else [])
    assert (_bytes(folder) if existing else {}) == before


def test_a_build_killed_half_way_is_no_network_and_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    unfinished = tmp_path / ".net.unfinished"
    (unfinished / "one").mkdir(parents=True)
    (unfinished / "one" / "numbers.npy").write_bytes(b"half")
    with pytest.raises(NetworkError):
        read_manifest(folder)
    with pytest.raises(NetworkError):
        read_manifest(unfinished)
    _write(folder)
    assert _beside(folder) == ["net"]


def test_when_the_new_network_cannot_be_moved_in_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "net"
    _write(folder)
    before = _bytes(folder)
    rename = Path.rename

    def fail_for_the_new_one(self: Path, target: Path) -> Path:
        if self.name.endswith(".unfinished"):
            raise OSError(5, "input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_new_one)
    with pytest.raises(OutputError):
        _write(folder, seed=3, key="c")
    assert _bytes(folder) == before
    assert _beside(folder) == ["net"]


def test_the_old_network_is_found_again_after_a_kill_between_the_two_moves(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    folder.rename(tmp_path / ".net.replaced")
    _write(folder, seed=2)
    assert read_manifest(folder)["sections"]["one"]["facts"] == {"rows": 1}
    assert _beside(folder) == ["net"]


@pytest.mark.parametrize("content", ["text", "{}", "[]", '{"format": 1', '{"format": "x"}'])
def test_a_folder_that_is_no_network_is_never_overwritten(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "manifest.json").write_text(content)
    with pytest.raises(OutputError) as caught:
        _write(folder)
    assert str(folder) in str(caught.value)
    assert caught.value.mend
    assert _bytes(folder) == {"manifest.json": content.encode()}
    assert _beside(folder) == ["photos"]


def test_a_file_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "net").write_text("mine")
    with pytest.raises(OutputError):
        _write(tmp_path / "net")
    assert (tmp_path / "net").read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    assert usable_network(folder) is None
    _write(folder)
    assert usable_network(folder) == folder


def test_without_a_folder_to_put_it_in_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        _write(tmp_path / "nowhere" / "net")
    assert caught.value.mend
    assert list(tmp_path.iterdir()) == []


def test_a_network_of_another_format_is_refused_and_may_be_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": FORMAT + 1}))
    with pytest.raises(NetworkError) as caught:
        read_manifest(folder)
    assert f"format {FORMAT + 1}" in str(caught.value)
    assert "Build it again" in caught.value.mend
    _write(folder, seed=2)
    assert read_manifest(folder)["sections"]["one"]["facts"] == {"rows": 2}


@pytest.mark.parametrize("name", ["net", "file"])
def test_what_is_no_network_does_not_open(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NetworkError) as caught:
        read_manifest(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert "portee build" in caught.value.mend


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"\xff\xfe", b'{"format": 1}', b'{"format": 1, "sections": 3}']
)
def test_a_damaged_manifest_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(NetworkError) as caught:
        read_manifest(tmp_path)
    assert caught.value.mend


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _garbled(file: Path) -> None:
    file.write_bytes(b"\0" * file.stat().st_size)


def _removed(file: Path) -> None:
    file.unlink()


def _grown(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"more")


@pytest.mark.parametrize("damage", [_cut_short, _emptied, _garbled, _removed, _grown])
@pytest.mark.parametrize("name", ["numbers.npy", "names.text.npy", "names.offset.npy"])
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, name: str, damage: Any) -> None:
    folder = tmp_path / "net"
    _write(folder)
    damage(folder / "one" / name)
    with pytest.raises(NetworkError) as caught:
        _section(folder)
    assert str(folder / "one") in str(caught.value)
    assert caught.value.mend == "Build it again."


def test_a_missing_section_is_one_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    _write(folder)
    with pytest.raises(NetworkError, match="no three"):
        _section(folder, "three")


def test_keys_tell_different_inputs_apart() -> None:
    assert key_of("a", 1, {"x": 1, "y": 2}) == key_of("a", 1, {"y": 2, "x": 1})
    assert (
        len({key_of("a"), key_of("b"), key_of("a", "b"), key_of(["a", "b"]), key_of("ab"), key_of(1), key_of("1")}) == 7
    )
