from __future__ import annotations

import hashlib
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pygit2
import pytest

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.places import Place, place
from portee.commons.exchange.quarantine import MAIN, received, within_time
from portee.core.errors import InputError
from tests.commons.exchange.commonses import NEED, git, make, save
from tests.commons.exchange.servers import running, serving


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_history_comes_alone_and_is_gone_afterwards(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    git(commons.root, "-c", "user.name=x", "-c", "user.email=x@x", "tag", "-a", "v1", "-m", "x")
    git(commons.root, "branch", "other")
    (commons.root / ".git" / "hooks" / "post-checkout").write_text("#!/bin/sh\ntouch ran\n")
    with received(place(str(commons.root))) as came:
        folder = Path(came.repository.path)
        assert dict(came.references) == {MAIN: git(commons.root, "rev-parse", "main")}
        assert list(came.repository.references) == [MAIN]
        assert not list((folder / "hooks").glob("post-checkout"))
    assert not folder.exists()


def test_only_what_is_new_is_sent(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    first = git(commons.root, "rev-parse", "main")
    git(tmp_path, "clone", "-q", "--bare", "c", "mine.git")
    last = save(commons, NEED, "motive: work", "motive: training", "Rocade")
    git(tmp_path, "clone", "-q", "--bare", "c", "theirs.git")
    with serving(tmp_path) as address:
        for source in (str(commons.root), f"{address}/theirs.git"):
            objects = tmp_path / "mine.git" / "objects"
            with received(place(source), known={"": first}, objects=objects) as came:
                assert came.references[MAIN] == last
                bare = pygit2.Repository(came.repository.path)
                assert bare.odb.exists(first)
                sent = [path for path in (Path(came.repository.path) / "objects").rglob("*") if path.is_file()]
                assert sum(path.stat().st_size for path in sent) < 20_000


@pytest.mark.parametrize("limits", [Limits(objects=5), Limits(received_bytes=500)])
def test_whoever_sends_too_much_is_stopped(tmp_path: Path, limits: Limits) -> None:
    make(tmp_path / "c")
    git(tmp_path, "clone", "-q", "--bare", "c", "b.git")
    with serving(tmp_path) as address:
        for source in (str(tmp_path / "c"), f"{address}/b.git"):
            with pytest.raises(InputError, match=r"at most|more than"), received(place(source), limits=limits):
                pass


def test_what_cannot_be_received(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    with pytest.raises(InputError, match="no branch main"), received(place(str(tmp_path / "empty.git"))):
        pass
    nothing = pytest.raises(InputError, match="Nothing can be received")
    with serving(tmp_path) as address, nothing, received(place(f"{address}/nothing.git")):
        pass
    with pytest.raises(InputError, match="Nothing can be received"), received(place("http://127.0.0.1:1/c.git")):
        pass


class Redirecting(BaseHTTPRequestHandler):
    to = ""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"{self.to}{self.path}")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        del format, arguments


class Asking(Redirecting):
    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()


class Silent(Redirecting):
    def do_GET(self) -> None:
        time.sleep(3)


def test_nobody_is_sent_elsewhere(tmp_path: Path) -> None:
    make(tmp_path / "c")
    git(tmp_path, "clone", "-q", "--bare", "c", "b.git")
    with serving(tmp_path) as address, running(Redirecting) as redirecting:
        elsewhere = address.replace("127.0.0.1", "localhost")
        for target in (elsewhere, f"file://{tmp_path}", str(tmp_path), "ssh://localhost", "git://127.0.0.1"):
            Redirecting.to = target
            with pytest.raises(InputError), received(place(f"{redirecting}/b.git")):
                pass


def test_no_password_is_given() -> None:
    refused = pytest.raises(InputError, match=r"never given|received")
    with running(Asking) as address, refused, received(place(f"{address}/c.git")):
        pass


def test_nobody_is_waited_for_without_end() -> None:
    nothing = pytest.raises(InputError, match="Nothing can be received")
    with running(Silent) as address, nothing, received(place(f"{address}/c.git"), limits=Limits(seconds=1)):
        pass


def test_waiting_is_as_it_was_before() -> None:
    before = pygit2.settings.server_timeout
    with within_time(LIMITS):
        assert pygit2.settings.server_timeout == LIMITS.seconds * 1_000
    assert pygit2.settings.server_timeout == before


def test_a_bundle_that_tells_no_version(tmp_path: Path) -> None:
    head = b"# v2 git bundle\n" + b"1" * 40 + b" refs/heads/main\n\n"
    body = b"PACK\0\0\0\2\0\0\0\0"
    (tmp_path / "x").write_bytes(head + body + hashlib.sha1(body, usedforsecurity=False).digest())
    with pytest.raises(InputError, match="no version"), received(Place("bundle", str(tmp_path / "x"))):
        pass
