from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from portee.core.declared import Words
from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.manifest import WorkspaceFile
from portee.services.workspace.uploads import KINDS, find_upload, receive, remove_upload
from portee.services.workspace.workspace import Workspace, start_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return start_workspace(tmp_path / "w", WorkspaceFile(name="w", title=Words(fr="W", en="W")))


def zipped(members: dict[str, bytes], *, pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def refused(workspace: Workspace, name: str, content: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        receive(workspace, name, [content])
    assert list(workspace.uploads.iterdir()) == []


def test_a_file_is_kept_under_a_name_of_ours(workspace: Workspace) -> None:
    upload = receive(workspace, "../../étrange <b>.CSV", [b"a,b\n", b"1,2\n"])
    assert upload.file.read_bytes() == b"a,b\n1,2\n"
    assert upload.file.parent.parent == workspace.uploads
    assert upload.file.name == "upload.csv"
    assert find_upload(workspace, upload.id) == upload
    remove_upload(workspace, upload.id)
    with pytest.raises(ParameterError, match="no such upload"):
        find_upload(workspace, upload.id)


@pytest.mark.parametrize("id", ["", "..", "../private", "x" * 32, "0" * 31])
def test_no_id_leads_elsewhere(workspace: Workspace, id: str) -> None:
    with pytest.raises(ParameterError):
        find_upload(workspace, id)
    remove_upload(workspace, id)
    assert workspace.private.is_dir()


@pytest.mark.parametrize("name", ["x.exe", "x", "x.svg", "x.html", "x.zip.sh", ".csv/..", ""])
def test_other_kinds_are_not_taken(workspace: Workspace, name: str) -> None:
    refused(workspace, name, b"abc", "not taken")


def test_too_much_is_refused_before_it_is_all_there(workspace: Workspace) -> None:
    given = iter([b"x" * 1000] * 10)
    with pytest.raises(SourceError, match="more than"):
        receive(workspace, "x.csv", given, largest=2500)
    assert len(list(given)) == 7
    assert list(workspace.uploads.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", b"not a zip"),
        ("x.csv", b"PK\x03\x04\0\0"),
        ("x.csv", b"<html><script>alert(1)</script>"),
        ("x.geojson", b"<svg/>"),
        ("x.gpkg", b"{}"),
        ("x.parquet", b"a,b\n"),
        ("x.yaml", b"\x7fELF\0"),
    ],
)
def test_a_file_is_what_its_ending_says(workspace: Workspace, name: str, content: bytes) -> None:
    refused(workspace, name, content, "is not what")


def test_an_empty_file_is_refused(workspace: Workspace) -> None:
    for ending in KINDS:
        refused(workspace, f"x{ending}", b"", "empty")


def test_bombs_are_refused(workspace: Workspace) -> None:
    refused(workspace, "x.zip", zipped({"stops.txt": b"0" * 50_000_000}), "unpacks to 50 MB")
    inner = zipped({"a": b"0"})
    refused(workspace, "x.zip", zipped({"a.zip": inner}), "archive within")
    refused(workspace, "x.zip", zipped({f"{n}": b"" for n in range(501)}), "501 members")


@pytest.mark.parametrize("name", ["../../x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt"])
def test_members_that_leave_the_archive_are_refused(workspace: Workspace, name: str) -> None:
    refused(workspace, "x.zip", zipped({name: b"x"}), "refused")


def test_a_broken_archive_is_told(workspace: Workspace) -> None:
    whole = zipped({"stops.txt": b"stop_id\n" * 1000})
    refused(workspace, "x.zip", whole[: len(whole) // 2], "cannot be read")


def test_an_ordinary_archive_is_taken(workspace: Workspace) -> None:
    rows = "".join(f"{n},{n * 7919 % 1000}\n" for n in range(200_000)).encode()
    assert receive(workspace, "gtfs.zip", [zipped({"stop_times.txt": rows})]).kind == "zip"
