from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.records.evidence import Input
from portee.core.errors import ParameterError
from portee.core.provenance import sha256_of
from portee.services.evidence.inputs import shelf_of


def _input(name: str, path: Path) -> Input:
    return Input(name=name, sha256=sha256_of(path)[0], licence="not-stated")


def test_inputs_are_known_by_content_whatever_their_names(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    (data / "deep").mkdir(parents=True)
    (data / "deep" / "odd.bin").write_bytes(b"a,b\n1,2\n")
    (data / "other.csv").write_bytes(b"x\n")
    wanted = _input("city/places.csv", data / "deep" / "odd.bin")
    shelf = shelf_of([data])
    assert shelf.missing([wanted]) == ()
    found = shelf.find(wanted, cache)
    assert found.name == "places.csv"
    assert found.read_bytes() == b"a,b\n1,2\n"
    same = _input("other.csv", data / "other.csv")
    assert shelf.find(same, cache) == data / "other.csv"


def test_a_link_never_leads_to_what_changed_since(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    data.mkdir()
    (data / "one.bin").write_bytes(b"good")
    wanted = _input("f.csv", data / "one.bin")
    assert shelf_of([data]).find(wanted, cache).read_bytes() == b"good"
    (data / "one.bin").write_bytes(b"bad")
    (data / "two.bin").write_bytes(b"good")
    assert shelf_of([data]).find(wanted, cache).read_bytes() == b"good"
    assert [path.name for path in (cache / wanted.sha256).iterdir()] == ["f.csv"]


def test_one_byte_more_is_another_input(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x\n")
    wanted = _input("a.csv", file)
    file.write_bytes(b"x\n\n")
    assert shelf_of([tmp_path]).missing([wanted]) == (wanted,)


def test_a_name_must_mean_one_content(tmp_path: Path) -> None:
    for folder, content in (("a", b"1"), ("b", b"2"), ("c/b", b"2")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "f.csv").write_bytes(content)
    shelf = shelf_of([tmp_path])
    assert shelf.named("b/f.csv").read_bytes() == b"2"
    with pytest.raises(ParameterError, match="different files are called"):
        shelf.named("f.csv")
    with pytest.raises(ParameterError, match="No file of the folders"):
        shelf.named("g.csv")


def test_hashing_ends_when_all_is_found(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text(name)
    first = sha256_of(tmp_path / "a")[0]
    assert list(shelf_of([tmp_path], wanted=[first]).by_hash) == [first]
    assert shelf_of([tmp_path], wanted=[]).by_hash == {}


def test_a_folder_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="is no folder"):
        shelf_of([tmp_path / "nowhere"])
