from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    create_engine,
    inspect,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

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


def filled(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Two rows in every table of a database as it is now, with a value in every column; what was put in."""
    known = MetaData()
    known.reflect(connection)
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in known.sorted_tables:
        if table.name == "alembic_version":
            continue
        rows[table.name] = []
        for number in (1, 2):
            row: dict[str, Any] = {}
            for column in table.columns:
                key = next(iter(column.foreign_keys), None)
                if key is not None:
                    row[column.name] = rows[key.column.table.name][number - 1][key.column.name]
                else:
                    row[column.name] = value_for(column.type, table.name, column.name, number)
            connection.execute(table.insert().values(row))
            rows[table.name].append(row)
    return rows


def value_for(kind: TypeEngine[Any], table: str, column: str, number: int) -> Any:
    """Something of a type, another for each row."""
    if isinstance(kind, Boolean):
        return number == 1
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Float | Numeric):
        return number + 0.25
    if isinstance(kind, DateTime):
        return datetime(2026, 3, number, 12, 30, 15, tzinfo=UTC if kind.timezone else None)
    if isinstance(kind, JSON):
        return {"été": [number, None, "«»"]}
    if isinstance(kind, LargeBinary):
        return bytes([0, 255, number])
    return f"{number} é {table} {column}"[: getattr(kind, "length", None) or 80]


@pytest.mark.parametrize("revision", revisions())
def test_every_row_of_every_revision_is_found_again_after_the_upgrade(revision: str, database_url: str) -> None:
    engine = create_engine(database_url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        upgrade(connection, revision)
        put = filled(connection)
    engine.dispose()
    assert {"accounts", "drafts", "jobs", "audit"} <= set(put)
    with open_database(database_url) as database:
        assert differences(database) == []
        with database.reading() as connection:
            known = MetaData()
            known.reflect(connection)
            for name, rows in put.items():
                table = known.tables[name]
                kept = [column for column in table.columns if column.name in rows[0]]
                assert kept, f"'{name}' is there with columns that it had"
                found = connection.execute(select(*kept).order_by(*table.primary_key.columns)).mappings().all()
                order = [column.name for column in table.primary_key.columns]
                wanted = sorted(rows, key=lambda row: [row[column] for column in order])
                assert [dict(row) for row in found] == [
                    {column.name: row[column.name] for column in kept} for row in wanted
                ]


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
