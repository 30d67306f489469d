"""The tables of the private database, as this version of Portée wants them; migrations bring older ones here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

__all__ = [
    "METADATA",
    "Moment",
    "accounts",
    "audit",
    "drafts",
    "incidents",
    "jobs",
    "links",
    "messages",
    "pains",
    "said",
    "sessions",
    "settings",
]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: with its zone in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _account(*, gone: str, nullable: bool) -> Column[Any]:
    """Whose row it is; `gone` says what becomes of it when the account is erased."""
    return Column("account", String(32), ForeignKey("accounts.id", ondelete=gone), nullable=nullable, index=True)


accounts = Table(
    "accounts",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),  # folded to small letters
    Column("name", String(80), nullable=False),  # what others see
    Column("role", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("password", String(200)),  # argon2; None: signs in by link or provider alone
    Column("provider", String(300)),  # OpenID Connect: issuer
    Column("subject", String(300)),  # and who it is there
    Column("created", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("disabled", Moment),
    Index("ix_accounts_provider", "provider", "subject", unique=True),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token", String(64), primary_key=True),  # SHA-256 of what the browser holds
    _account(gone="CASCADE", nullable=False),
    Column("created", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)

links = Table(
    "links",
    METADATA,
    Column("token", String(64), primary_key=True),  # SHA-256 of what was sent
    Column("email", String(254), nullable=False, index=True),
    Column("purpose", String(20), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
)

audit = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("moment", Moment, nullable=False, index=True),
    _account(gone="SET NULL", nullable=True),
    Column("role", String(20), nullable=False),  # of who did it, then
    Column("action", String(60), nullable=False, index=True),
    Column("object", String(200), nullable=False),
    Column("details", JSON, nullable=False),  # never personal data
    sqlite_autoincrement=True,
)

jobs = Table(
    "jobs",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),  # order of asking, whatever the clock says
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("asked", JSON, nullable=False),
    Column("key", String(64), nullable=False, index=True),  # of the result: same key, same bytes
    Column("state", String(20), nullable=False, index=True),
    Column("step", String(200), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("attempts", Integer, nullable=False),
    Column("claim", String(32)),  # of the worker that does it
    Column("cancelling", Boolean, nullable=False),
    Column("problem", JSON),
    _account(gone="SET NULL", nullable=True),
    Column("notify", Boolean, nullable=False),
    Column("language", String(2), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    METADATA,
    Column("id", String(32), primary_key=True),
    _account(gone="CASCADE", nullable=False),
    Column("kind", String(40), nullable=False),
    Column("object", String(200), nullable=False),  # what it would change
    Column("title", String(200), nullable=False),
    Column("content", JSON, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("remark", Text, nullable=False),  # of who reviewed it
    Column("version", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
)

pains = Table(
    "pains",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # SHA-256 of what its author holds, to take it back
    _account(gone="CASCADE", nullable=True),
    Column("lat", Float, nullable=False),  # exact: never shown
    Column("lon", Float, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("created", Moment, nullable=False, index=True),
    Column("moderated", Moment),
    Column("refusal", String(20)),  # why it is hidden
)

incidents = Table(
    "incidents",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # SHA-256 of what its author holds, to take it back
    _account(gone="SET NULL", nullable=True),  # it tells of a public place: it stays, without who sent it
    Column("lat", Float, nullable=False),  # to about eleven metres
    Column("lon", Float, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("vehicle", String(20), nullable=False),  # "" where none is told
    Column("day", String(10), nullable=False, index=True),  # YYYY-MM-DD, in the territory
    Column("hour", Integer),  # of that day, 0 to 23
    Column("text", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("refusal", String(20)),
    Column("created", Moment, nullable=False),
    Column("moderated", Moment),
    Column("settled", Moment),  # when somebody who runs the site told that it is dealt with
)

messages = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, unique=True),  # drawn by the form: sent twice, it is one message
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    _account(gone="CASCADE", nullable=False),
    Column("text", Text, nullable=False),
    Column("created", Moment, nullable=False),
    sqlite_autoincrement=True,
)

said = Table(
    "said",
    METADATA,
    Column("id", String(64), primary_key=True),  # drawn where it was written down: sent twice, it is there once
    Column("workshop", String(120), nullable=False, index=True),
    _account(gone="SET NULL", nullable=True),  # of who wrote it down, never of who spoke
    Column("seat", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("motive", String(40), nullable=False),
    Column("language", String(12), nullable=False),
    Column("created", Moment, nullable=False),
    Column("brought", String(40)),  # commit that brought it into the commons; its text is then gone from here
)

settings = Table(
    "settings",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)
