"""Accounts of people: who they are here, how they prove it, what they may do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.store.roles import Role
from portee.store.schema import accounts
from portee.store.secret import new_id

__all__ = [
    "LONGEST_PASSWORD",
    "SHORTEST_PASSWORD",
    "Account",
    "account_of_provider",
    "any_account",
    "change_account",
    "create_account",
    "email_of",
    "find_account",
    "list_accounts",
    "password_fits",
    "set_password",
    "with_password",
]

SHORTEST_PASSWORD = 12
"""CNIL, deliberation 2022-100 on passwords: 80 bits of entropy, or less with rate limits; checked: false."""
LONGEST_PASSWORD = 256
"""Longer ones are no safer, and hashing them costs the server."""

_EMAIL = re.compile(r"[^\s@\"<>()\[\],;:\\\x00-\x1f]{1,64}@[^\s@\"<>()\[\],;:\\_\x00-\x1f]+\.[^\s@.\x00-\x1f]{2,}")


@dataclass(frozen=True)
class Account:
    """One person's account.

    Attributes:
        id: that never changes.
        email: in small letters. name: what others see.
        role: what they may do. language: "fr" or "en", of letters sent to them.
        has_password: whether they can sign in by one.
        provider: issuer of OpenID Connect that they sign in with, if any.
        created, seen: first and last moments. disabled: since when they cannot sign in.
    """

    id: str
    email: str
    name: str
    role: Role
    language: str
    has_password: bool
    provider: str | None
    created: datetime
    seen: datetime
    disabled: datetime | None


def email_of(text: str) -> str:
    """An address as it is kept. Raises ParameterError when it cannot be one."""
    email = unicodedata.normalize("NFC", text).strip().casefold()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise ParameterError("This is no e-mail address.", mend="Write it as name@example.org.")
    return email


def name_of(text: str) -> str:
    """A name as it is shown. Raises ParameterError when it is empty, too long, or not on one line."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > 80 or any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name):
        raise ParameterError("The name must have from 1 to 80 letters.", mend="Choose another; it may be a pseudonym.")
    return name


