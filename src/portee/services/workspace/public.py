"""Ask a server of open data, by rules: HTTPS alone, and what a server sends us on to is a public address."""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from portee.core.errors import InputError, ParameterError, SourceError

__all__ = ["check_address", "opened", "read_json"]

WAIT_S = 60
HERE = ("127.0.0.1", "localhost", "::1")
MOST_JSON = 300_000_000
"""Bytes: the list of all data sets of the national access point has about a tenth of it."""


def check_address(address: str, sent_by: str | None = None) -> None:
    """Whether an address may be asked.

    Args:
        sent_by: address of the server that told this one, None where a person gave it. A person may name a server of
            their own network; a server may send nobody there.

    Raises:
        ParameterError: neither HTTPS nor of this machine. SourceError: a server sends us to a private address.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    local = parts.scheme == "http" and host in HERE
    if not (parts.scheme == "https" or local) or not host:
        raise ParameterError(
            "Files are downloaded by HTTPS alone.",
            where=address[:200],
            mend="Give an address that begins with https://",
        )
    if sent_by is not None and not _same_side(host, sent_by) and (host in HERE or _is_private(host)):
        raise _private(address)


def _same_side(host: str, sent_by: str) -> bool:
    """Whether a server speaks of itself, or one of this machine of this machine."""
    asked = urlsplit(sent_by).hostname or ""
    return host == asked or (host in HERE and asked in HERE)


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _private(address: str) -> SourceError:
    return SourceError(
        "The server sends us on to a private address; nobody asks it.", where=address[:200],
        mend="Check the address on the page of the source.",
    )  # fmt: skip


def _public_connection(address: tuple[str, int], *arguments: Any, **more: Any) -> socket.socket:
    """A connection to a public address, whatever a name that seems public stands for."""
    made = socket.create_connection(address, *arguments, **more)
    if _is_private(str(made.getpeername()[0]).partition("%")[0]):
        made.close()
        raise _private(address[0])
    return made


class _Public(http.client.HTTPSConnection):
    """HTTPS to public addresses alone, looked at before anything is said."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._create_connection = _public_connection


class _Https(urllib.request.HTTPSHandler):
    """Servers that we were sent on to are looked at; behind a proxy it is the proxy that decides."""

    def __init__(self, trusted: str | None) -> None:
        super().__init__()
        self._trusted = trusted

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        typed = self._trusted is not None and urlsplit(req.full_url).hostname == self._trusted
        kind = http.client.HTTPSConnection if typed or req.has_proxy() else _Public
        return self.do_open(kind, req)


class _SameRules(urllib.request.HTTPRedirectHandler):
    """Where a server sends us on to is held to the same rules."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        check_address(newurl, req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opened(address: str, headers: dict[str, str] | None = None, *, sent_by: str | None = None) -> Any:
    """The answer of a server, to be closed by the caller.

    Args:
        sent_by: as `check_address`.

    Raises:
        ParameterError, SourceError: as `check_address`; there is no such file (SourceError).
        InputError: the server does not answer, or refuses for now.
        urllib.error.HTTPError: 304 or 416, which a caller asked for.
    """
    check_address(address, sent_by)
    host = urlsplit(address).hostname
    trusted = host if sent_by is None or _same_side(host or "", sent_by) else None
    request = urllib.request.Request(address, headers={"User-Agent": "portee", **(headers or {})})  # noqa: S310 - checked
    try:
        return urllib.request.build_opener(_SameRules, _Https(trusted)).open(request, timeout=WAIT_S)
    except urllib.error.HTTPError as problem:
        if problem.code in (304, 416):
            raise
        # What is not there now will not be there in a minute either.
        kind = SourceError if 400 <= problem.code < 500 and problem.code != 429 else InputError
        raise kind(
            f"The server refuses ({problem.code}).", where=address, mend="Check the address on the page of the source."
        ) from problem
    except (urllib.error.URLError, OSError, http.client.HTTPException) as problem:
        raise InputError(
            "The server does not answer.", where=address, mend="Check the network and try again: what came is kept."
        ) from problem


def read_json(address: str, *, most: int = MOST_JSON) -> Any:
    """What a public interface answers.

    Raises:
        InputError, ParameterError, SourceError: as `opened`; it is too large, or no JSON.
    """
    try:
        with opened(address, {"Accept": "application/json"}) as answer:
            text = answer.read(most + 1)
    except (urllib.error.HTTPError, OSError, http.client.HTTPException) as problem:
        raise InputError("The connection was lost.", where=address, mend="Try again.") from problem
    if len(text) > most:
        raise SourceError(f"The answer has more than {most:,} bytes.", where=address, mend="Download by hand.")
    try:
        return json.loads(text)
    except ValueError as problem:
        raise SourceError("The answer is no JSON.", where=address, mend="Try again later.") from problem
