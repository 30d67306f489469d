"""Bring a private database to the present shape when it is opened, whole or not at all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from portee.core.errors import StoreError

__all__ = ["current_revision", "newest_revision", "revisions", "upgrade"]

LOCK = 7_067_338_301
"""Number of PostgreSQL's advisory lock: any, as long as every Portée takes the same one."""


@cache
def _script() -> ScriptDirectory:
    folder = str(files("portee.store") / "migrations")
    return ScriptDirectory(folder, version_locations=[folder])


def revisions() -> tuple[str, ...]:
    """Every revision, the oldest first."""
    return tuple(reversed([step.revision for step in _script().walk_revisions()]))


def newest_revision() -> str:
    """The revision that this Portée works with."""
    return revisions()[-1]


def current_revision(connection: Connection) -> str | None:
    """The revision of a database, None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, target: str | None = None) -> bool:
    """Apply what is missing, within the transaction of the connection; True when something was.

    Args:
        connection: in a transaction that may write; the caller commits.
        target: revision to stop at, the newest when None (for tests of older ones).

    Raises:
        StoreError: a newer Portée made the database.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    now = current_revision(connection)
    if now is not None and now not in revisions():
        raise StoreError(
            f"The private database has revision {now}, which this Portée does not know.",
            where=connection.engine.url.render_as_string(hide_password=True),
            mend="Install the Portée that made it, or a newer one.",
        )
    if now == (target or newest_revision()):
        return False

    def steps(revision: Any, context: MigrationContext) -> Any:
        del context
        return _script()._upgrade_revs(target or newest_revision(), revision)

    with EnvironmentContext(Config(), _script(), fn=steps) as environment:
        # The caller's transaction holds all steps: one that fails leaves the database as it was.
        environment.configure(connection=connection, transactional_ddl=True, transaction_per_migration=False)
        environment.run_migrations()
    return True
