from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from portee.core.errors import InputError, OutputError, ParameterError, SourceError
from portee.services.workspace.download import Downloaded, download, name_of

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
BYTES = bytes(range(256)) * 4000


class Library:
    """A server of open data.

    Attributes:
        content, mark: the file and its ETag. cut: bytes after which the connection is lost, None for never.
        ranges: what was asked for. length: whether it tells the length, or what it tells instead.
    """

    def __init__(self) -> None:
        self.content, self.mark = BYTES, '"one"'
        self.length: bool | str = True
        self.cut: int | None = None
        self.ranges: list[str | None] = []
        self.base = ""


@pytest.fixture
def library() -> Iterator[Library]:
    found = Library()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def do_GET(self) -> None:
            if self.path == "/sum.md5":
                self._send(f"{hashlib.md5(found.content).hexdigest()}  file.zip\n".encode())  # noqa: S324
            elif self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "http://elsewhere.example.org/file.zip")
                self.end_headers()
            elif self.path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", f"https://{self.path.removeprefix('/to/')}/file.zip")
                self.end_headers()
            elif self.path == "/file.zip":
                self._file()
            else:
                self.send_error(404)

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def _file(self) -> None:
            asked = self.headers.get("Range")
            found.ranges.append(asked)
            begin = 0
            if self.headers.get("If-None-Match") == found.mark:
                self.send_response(304)
                self.end_headers()
                return
            if asked and int(asked.removeprefix("bytes=").rstrip("-")) >= len(found.content):
                self.send_error(416)
                return
            if asked and self.headers.get("If-Range") == found.mark:
                begin = int(asked.removeprefix("bytes=").rstrip("-"))
            body = found.content[begin:]
            self.send_response(206 if begin else 200)
            self.send_header("ETag", found.mark)
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(found.content) - 1}/{len(found.content)}")
            if found.length:
                told = found.length if isinstance(found.length, str) else str(len(body))
                self.send_header("Content-Length", told)
            self.end_headers()
            self.wfile.write(body if found.cut is None else body[: found.cut])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def get(library: Library, folder: Path, **more: Any) -> Downloaded:
    return download(f"{library.base}/file.zip", folder, now=NOON, **more)


def test_a_file_comes_whole_with_a_note_of_its_origin(library: Library, tmp_path: Path) -> None:
    came = get(library, tmp_path, licence="ODbL 1.0", md5_from=f"{library.base}/sum.md5")
    assert came.file.read_bytes() == BYTES
    assert (came.sha256, came.size, came.compared) == (hashlib.sha256(BYTES).hexdigest(), len(BYTES), True)
    note = json.loads((tmp_path / "file.zip.source.json").read_text())
    assert note["licence"] == "ODbL 1.0"
    assert note["sha256"] == came.sha256
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.zip", "file.zip.source.json"]


def test_an_interrupted_download_goes_on_where_it_stopped(library: Library, tmp_path: Path) -> None:
    library.cut = 600_000
    with pytest.raises(InputError, match="what came is kept"):
        get(library, tmp_path)
    assert not (tmp_path / "file.zip").exists()
    kept = (tmp_path / "file.zip.part").stat().st_size
    assert 0 < kept <= 600_000
    library.cut = None
    came = get(library, tmp_path)
    assert came.resumed == kept
    assert library.ranges == [None, f"bytes={kept}-"]
    assert came.file.read_bytes() == BYTES


def test_a_file_that_changed_meanwhile_comes_from_its_beginning(library: Library, tmp_path: Path) -> None:
    library.cut = 600_000
    with pytest.raises(InputError):
        get(library, tmp_path)
    library.cut, library.mark, library.content = None, '"two"', BYTES[::-1]
    came = get(library, tmp_path)
    assert came.resumed == 0
    assert came.file.read_bytes() == BYTES[::-1]


