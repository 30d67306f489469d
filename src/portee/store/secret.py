"""Tokens that only their holder knows: the database keeps a hash, so that reading it gives nobody a way in."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid

__all__ = ["hashed", "is_id", "new_id", "new_token"]

_ID = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """A token nobody can guess: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. Random tokens need no slow hash: there is nothing to try."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_id() -> str:
    """A name for a row, that tells nothing of when or in which order it was made."""
    return uuid.uuid4().hex


def is_id(text: str) -> bool:
    """Whether a text looks like `new_id` makes them."""
    return _ID.fullmatch(text) is not None
