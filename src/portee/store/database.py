"""Open the private database: SQLite by default, PostgreSQL where asked for; brought up to date when opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from portee.core.errors import ConflictError, ParameterError, StoreError
from portee.store.migrating import upgrade

__all__ = ["BUSY_SECONDS", "Database", "now", "open_database"]

BUSY_SECONDS = 10.0
"""How long a writer waits for another before it says that the database is locked."""

POSTGRES_WAIT_S = 10
"""How long a connection to PostgreSQL is waited for."""

_WRITES = "portee_writes"

_MENDS = (
    ("disk is full", "The disk is full.", "Free some space; nothing was lost, the same can be asked again."),
    ("no space left", "The disk is full.", "Free some space; nothing was lost, the same can be asked again."),
    ("could not extend file", "The disk is full.", "Free some space; nothing was lost, the same can be asked again."),
    ("locked", "The private database is busy.", "Try again in a moment."),
    ("lock timeout", "The private database is busy.", "Try again in a moment."),
    ("malformed", "The private database is damaged.", "Restore a backup with: portee restore"),
    ("not a database", "This is no database of Portée.", "Restore a backup with: portee restore"),
    ("readonly", "The private database cannot be written.", "Check who owns the file and its folder."),
    ("read-only", "The private database cannot be written.", "Check who owns the file and its folder."),
    ("unable to open", "The private database cannot be opened.", "Check that its folder exists and who owns it."),
    ("i/o error", "The disk does not answer as it should.", "Check the disk; nothing was lost that was confirmed."),
)
"""What a driver says → what is told. Drivers tell by words, not by kinds."""


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


class Database:
    """An opened private database. `reading` and `writing` give a connection in a transaction.

    Args:
        engine: made by `open_database`.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def place(self) -> str:
        """Where it is, without its password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of SQLite, None for PostgreSQL."""
        return Path(self.engine.url.database) if self.is_sqlite and self.engine.url.database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises StoreError."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends well, none of it otherwise.

        Raises:
            ConflictError: what should be unique is there already.
            StoreError: the database is locked, full, damaged or gone; nothing was changed.
        """
        with self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        try:
            with self.engine.connect().execution_options(**{_WRITES: writes}) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as problem:
            raise told(problem, self.place) from problem

    def close(self) -> None:
        """Give back every connection; SQLite then merges its journal into the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(url: str) -> Database:
    """Open, make where there is none, and bring up to date.

    Args:
        url: "sqlite:///FILE" or "postgresql://USER:PASSWORD@HOST/NAME".

    Raises:
        ParameterError: an address of another kind, or PostgreSQL without its driver.
        StoreError: it cannot be opened, is damaged, or a newer Portée made it.
    """
    parsed = _parsed(url)
    engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
    database = Database(engine)
    try:
        with database.writing() as connection:
            upgrade(connection)
    except BaseException:
        database.close()
        raise
    return database


def _parsed(url: str) -> URL:
    mend = "Give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        # The text may hold a password: it is not repeated.
        raise ParameterError("This is no address of a database.", mend=mend) from None
    if kind not in ("sqlite", "postgresql"):
        raise ParameterError(f"Portée does not work with {kind}.", mend=mend)
    return parsed


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ParameterError("A database in memory would forget everything.", mend="Give sqlite:///FILE.")
    _private(Path(url.database))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _set(connection: sqlite3.Connection, record: Any) -> None:
        del record
        cursor = connection.cursor()
        # WAL: readers never wait. FULL: what was confirmed outlives a power cut. secure_delete: erased is erased.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its turn at once: one that began as a reader could be refused in the middle.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _private(file: Path) -> None:
    """Make the file before SQLite does, so that nobody else on the machine may read it."""
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _postgresql(url: URL) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise ParameterError(
            "PostgreSQL needs a driver that is not installed.", mend="Install it with: pip install 'portee[postgres]'"
        ) from None
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"connect_timeout": POSTGRES_WAIT_S, "options": f"-c lock_timeout={int(BUSY_SECONDS * 1000)}"},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(_WRITES, False):
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))

    return engine


def told(problem: SQLAlchemyError, place: str) -> StoreError:
    """What a failure of the database means to people."""
    if isinstance(problem, IntegrityError):
        return ConflictError("This is there already, or what it belongs to is gone.", mend="Load the page again.")
    said = str(problem.orig if isinstance(problem, DBAPIError) else problem)
    for words, what, mend in _MENDS:
        if words in said.lower():
            return StoreError(what, where=place, mend=mend)
    if isinstance(problem, OperationalError):
        return StoreError(
            "The private database does not answer.", where=place, mend="Check that it runs, and its address."
        )
    kind = type(problem).__name__
    return StoreError(f"The private database refused ({kind}).", where=place, mend="Report it, please.")
