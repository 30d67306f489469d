from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portee.core.errors import InputError, ParameterError, SourceError
from portee.services.workspace.public import _public_connection, check_address, opened, read_json


@pytest.fixture
def server() -> Iterator[str]:
    """A server that answers JSON, nonsense, too much, or sends elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def do_GET(self) -> None:
            if self.path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", self.path.removeprefix("/to/"))
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{" if self.path == "/nonsense" else json.dumps({"at": self.path}).encode())

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()
    thread.join()


def test_json_is_read_and_what_is_none_is_told(server: str) -> None:
    assert read_json(f"{server}/x") == {"at": "/x"}
    with pytest.raises(SourceError, match="no JSON"):
        read_json(f"{server}/nonsense")
    with pytest.raises(SourceError, match="more than 3 bytes"):
        read_json(f"{server}/x", most=3)


def test_a_server_of_this_machine_may_send_on_within_it_and_nowhere_private(server: str) -> None:
    with opened(f"{server}/to/{server}/there") as answer:
        assert json.load(answer) == {"at": "/there"}
    for address in ("https://10.1.2.3/x", "https://169.254.169.254/latest", "https://[fe80::1]/x"):
        with pytest.raises(SourceError, match="private address"):
            opened(f"{server}/to/{address}")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "https://localhost/x", "https://172.16.0.1/x"])
def test_what_a_server_tells_is_not_trusted_as_what_a_person_types(address: str) -> None:
    check_address(address)
    with pytest.raises(SourceError, match="private address"):
        check_address(address, "https://www.data.gouv.fr/api/1/datasets/x/")


def test_only_https_is_asked() -> None:
    for address in ("ftp://x/y", "http://example.org/x", "file:///etc/passwd", "https:///x", "x"):
        with pytest.raises(ParameterError, match="HTTPS"):
            check_address(address)


def test_a_public_name_that_stands_for_a_private_address_is_left(server: str) -> None:
    port = int(server.rpartition(":")[2])
    with pytest.raises(SourceError, match="private address"):
        _public_connection(("localhost", port), 5)
    with socket.create_connection(("127.0.0.1", port), 5):
        pass


def test_a_server_that_is_away_is_told() -> None:
    with pytest.raises(InputError, match="does not answer"):
        read_json("http://127.0.0.1:1/x")
