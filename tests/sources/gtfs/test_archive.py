from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.gtfs import archive, read_gtfs
from portee.sources.gtfs.archive import FeedFiles
from tests.sources.gtfs.feeds import base_feed, write_folder, write_zip


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_gtfs([path])
    assert str(path) in str(caught.value)
    assert caught.value.mend
    return caught.value.what


def test_zip_and_folder_give_the_same_timetable(tmp_path: Path) -> None:
    zipped, _, _ = read_gtfs([write_zip(tmp_path / "a.zip", base_feed())])
    folder, _, _ = read_gtfs([write_folder(tmp_path / "a", base_feed())])
    assert zipped.stop_id == folder.stop_id
    assert zipped.event_arrival.tolist() == folder.event_arrival.tolist()


@pytest.mark.parametrize("inside", ["feed/", "some/where/deep/"])
def test_files_in_a_sub_folder_are_found(tmp_path: Path, inside: str) -> None:
    files = base_feed()
    path = write_zip(tmp_path / "a.zip", files, inside=inside)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("__MACOSX/feed/._stops.txt", b"\0\5\26\7")
        more.writestr("readme.md", "words")
    assert read_gtfs([path])[0].trip_count == 2


def test_names_are_compared_in_lower_case(tmp_path: Path) -> None:
    files = {name.upper(): text for name, text in base_feed().items()}
    assert read_gtfs([write_zip(tmp_path / "a.zip", files)])[0].trip_count == 2


def test_missing_path(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.zip")


def test_not_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"stop_id,stop_name\n")
    assert "not a zip" in refused(path)


def test_empty_file_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"")
    (tmp_path / "b").mkdir()
    assert "not a zip" in refused(tmp_path / "a.zip")
    assert "not a GTFS feed" in refused(tmp_path / "b")


def test_zip_that_is_not_gtfs(tmp_path: Path) -> None:
    assert "not a GTFS feed" in refused(write_zip(tmp_path / "a.zip", {"data.csv": "x\n1\n"}))


def test_several_feeds_in_one_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed(), inside="north/")
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("south/stops.txt", "stop_id\n")
    assert "several feeds" in refused(path)


@pytest.mark.parametrize("cut", [10, 200, 900])
def test_truncated_zip(tmp_path: Path, cut: int) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    path.write_bytes(path.read_bytes()[:-cut])
    refused(path)


def test_damaged_member(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        info = zipped.getinfo("stop_times.txt")
    for at in range(info.header_offset + 60, info.header_offset + 70):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "cannot be read" in refused(path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../stops.txt", "leaves the archive"),
        ("a/../../stops.txt", "leaves the archive"),
        ("..\\stops.txt", "leaves the archive"),
        ("/etc/stops.txt", "absolute"),
        ("C:/stops.txt", "absolute"),
    ],
)
def test_paths_that_leave_the_archive(tmp_path: Path, name: str, words: str) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    with zipfile.ZipFile(path, "a") as more:
        more.writestr(name, "stop_id\n")
    assert words in refused(path)


def test_links_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    with zipfile.ZipFile(path, "a") as more:
        info = zipfile.ZipInfo("shapes.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        more.writestr(info, "/etc/passwd")
    assert "link" in refused(path)


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0]
    struct.pack_into("<H", data, at + 8, flags | 1)
    path.write_bytes(bytes(data))
    assert "encrypted" in refused(path)


def test_repeated_members_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    with zipfile.ZipFile(path, "a") as more, pytest.warns(UserWarning, match="Duplicate name"):
        more.writestr("stops.txt", "stop_id\n")
    assert "several members named 'stops.txt'" in refused(path)


def test_names_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("Stops.txt", "stop_id\n")
    assert "two files of one name" in refused(path)


def test_unknown_compression(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        info = zipped.getinfo("stops.txt")
        central = data.find(b"stops.txt", zipped.start_dir) - 46
    struct.pack_into("<H", data, info.header_offset + 8, 99)
    struct.pack_into("<H", data, central + 10, 99)
    path.write_bytes(bytes(data))
    assert "cannot be read" in refused(path)


def test_zip_bombs_are_refused_by_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "RATIO_FLOOR_BYTES", 100_000)
    files = base_feed() | {"shapes.txt": "0" * 1_000_000}
    assert "zip bomb" in refused(write_zip(tmp_path / "a.zip", files))


def test_zip_bombs_are_refused_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed())
    assert FeedFiles(path).names[0] == "agency.txt"
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 100)
    assert "zip bomb" in refused(path)


def test_a_size_that_lies_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", base_feed() | {"shapes.txt": "0" * 100_000})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        central = data.find(b"shapes.txt", zipped.start_dir) - 46
    struct.pack_into("<I", data, central + 24, 50)
    path.write_bytes(bytes(data))
    assert "cannot be read" in refused(path)
