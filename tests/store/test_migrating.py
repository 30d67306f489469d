from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text

from portee.core.errors import StoreError
from portee.store import migrating
from portee.store.database import Database, open_database
from portee.store.migrating import current_revision, newest_revision, revisions, upgrade
from portee.store.schema import METADATA, accounts, drafts

RELEASED = Path(__file__).parent / "released"


def differences(database: Database) -> list[object]:
    """What a database has otherwise than the schema wants."""
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


def test_a_new_database_is_what_the_schema_wants(database: Database) -> None:
    assert differences(database) == []
    with database.reading() as connection:
        assert current_revision(connection) == newest_revision()


def test_opening_again_does_nothing(database: Database) -> None:
    with database.writing() as connection:
        assert upgrade(connection) is False


def test_every_revision_has_a_database_of_its_time() -> None:
    assert sorted(path.stem for path in RELEASED.glob("*.sql")) == sorted(revisions())


@pytest.mark.parametrize("revision", revisions())
def test_a_database_of_every_revision_comes_to_the_present_with_its_data(revision: str, tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite"
    old = sqlite3.connect(file)
    old.executescript((RELEASED / f"{revision}.sql").read_text(encoding="utf-8"))
    old.close()
    with open_database(f"sqlite:///{file}") as database:
        assert differences(database) == []
        with database.reading() as connection:
            assert connection.execute(select(accounts.c.email)).scalars().all() == ["ada@example.org"]
            assert connection.execute(select(drafts.c.content)).scalar_one() == {"title": "Un été"}


@pytest.mark.parametrize("revision", revisions())
def test_every_revision_is_reached_on_postgresql_too(revision: str, postgres_url: str) -> None:
    engine = create_engine(postgres_url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        upgrade(connection, revision)
    engine.dispose()
    with open_database(postgres_url) as database:
        assert differences(database) == []


def test_a_step_that_fails_leaves_the_database_as_it_was(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    (steps / "one.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = 'one'\ndown_revision = None\n"
        "def upgrade():\n    op.create_table('kept', sa.Column('a', sa.Integer))\n"
    )
    (steps / "two.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = 'two'\ndown_revision = 'one'\n"
        "def upgrade():\n    op.create_table('half', sa.Column('a', sa.Integer))\n    op.execute('NONSENSE')\n"
    )
    script = ScriptDirectory(str(steps), version_locations=[str(steps)])
    monkeypatch.setattr(migrating, "_script", lambda: script)
    with pytest.raises(StoreError):
        open_database(database_url)
    monkeypatch.undo()
    url = database_url.replace("postgresql", "postgresql+psycopg", 1)
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_of_the_future_is_refused(database_url: str) -> None:
    with open_database(database_url) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="revision 9999") as caught:
        open_database(database_url)
    assert "newer" in caught.value.mend
