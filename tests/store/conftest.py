"""Private databases to test with: SQLite always, PostgreSQL where its server is installed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from portee.store.accounts import Account, create_account
from portee.store.database import Database, open_database
from portee.store.roles import Role
from tests.store.postgres import programs, server

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a server; the test skips on a machine without one."""
    where = programs()
    if where is None:
        if os.environ.get("PORTEE_REQUIRE_POSTGRES") == "1":
            pytest.fail("PORTEE_REQUIRE_POSTGRES is set but PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    with server(where) as url:
        yield url


@pytest.fixture(scope="session")
def emptied(postgres: str) -> Iterator[Connection]:
    """A connection that may empty the database: that is much faster than to make another."""
    engine = create_engine(postgres.replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def postgres_url(postgres: str, emptied: Connection) -> str:
    """Address of an empty database, one at a time."""
    emptied.execute(text("DROP SCHEMA public CASCADE"))
    emptied.execute(text("CREATE SCHEMA public"))
    return postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a fresh database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'portee.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database of each kind, opened."""
    with open_database(database_url) as opened:
        yield opened


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A transaction that may write."""
    with database.writing() as held:
        yield held


Person = Callable[..., Account]


@pytest.fixture
def person(connection: Connection) -> Person:
    """Make an account by its name."""

    def make(name: str = "ada", role: Role = Role.contributor, password: str | None = None) -> Account:
        return create_account(connection, f"{name}@example.org", name, now=NOON, role=role, password=password)

    return make
