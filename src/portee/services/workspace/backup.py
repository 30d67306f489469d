"""A workspace in one file, taken while the site runs, and put back whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import portee
from portee.core.atomic import atomic_file, atomic_folder
from portee.core.errors import InputError, OutputError, SourceError
from portee.core.progress import Progress, Silent
from portee.services.workspace.workspace import PRIVATE, RESULTS, UPLOADS, Workspace

__all__ = ["BackupTold", "backup", "restore"]

CONTENTS = "backup.json"
FORMAT = 1
MADE_BY = "Give a file made by: portee backup"
DATABASE, DUMP = "private/portee.sqlite", "private/portee.pgdump"
AGAIN = {RESULTS, UPLOADS, "tiles"}
"""Folders whose contents can be made again, or are on their way."""
PACKED = 1
"""Level of gzip: most of a workspace is packed already."""


@dataclass(frozen=True)
class BackupTold:
    """What a backup holds.

    Attributes:
        file: the backup. size: bytes. files: how many are in it. private: whether accounts and drafts are.
        moment: when it was taken (ISO 8601, UTC).
    """

    file: Path
    size: int
    files: int
    private: bool
    moment: str


def backup(
    workspace: Workspace,
    file: Path,
    *,
    now: datetime,
    database: str | None = None,
    private: bool = True,
    progress: Progress | None = None,
) -> BackupTold:
    """Write a workspace into one .tar.gz, while the site may be running.

    The database is copied by its own means, as it is at one moment; the commons as Git keeps it. Results that can be
    computed again, tiles and files on their way are left out.

    Args:
        file: that is written; readable by nobody else. now: the moment noted in it.
        database: address of PostgreSQL where the site uses it. private: whether accounts and drafts are taken.

    Raises:
        OutputError: it cannot be written; nothing half-written stays. InputError: the database cannot be read.
    """
    told = progress or Silent()
    if file.resolve().is_relative_to(workspace.folder.resolve()):
        raise OutputError(
            "The backup would lie within what it backs up.", where=str(file), mend="Write it somewhere else."
        )
    found: dict[str, str] = {}
    with TemporaryDirectory(prefix="portee-backup-") as folder, atomic_file(file) as partial:
        os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
        taken = dict(_files(workspace))
        if private:
            taken |= _private(workspace, database, Path(folder))
        told.start("Backup", len(taken))
        with tarfile.open(partial, "w:gz", compresslevel=PACKED) as archive:
            for name, path in sorted(taken.items()):
                # Copied first where it may change meanwhile, so that its hash is that of what is packed.
                archive.add(path, name, recursive=False)
                found[name] = _hash(path)
                told.advance()
            about = {
                "format": FORMAT, "portee": portee.__version__, "workspace": workspace.name, "private": private,
                "moment": now.isoformat(timespec="seconds"), "files": found,
            }  # fmt: skip
            (Path(folder) / CONTENTS).write_text(json.dumps(about, indent=1), encoding="utf-8")
            archive.add(Path(folder) / CONTENTS, CONTENTS)
        told.done()
    return BackupTold(file, file.stat().st_size, len(found), private, str(about["moment"]))


def _files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """Files that are neither private nor can be made again; what is being written is left alone."""
    left_out = AGAIN | {PRIVATE, workspace.manifest.tiles}
    for path in sorted(workspace.folder.rglob("*")):
        name = path.relative_to(workspace.folder).as_posix()
        if name.split("/", 1)[0] in left_out or path.is_symlink() or not path.is_file():
            continue
        if path.name.endswith(".lock") or ".partial" in path.name:
            continue
        yield name, path


def _private(workspace: Workspace, database: str | None, folder: Path) -> dict[str, Path]:
    """The private database as it is at this moment."""
    if database is not None and database.startswith("postgresql"):
        return {DUMP: _dumped(database, folder / "dump")}
    source = workspace.private / "portee.sqlite"
    if not source.is_file():
        return {}
    copy = folder / "portee.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
            (state,) = new.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as problem:
        raise InputError(f"The private database cannot be read ({problem}).", where=str(source)) from problem
    if state != "ok":
        raise InputError("The private database is damaged.", where=str(source), mend="Restore an older backup.")
    return {DATABASE: copy}


def _dumped(database: str, to: Path) -> Path:
    _postgres(["pg_dump", "--format=custom", "--no-owner", f"--file={to}"], database, "taken")
    return to


def _postgres(command: list[str], database: str, done: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, which other people cannot read."""
    from sqlalchemy import URL, make_url

    url = make_url(database)
    environment = {**os.environ, "PGPASSWORD": url.password or "", "LC_ALL": "C"}
    target = URL.create(
        "postgresql", url.username, host=url.host, port=url.port, database=url.database, query=url.query
    ).render_as_string()
    try:
        ran = subprocess.run(
            [*command, f"--dbname={target}"], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise InputError(
            f"{command[0]} is not installed.", mend="Install PostgreSQL's programs, of the server's version or newer."
        ) from None
    if ran.returncode:
        said = ran.stderr.strip()
        # The server says so in its own language.
        if "already exists" in said or "existe déjà" in said:
            raise InputError("The PostgreSQL database is not empty.", mend="Give an empty one with --database.")
        raise InputError(f"The private database could not be {done} ({said[:200]}).", mend="Check its address.")


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def restore(
    file: Path,
    folder: Path,
    *,
    database: str | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> Workspace:
    """Put a backup back as a workspace.

    Everything is unpacked beside, each file compared with its hash, and only then put in place.

    Args:
        file: made by `backup`. folder: of the workspace; it must not exist unless `replace`.
        database: address of PostgreSQL, empty, where the backup holds its contents.

    Raises:
        SourceError: it is no backup, or is damaged. OutputError: something is there, or cannot be written.
        InputError: the site still runs.
    """
    from portee.services.workspace.workspace import open_workspace

    told = progress or Silent()
    if folder.exists() and not replace:
        raise OutputError(
            "There is something of that name.", where=str(folder), mend="Give another name, or --replace."
        )
    if not file.is_file():
        raise SourceError("There is no such file.", where=str(file), mend="Check the path.")
    _refuse_running(folder)
    told.start("Restore")
    with atomic_folder(folder) as partial:
        about = _unpack(file, partial, told.advance)
        _compare(file, partial, about)
        dump = partial / DUMP
        if dump.is_file():
            if database is None or not database.startswith("postgresql"):
                raise InputError("The backup holds a PostgreSQL database.", mend="Give an empty one with --database.")
            _postgres(
                ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(dump)], database, "put back"
            )
            dump.unlink()
        (partial / PRIVATE).mkdir(exist_ok=True)
        (partial / PRIVATE).chmod(0o700)
    told.done()
    return open_workspace(folder)


def _refuse_running(folder: Path) -> None:
    from filelock import FileLock, Timeout

    lock = folder / PRIVATE / "worker.lock"
    if lock.exists():
        try:
            with FileLock(lock, timeout=0):
                return
        except Timeout:
            raise InputError("The site still runs.", where=str(folder), mend="Stop it first.") from None


def _unpack(file: Path, folder: Path, advance: Callable[[], None]) -> dict[str, Any]:
    """Plain files under plain names, and nothing else."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in archive:
                name = PurePosixPath(member.name)
                if not member.isfile() or name.is_absolute() or ".." in name.parts or "\\" in member.name:
                    raise SourceError(f"The backup holds '{member.name[:80]}'.", where=str(file), mend=MADE_BY)
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                stream = archive.extractfile(member)
                assert stream is not None, "a plain file has contents"
                with stream, target.open("xb") as out:
                    shutil.copyfileobj(stream, out)
                if name.parts[0] == PRIVATE:
                    target.chmod(0o600)
                advance()
        about = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        (folder / CONTENTS).unlink()
    except (tarfile.TarError, zlib.error, EOFError, ValueError, FileExistsError, FileNotFoundError) as problem:
        raise SourceError(
            f"This is no whole backup ({type(problem).__name__}).", where=str(file), mend=MADE_BY
        ) from problem
    except OSError as problem:
        if problem.errno is None:  # a damaged gzip
            raise SourceError("This is no whole backup.", where=str(file), mend=MADE_BY) from problem
        raise
    if not isinstance(about, dict) or about.get("format") != FORMAT or not isinstance(about.get("files"), dict):
        raise SourceError("This Portée does not know this backup.", where=str(file), mend="Install a newer Portée.")
    return about


def _compare(file: Path, folder: Path, about: dict[str, Any]) -> None:
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    told = about["files"]
    wrong = sorted(set(there) ^ set(told)) or [name for name, path in there.items() if _hash(path) != told[name]]
    if wrong:
        raise SourceError(
            f"The backup is damaged: '{wrong[0][:80]}' is not what was packed.", where=str(file), mend="Use another."
        )