@cache
def _hasher() -> PasswordHasher:
    """argon2id with the second recommended setting of RFC 9106 (64 MiB, 3 passes), the library's default."""
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to compare with when there is no such account, so that both answers take as long."""
    return _hasher().hash("nobody has this password")


def hash_of(password: str, email: str) -> str:
    """What is kept of a password. Raises ParameterError when it is too easy."""
    password = unicodedata.normalize("NFKC", password)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ParameterError(
            f"The password must have from {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
            mend="Three or four words that only you put together are easy to remember.",
        )
    if len(set(password)) < 5 or password.casefold() in (email, email.partition("@")[0]):
        raise ParameterError("This password is too easy to guess.", mend="Choose another.")
    return _hasher().hash(password)


def create_account(
    connection: Connection,
    email: str,
    name: str,
    *,
    now: datetime,
    role: Role = Role.contributor,
    language: str = "fr",
    password: str | None = None,
    provider: tuple[str, str] | None = None,
) -> Account:
    """Make an account.

    Args:
        provider: issuer and subject of OpenID Connect.

    Raises:
        ParameterError: the address, name or password cannot be one.
        ConflictError: the address has an account.
    """
    email = email_of(email)
    if _row(connection, accounts.c.email == email):
        raise ConflictError("This address has an account.", mend="Sign in, or ask for a sign-in link.")
    issuer, subject = provider or (None, None)
    values = {
        "id": new_id(), "email": email, "name": name_of(name), "role": role.value, "language": language,
        "password": None if password is None else hash_of(password, email),
        "provider": issuer, "subject": subject, "created": now, "seen": now,
    }  # fmt: skip
    connection.execute(accounts.insert().values(values))
    return _found(connection, accounts.c.id == values["id"])


def find_account(connection: Connection, *, id: str | None = None, email: str | None = None) -> Account | None:
    """The account of an id or of an address."""
    if id is not None:
        row = _row(connection, accounts.c.id == id)
    else:
        row = _row(connection, accounts.c.email == email_of(email or ""))
    return None if row is None else _account(row)


def account_of_provider(connection: Connection, issuer: str, subject: str) -> Account | None:
    """Who somebody known to an OpenID Connect provider is here."""
    row = _row(connection, (accounts.c.provider == issuer) & (accounts.c.subject == subject))
    return None if row is None else _account(row)


def any_account(connection: Connection) -> bool:
    """Whether anybody has an account yet."""
    return connection.execute(select(accounts.c.id).limit(1)).first() is not None


def list_accounts(
    connection: Connection, *, search: str = "", role: Role | None = None, offset: int = 0, limit: int = 50
) -> tuple[Sequence[Account], int]:
    """A page of accounts by name, and how many there are in all."""
    asked = select(accounts)
    if search:
        asked = asked.where(
            accounts.c.email.contains(search.casefold(), autoescape=True)
            | func.lower(accounts.c.name).contains(search.lower(), autoescape=True)
        )
    if role is not None:
        asked = asked.where(accounts.c.role == role.value)
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(accounts.c.name, accounts.c.id).offset(offset).limit(limit))
    return [_account(row) for row in rows], total


def with_password(connection: Connection, email: str, password: str, *, now: datetime) -> Account | None:
    """Who signs in with an address and a password; None when they do not fit or the account is disabled."""
    row = _fitting(connection, email, password)
    if row is None:
        return None
    values: dict[str, Any] = {"seen": now}
    if _hasher().check_needs_rehash(row.password):
        values["password"] = _hasher().hash(_typed(password))
    connection.execute(accounts.update().where(accounts.c.id == row.id).values(values))
    return _found(connection, accounts.c.id == row.id)


def password_fits(connection: Connection, email: str, password: str) -> bool:
    """Whether somebody could sign in so. It only reads: guesses, which take long to refuse, keep no writer waiting."""
    return _fitting(connection, email, password) is not None


def _typed(password: str) -> str:
    return unicodedata.normalize("NFKC", password[: LONGEST_PASSWORD + 1])


def _fitting(connection: Connection, email: str, password: str) -> Row[Any] | None:
    """The account that an address and a password open. All refusals take as long, and do the same work."""
    try:
        row = _row(connection, accounts.c.email == email_of(email))
    except ParameterError:
        row = None
    kept = row.password if row is not None and row.password else None
    try:
        _hasher().verify(kept or _nobody(), _typed(password))
    except (VerificationError, InvalidHashError):
        return None
    return None if kept is None or row is None or row.disabled is not None else row


def set_password(connection: Connection, id: str, password: str) -> None:
    """Give an account a password. Raises ParameterError."""
    found = _found(connection, accounts.c.id == id)
    connection.execute(accounts.update().where(accounts.c.id == id).values(password=hash_of(password, found.email)))


def change_account(
    connection: Connection,
    id: str,
    *,
    name: str | None = None,
    language: str | None = None,
    role: Role | None = None,
    disabled: datetime | bool | None = None,
    provider: tuple[str, str] | None = None,
    seen: datetime | None = None,
) -> Account:
    """Change what is given of an account. `disabled=False` lets it in again.

    Raises:
        ConflictError: it is gone, or nobody who may administer would be left.
    """
    before = _found(connection, accounts.c.id == id)
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = name_of(name)
    if language is not None:
        values["language"] = language
    if role is not None:
        values["role"] = role.value
    if disabled is not None:
        values["disabled"] = disabled or None
    if provider is not None:
        values["provider"], values["subject"] = provider
    if seen is not None:
        values["seen"] = seen
    if before.role is Role.administrator and ((role not in (None, Role.administrator)) or disabled):
        refuse_last_administrator(connection, id)
    if values:
        connection.execute(accounts.update().where(accounts.c.id == id).values(values))
    return _found(connection, accounts.c.id == id)


def refuse_last_administrator(connection: Connection, id: str) -> None:
    """Raise ConflictError when nobody else could give roles any more."""
    others = select(accounts.c.id).where(
        accounts.c.role == Role.administrator.value, accounts.c.disabled.is_(None), accounts.c.id != id
    )
    if connection.execute(others.with_for_update().limit(1)).first() is None:
        raise ConflictError("This is the last administrator.", mend="Make somebody else an administrator first.")


def _row(connection: Connection, where: Any) -> Row[Any] | None:
    return connection.execute(select(accounts).where(where)).first()


def _found(connection: Connection, where: Any) -> Account:
    row = _row(connection, where)
    if row is None:
        raise ConflictError("This account is gone.", mend="Load the page again.")
    return _account(row)


def _account(row: Row[Any]) -> Account:
    return Account(
        row.id, row.email, row.name, Role(row.role), row.language, row.password is not None, row.provider,
        row.created, row.seen, row.disabled,
    )  # fmt: skip