def test_a_wrong_sum_keeps_nothing(library: Library, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not what its publisher"):
        get(library, tmp_path, sums={"md5": "0" * 32})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SourceError, match=r"\(sha256\)"):
        get(library, tmp_path, sums={"sha256": "0" * 64, "sha1": hashlib.sha1(BYTES).hexdigest()})  # noqa: S324
    with pytest.raises(ParameterError, match="no sum"):
        get(library, tmp_path, sums={"crc": "0"})
    with pytest.raises(SourceError, match="no MD5 sum"):
        get(library, tmp_path, md5_from=f"{library.base}/file.zip")


def test_too_large_a_file_is_refused_told_or_not(library: Library, tmp_path: Path) -> None:
    for library.length in (True, False):
        with pytest.raises(SourceError, match="too large"):
            get(library, tmp_path, largest=500_000)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("told", ["9" * 19, "9" * 3000, "1_000", "-5", "many"])
def test_an_absurd_size_is_refused(library: Library, tmp_path: Path, told: str) -> None:
    library.length = told
    with pytest.raises((SourceError, InputError), match=r"too large|tells a size"):
        get(library, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_the_disk_has_no_room_for_is_not_begun(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
        with pytest.raises(OutputError, match="disk has room"):
            get(library, tmp_path)
    assert get(library, tmp_path).file.read_bytes() == BYTES


def test_a_file_that_is_there_and_unchanged_is_not_brought_again(library: Library, tmp_path: Path) -> None:
    first = get(library, tmp_path)
    again = get(library, tmp_path)
    assert (again.unchanged, again.sha256, again.size) == (True, first.sha256, first.size)
    first.file.write_bytes(b"changed by hand")
    assert get(library, tmp_path).unchanged is False
    assert first.file.read_bytes() == BYTES
    library.mark, library.content = '"two"', BYTES[::-1]
    assert get(library, tmp_path).sha256 == hashlib.sha256(BYTES[::-1]).hexdigest()


def test_more_than_the_file_is_not_gone_on_with(library: Library, tmp_path: Path) -> None:
    library.cut = 600_000
    with pytest.raises(InputError):
        get(library, tmp_path)
    (tmp_path / "file.zip.part").write_bytes(BYTES + b"more")
    library.cut = None
    assert get(library, tmp_path).file.read_bytes() == BYTES


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "127.0.0.2", "[fd00::1]"])
def test_a_server_sends_nobody_to_a_private_address(library: Library, tmp_path: Path, host: str) -> None:
    with pytest.raises(SourceError, match="private address"):
        download(f"{library.base}/to/{host}", tmp_path, now=NOON, name="x.zip", sent_by="https://example.org/")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_what_came_is_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="disk is full"):
            get(library, tmp_path)
    assert (tmp_path / "file.zip.part").exists()


@pytest.mark.parametrize("address", ["http://example.org/x.zip", "ftp://example.org/x", "file:///etc/passwd", "x"])
def test_only_https_is_followed(tmp_path: Path, address: str) -> None:
    with pytest.raises(ParameterError, match="HTTPS"):
        download(address, tmp_path, now=NOON)


def test_a_server_sends_nobody_elsewhere_without_https(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="HTTPS"):
        download(f"{library.base}/away", tmp_path, now=NOON, name="x.zip")


def test_a_server_that_refuses_or_is_away_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"refuses \(404\)"):
        download(f"{library.base}/nothing.zip", tmp_path, now=NOON)
    with pytest.raises(InputError, match="does not answer"):
        download("http://127.0.0.1:1/x.zip", tmp_path, now=NOON)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["https://x.org/", "https://x.org/a/b%00c", "https://x.org/a/..", "https://x.org/.hidden"]
)
def test_a_name_is_plain(address: str) -> None:
    with pytest.raises(ParameterError):
        name_of(address)
    assert name_of("https://x.org/a/gtfs.zip?x=1") == "gtfs.zip"
    assert name_of("https://x.org/a/..%2f..%2fb") == "b"
