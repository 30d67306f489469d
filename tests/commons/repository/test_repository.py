from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pygit2
import pytest

from portee.commons.manifest import Manifest
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Change, Commons, signature
from portee.core.errors import InputError, OutputError, ParameterError

MANIFEST = Manifest(name="essai", title=Text({"fr": "Essai"}), about=Text({"fr": "Pour essayer."}), publisher="Portée")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    return Commons.init(tmp_path / "c", MANIFEST, "Mimosa")


def git(commons: Commons, *arguments: str) -> str:
    ran = subprocess.run(["git", "-C", str(commons.root), *arguments], capture_output=True, text=True, check=True)
    return ran.stdout


def write(commons: Commons, path: str, text: str, **more: object) -> str:
    return commons.save(Change({path: text.encode()}, f"{path} changes", "Mimosa", **more))  # type: ignore[arg-type]


def test_a_commons_is_an_ordinary_repository(commons: Commons) -> None:
    assert commons.manifest() == MANIFEST
    assert git(commons, "status", "--porcelain") == ""
    assert git(commons, "log", "--format=%an <%ae> %s") == "Mimosa <mimosa@portee.invalid> The commons begins\n"
    write(commons, "need/a.md", "un\n")
    assert (commons.root / "need" / "a.md").read_text() == "un\n"
    assert git(commons, "status", "--porcelain") == ""
    git(commons, "fsck", "--strict")


def test_what_lies_in_the_folder_becomes_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "need").mkdir()
    (tmp_path / "need" / "a.md").write_text("un\n")
    (tmp_path / "need" / "b.md").symlink_to("/etc/passwd")
    found = Commons.init(tmp_path, MANIFEST, "Mimosa")
    assert git(found, "ls-files").split() == ["commons.yaml", "need/a.md"]
    with pytest.raises(InputError, match="a repository there already"):
        Commons.init(tmp_path, MANIFEST, "Mimosa")


def test_a_folder_that_is_no_commons(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no commons there"):
        Commons.open(tmp_path)
    (tmp_path / "commons.yaml").touch()
    with pytest.raises(InputError, match="no Git repository"):
        Commons.open(tmp_path)


def test_a_change_that_changes_nothing_is_no_version(commons: Commons) -> None:
    first = write(commons, "need/a.md", "un\n")
    assert write(commons, "need/a.md", "un\n") == first


def test_a_file_goes(commons: Commons) -> None:
    write(commons, "need/a.md", "un\n")
    commons.save(Change({"need/a.md": None}, "need/a goes", "Mimosa"))
    assert not (commons.root / "need" / "a.md").exists()
    assert git(commons, "status", "--porcelain") == ""


def test_nobody_writes_over_what_they_have_not_seen(commons: Commons) -> None:
    write(commons, "need/a.md", "un\n")
    head = commons.head()
    assert head is not None
    seen = head.blob("need/a.md")
    write(commons, "need/a.md", "deux\n", seen={"need/a.md": seen})
    with pytest.raises(InputError, match="Somebody else changed this"):
        write(commons, "need/a.md", "trois\n", seen={"need/a.md": seen})
    with pytest.raises(InputError, match="Somebody else changed this"):
        write(commons, "need/a.md", "trois\n", seen={"need/a.md": None})
    assert (commons.root / "need" / "a.md").read_text() == "deux\n"


def test_edits_by_hand_are_never_written_over(commons: Commons) -> None:
    write(commons, "need/a.md", "un\n")
    (commons.root / "need" / "a.md").write_text("à moi\n")
    with pytest.raises(InputError, match="edits that are not committed"):
        write(commons, "need/a.md", "deux\n")
    assert (commons.root / "need" / "a.md").read_text() == "à moi\n"
    write(commons, "need/b.md", "autre\n")
    assert (commons.root / "need" / "a.md").read_text() == "à moi\n"
    write(commons, "need/a.md", "à moi\n")
    assert git(commons, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["", "  ", "me@example.org", "a\nb", "<x>", "x" * 61])
def test_an_author_is_a_name_of_ones_choice(name: str) -> None:
    with pytest.raises(ParameterError, match="name of your choice"):
        signature(name)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError("failed to write loose object: No space left on device"), "The disk is full"),
        (pygit2.GitError("could not write: No space left on device"), "The disk is full"),
        (OSError(errno.EROFS, "x"), "read-only"),
        (pygit2.GitError("the index is locked"), "could not be written"),
    ],
    ids=range(4),
)
def test_what_the_disk_refuses_is_told(commons: Commons, problem: Exception, told: str) -> None:
    with pytest.raises(OutputError, match=told), commons.writing():
        raise problem


def test_a_signature_holds_no_address() -> None:
    signed = signature("Éléonore du 3ᵉ")
    assert signed.name == "Éléonore du 3ᵉ"
    assert signed.email.endswith("@portee.invalid")
    assert signature("花").email == "author@portee.invalid"


def writer(commons: Commons, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.commons.repository.writers", str(commons.root), name, str(count)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ),
    )  # fmt: skip


def test_writers_at_the_same_time_lose_nothing(commons: Commons) -> None:
    writers = [writer(commons, name, 12) for name in ("ana", "bo", "chi", "dee")]
    said = [path for one in writers for path in one.communicate(timeout=120)[0].split()[1:]]
    assert [one.returncode for one in writers] == [0, 0, 0, 0]
    assert len(said) == 48
    assert set(git(commons, "ls-files", "need").split()) == set(said)
    assert git(commons, "status", "--porcelain") == ""
    assert git(commons, "rev-list", "--count", "HEAD").strip() == "49"


@pytest.mark.parametrize("round", range(4))
def test_a_writer_that_is_killed_loses_nothing_that_was_acknowledged(commons: Commons, round: int) -> None:
    chance = random.Random(round)
    with writer(commons, f"w{round}", 100_000) as killed:
        assert killed.stdout is not None
        said = [killed.stdout.readline() for _ in range(chance.randrange(2, 12))]
        for _ in range(chance.randrange(0, 40_000)):
            pass
        killed.send_signal(signal.SIGKILL)
        said += killed.stdout.read().splitlines(keepends=True)
    acknowledged = {line.strip() for line in said if line.endswith(".md\n")}
    again = Commons.open(commons.root)
    write(again, "need/after.md", "après\n")
    listed = set(git(again, "ls-files", "need").split())
    assert acknowledged <= listed
    assert len(listed) <= len(acknowledged) + 2
    assert git(again, "status", "--porcelain") == ""
    git(again, "fsck", "--strict")
