from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.gbfs import archive, read_gbfs
from portee.sources.gbfs.archive import FeedFiles, by_language
from tests.sources.gbfs.feeds import feed2, file2, write_folder, write_zip


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_gbfs(path)
    assert str(path) in str(caught.value)
    assert caught.value.mend
    return caught.value.what


def named(name: str) -> str:
    return file2({"system_id": name, "name": name, "language": "xx", "timezone": "Europe/Paris"})


def test_zip_and_folder_give_the_same_system(tmp_path: Path) -> None:
    zipped = read_gbfs(write_zip(tmp_path / "a.zip", feed2()))
    folder = read_gbfs(write_folder(tmp_path / "a", feed2()))
    assert zipped.stations == folder.stations
    assert zipped.plans == folder.plans
    assert zipped.zones == folder.zones


@pytest.mark.parametrize("inside", ["feed/", "some/where/deep/"])
def test_files_in_a_sub_folder_are_found(tmp_path: Path, inside: str) -> None:
    path = write_zip(tmp_path / "a.zip", feed2(), inside=inside)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("__MACOSX/feed/._system_information.json", b"\0\5\26\7")
        more.writestr("readme.md", "words")
    assert len(read_gbfs(path).stations) == 2


def test_names_are_compared_in_lower_case_and_without_ending(tmp_path: Path) -> None:
    feed = {name.upper() + ".JSON": file2(data) for name, data in feed2(station_status=None).items()}
    feed["Station_Status."] = file2(feed2()["station_status"])
    path = write_folder(tmp_path / "a", feed)
    (path / "Station_Status.").rename(path / "station_status")
    assert read_gbfs(path).stations[0].vehicles_available == 5


def test_french_is_read_where_there_is_a_folder_per_language(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("gbfs.json", "{}")
        for language in ("de", "en", "fr-FR"):
            made.writestr(f"{language}/system_information.json", named(language))
            made.writestr(f"{language}/station_information.json", file2(feed2()["station_information"]))
    assert read_gbfs(path).id == "fr-FR"


def test_languages_in_order_of_preference() -> None:
    assert by_language(["nb", "en-GB", "fr-CA"]) == "fr-CA"
    assert by_language(["nb", "EN"]) == "EN"
    assert by_language(["nb", "sv"]) == "nb"


def test_several_feeds_are_refused(tmp_path: Path) -> None:
    write_folder(tmp_path / "all" / "lyon-1", feed2())
    write_folder(tmp_path / "all" / "paris-2", feed2())
    assert "several feeds" in refused(tmp_path / "all")


def test_missing_empty_and_foreign(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.zip")
    (tmp_path / "b").mkdir()
    assert "not a GBFS feed" in refused(tmp_path / "b")
    (tmp_path / "a.zip").write_bytes(b"")
    assert "not a zip" in refused(tmp_path / "a.zip")
    assert "not a GBFS feed" in refused(write_zip(tmp_path / "c.zip", {"data.csv": "x\n1\n"}))


def test_damaged_zips(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", feed2())
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert "cut short" in refused(path)
    with zipfile.ZipFile(write_zip(path, feed2())) as zipped:
        offset = zipped.getinfo("system_information.json").header_offset
    data = bytearray(path.read_bytes())
    for at in range(offset + 60, offset + 70):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "cannot be read" in refused(path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../station_status.json", "leaves the archive"),
        ("..\\station_status.json", "leaves the archive"),
        ("/etc/station_status.json", "absolute"),
        ("C:/station_status.json", "absolute"),
    ],
)
def test_paths_that_leave_the_archive(tmp_path: Path, name: str, words: str) -> None:
    path = write_zip(tmp_path / "a.zip", feed2(station_status=None))
    with zipfile.ZipFile(path, "a") as more:
        more.writestr(name, "{}")
    assert words in refused(path)


def test_links_and_locked_members_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", feed2())
    with zipfile.ZipFile(path, "a") as more:
        info = zipfile.ZipInfo("system_alerts.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        more.writestr(info, "/etc/passwd")
    assert "link" in refused(path)
    data = bytearray(write_zip(path, feed2()).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | 1)
    path.write_bytes(bytes(data))
    assert "encrypted" in refused(path)


def test_repeated_names_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", feed2())
    with zipfile.ZipFile(path, "a") as more, pytest.warns(UserWarning, match="Duplicate name"):
        more.writestr("station_status.json", "{}")
    assert "several members named" in refused(path)
    path = write_zip(tmp_path / "b.zip", feed2())
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("Station_Status.json", "{}")
    assert "two files of one name" in refused(path)


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_zip(tmp_path / "a.zip", feed2(station_status=b" " * 3_000_000 + file2({"stations": []}).encode()))
    assert len(path.read_bytes()) < 20_000
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1 << 20)
    assert "larger than 1 MB" in refused(path)


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    padded = {name: b" " * 400_000 + file2(data).encode() for name, data in feed2().items()}
    path = write_folder(tmp_path / "a", padded)
    assert read_gbfs(path).id == "velo"
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1 << 20)
    assert "the feed is larger than 1 MB" in refused(path)


def test_crowded_folders_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, zipped = write_folder(tmp_path / "a", feed2()), write_zip(tmp_path / "a.zip", feed2())
    monkeypatch.setattr(archive, "MAX_MEMBERS", 5)
    assert "more than 5 files" in refused(folder)
    assert "more than 5 files" in refused(zipped)


def test_names_and_places(tmp_path: Path) -> None:
    with FeedFiles(write_folder(tmp_path / "a", feed2())) as files:
        assert "station_status" in files
        assert files.names[0] == "free_bike_status"
        files.alias("vehicle_status", "free_bike_status")
        assert files.file("vehicle_status") == "free_bike_status.json"
        assert str(files.where("station_status", "lat")) == f"{tmp_path / 'a'}/station_status.json, field 'lat'"
