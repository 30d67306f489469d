from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

import portee.store.database as module
from portee.core.errors import ConflictError, ParameterError, StoreError
from portee.store.database import Database, now, open_database
from portee.store.schema import settings


def put(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(settings.insert().values(name=name, value="x"))


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.execute(select(settings.c.name)).scalars())


def test_what_is_written_is_there_after_opening_again(database_url: str) -> None:
    with open_database(database_url) as database:
        put(database, "a")
    with open_database(database_url) as database:
        assert names(database) == ["a"]


def test_a_block_that_fails_leaves_nothing(database: Database) -> None:
    put(database, "a")

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(settings.insert().values(name="b", value="x"))
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert names(database) == ["a"]


def test_the_same_twice_is_a_conflict(database: Database) -> None:
    put(database, "a")
    with pytest.raises(ConflictError, match="there already"):
        put(database, "a")


def test_a_reader_sees_one_moment(database: Database) -> None:
    put(database, "a")
    with database.reading() as connection:
        first = connection.execute(select(settings.c.name)).scalars().all()
        put(database, "b")
        assert connection.execute(select(settings.c.name)).scalars().all() == first


def test_two_threads_write_one_after_the_other(database: Database) -> None:
    def add_one() -> None:
        for _ in range(20):
            with database.writing() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("LOCK TABLE settings IN EXCLUSIVE MODE"))
                value = int(connection.execute(select(settings.c.value)).scalar_one())
                connection.execute(settings.update().values(value=str(value + 1)))

    with database.writing() as connection:
        connection.execute(settings.insert().values(name="count", value="0"))
    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert connection.execute(select(settings.c.value)).scalar_one() == "80"


def test_a_locked_database_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    with open_database(f"sqlite:///{tmp_path / 'a.sqlite'}") as database:
        put(database, "a")
        other = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"busy\. Try again"):
            put(database, "b")
        assert names(database) == ["a"]  # Readers never wait.
        other.execute("ROLLBACK")
        other.close()
        put(database, "b")
        assert names(database) == ["a", "b"]


def test_a_locked_postgresql_is_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    with open_database(postgres_url) as database:
        put(database, "a")
        with database.writing() as holder:
            holder.execute(text("LOCK TABLE settings IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(StoreError, match=r"busy\. Try again"):
                put(database, "b")
        assert names(database) == ["a"]


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'a.sqlite'}") as database:
        put(database, "a")

        def fill() -> None:
            with database.writing() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
                connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
                for number in range(1000):
                    connection.execute(settings.insert().values(name=f"b{number}", value="x" * 4000))

        with pytest.raises(StoreError, match="disk is full"):
            fill()
        assert names(database) == ["a"]
        with database.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        put(database, "b")


def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(b"This is no database. " * 500)
    with pytest.raises(StoreError, match="no database of Portée"):
        open_database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    assert (tmp_path / "a.sqlite").read_bytes().startswith(b"This is no")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_database(f"sqlite:///{tmp_path / 'none' / 'a.sqlite'}")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_file_is_closed_to_others(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'a.sqlite'}") as database:
        put(database, "a")
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_erased_is_erased(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'a.sqlite'}") as database:
        put(database, "a-secret-nobody-may-read")
        with database.writing() as connection:
            connection.execute(settings.delete())
    assert b"a-secret-nobody" not in (tmp_path / "a.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "no address of a database"),
        ("mysql://u:hunter2@h/x", "mysql"),
        ("sqlite://", "would forget everything"),
        ("sqlite:///:memory:", "would forget everything"),
        ("postgres://u:hunter2@h/x", "does not work with postgres"),
    ],
)
def test_another_address_is_refused_without_repeating_passwords(url: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told) as caught:
        open_database(url)
    assert "hunter2" not in str(caught.value)
    assert "sqlite:///FILE" in caught.value.mend


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StoreError, match="does not answer") as caught:
        open_database("postgresql://portee:hunter2@127.0.0.1:1/portee")
    assert "hunter2" not in str(caught.value)


def test_what_no_driver_says_is_told_too() -> None:
    assert "refused" in str(module.told(SQLAlchemyError("?"), "here"))


def test_now_has_a_zone() -> None:
    assert now().utcoffset() is not None
