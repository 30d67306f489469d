from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tarfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from portee.core.errors import InputError, OutputError, SourceError
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.services.workspace.backup import backup, restore
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import Database, open_database
from portee.store.jobs import JobState
from portee.store.schema import accounts, settings
from tests.services.jobs.conftest import village
from tests.store.conftest import emptied, postgres, postgres_url

__all__ = ["emptied", "postgres", "postgres_url"]

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Workspace:
    made = village(tmp_path / "village", xs_network, xs_territory)
    with open_database(made.database_url) as database, database.writing() as connection:
        create_account(connection, "ada@example.org", "Ada", now=NOON)
    return made


def emails(workspace: Workspace) -> list[str]:
    with open_database(workspace.database_url) as database, database.reading() as connection:
        return list(connection.execute(select(accounts.c.email)).scalars())


def test_what_is_put_back_is_what_was_there(workspace: Workspace, tmp_path: Path) -> None:
    told = backup(workspace, tmp_path / "b.tar.gz", now=NOON)
    assert told.private
    again = restore(told.file, tmp_path / "again")
    assert again.manifest == workspace.manifest
    assert emails(again) == ["ada@example.org"]
    for path in workspace.network.rglob("*"):
        if path.is_file():
            assert (again.network / path.relative_to(workspace.network)).read_bytes() == path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_nobody_else_reads_a_backup_or_what_is_private(workspace: Workspace, tmp_path: Path) -> None:
    told = backup(workspace, tmp_path / "b.tar.gz", now=NOON)
    assert stat.S_IMODE(told.file.stat().st_mode) == 0o600
    again = restore(told.file, tmp_path / "again")
    assert stat.S_IMODE(again.private.stat().st_mode) == 0o700


def test_a_backup_may_leave_out_what_is_private(workspace: Workspace, tmp_path: Path) -> None:
    told = backup(workspace, tmp_path / "b.tar.gz", now=NOON, private=False)
    assert emails(restore(told.file, tmp_path / "again")) == []


def test_a_backup_taken_in_the_middle_of_writes_is_whole(workspace: Workspace, tmp_path: Path) -> None:
    stop = threading.Event()
    with open_database(workspace.database_url) as database:

        def write() -> None:
            number = 0
            while not stop.is_set():
                with database.writing() as connection:
                    # Two rows that belong together: never one without the other.
                    connection.execute(settings.insert().values(name=f"a{number}", value="x" * 500))
                    connection.execute(settings.insert().values(name=f"b{number}", value="x" * 500))
                number += 1

        thread = threading.Thread(target=write)
        thread.start()
        try:
            files = [backup(workspace, tmp_path / f"{n}.tar.gz", now=NOON).file for n in range(3)]
        finally:
            stop.set()
            thread.join()
    for number, file in enumerate(files):
        names = settings_of(restore(file, tmp_path / f"again{number}"))
        assert {name[1:] for name in names if name[0] == "a"} == {name[1:] for name in names if name[0] == "b"}


def settings_of(workspace: Workspace) -> list[str]:
    with open_database(workspace.database_url) as database, database.reading() as connection:
        return list(connection.execute(select(settings.c.name)).scalars())


def packed(file: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(content), kind, "/etc/passwd"
            archive.addfile(info, io.BytesIO(content))
    return file


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "a\\..\\out.txt"])
def test_nothing_is_written_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="The backup holds"):
        restore(packed(tmp_path / "b.tar.gz", {name: b"x"}), tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar.gz"]


def test_links_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="The backup holds"):
        restore(packed(tmp_path / "b.tar.gz", {"x": b""}, tarfile.SYMTYPE), tmp_path / "again")


def test_a_damaged_backup_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = backup(workspace, tmp_path / "b.tar.gz", now=NOON).file
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"not a backup", b"", whole[:5000] + b"\0" * 64 + whole[5064:]):
        file.write_bytes(damaged)
        with pytest.raises(SourceError):
            restore(file, workspace.folder, replace=True)
        assert emails(workspace) == ["ada@example.org"]


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    about = {"format": 1, "files": {"a": "0" * 64}}
    file = packed(tmp_path / "b.tar.gz", {"a": b"x", "backup.json": json.dumps(about).encode()})
    with pytest.raises(SourceError, match="is not what was packed"):
        restore(file, tmp_path / "again")
    file = packed(tmp_path / "c.tar.gz", {"backup.json": b'{"format": 99}'})
    with pytest.raises(SourceError, match="newer"):
        restore(file, tmp_path / "again")


def test_what_is_there_is_replaced_only_when_asked_and_not_while_it_runs(workspace: Workspace, tmp_path: Path) -> None:
    file = backup(workspace, tmp_path / "b.tar.gz", now=NOON).file
    with pytest.raises(OutputError, match="--replace"):
        restore(file, workspace.folder)
    with open_database(workspace.database_url) as database:
        with database.writing() as connection:
            create_account(connection, "bob@example.org", "Bob", now=NOON)
        running(workspace, database, file)
    assert emails(restore(file, workspace.folder, replace=True)) == ["ada@example.org"]


def running(workspace: Workspace, database: Database, file: Path) -> None:
    with Worker(workspace, database), pytest.raises(InputError, match="still runs"):
        restore(file, workspace.folder, replace=True)


def test_a_backup_lies_elsewhere(workspace: Workspace) -> None:
    with pytest.raises(OutputError, match="within what it backs up"):
        backup(workspace, workspace.folder / "b.tar.gz", now=NOON)


def test_a_damaged_database_is_told(workspace: Workspace, tmp_path: Path) -> None:
    for path in workspace.private.iterdir():
        path.unlink()
    (workspace.private / "portee.sqlite").write_bytes(b"This is no database. " * 500)
    with pytest.raises(InputError, match="cannot be read"):
        backup(workspace, tmp_path / "b.tar.gz", now=NOON)
    assert not (tmp_path / "b.tar.gz").exists()


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's programs are not installed")
def test_a_postgresql_database_goes_and_comes_back(workspace: Workspace, tmp_path: Path, postgres_url: str) -> None:
    with open_database(postgres_url) as database, database.writing() as connection:
        create_account(connection, "bob@example.org", "Bob", now=NOON)
    file = backup(workspace, tmp_path / "b.tar.gz", now=NOON, database=postgres_url).file
    with pytest.raises(InputError, match="--database"):
        restore(file, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    engine = create_engine(postgres_url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    restore(file, tmp_path / "again", database=postgres_url)
    with open_database(postgres_url) as database, database.reading() as connection:
        assert list(connection.execute(select(accounts.c.email)).scalars()) == ["bob@example.org"]
    with pytest.raises(InputError, match="is not empty"):
        restore(file, tmp_path / "third", database=postgres_url)
    assert not (tmp_path / "third").exists()
    with pytest.raises(InputError, match="could not be taken") as caught:
        backup(workspace, tmp_path / "c.tar.gz", now=NOON, database="postgresql://portee:hunter2@127.0.0.1:1/x")
    assert "hunter2" not in str(caught.value)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's programs are not installed")
def test_work_is_done_on_postgresql_too(workspace: Workspace, postgres_url: str) -> None:
    with open_database(postgres_url) as database:
        desk = JobDesk(workspace, database)
        job = desk.ask("access", {"cutoff": 10, "window": 1}, "x")
        with Worker(workspace, database) as worker:
            worker.do(job.id)
        found = desk.find(job.id)
        desk.close()
    assert found is not None
    assert found.state is JobState.done, found.problem
