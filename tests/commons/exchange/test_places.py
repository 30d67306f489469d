from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.places import Place, place
from portee.core.errors import InputError, ParameterError
from tests.commons.exchange.commonses import git, make


def test_what_a_place_is(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    inner = str(commons.root / ".git")
    assert place(str(commons.root)) == Place("folder", inner)
    assert place(f"file://{commons.root}") == Place("folder", inner)
    git(tmp_path, "clone", "-q", "--bare", "c", "b.git")
    assert place(str(tmp_path / "b.git")) == Place("folder", str(tmp_path / "b.git"))
    (tmp_path / "x.bundle").touch()
    assert place(str(tmp_path / "x.bundle")) == Place("bundle", str(tmp_path / "x.bundle"))
    assert place("https://example.org/c.git") == Place("web", "https://example.org/c.git")
    assert place("https://example.org/c.git").is_public


@pytest.mark.parametrize(
    "text",
    [
        *("ssh://git@example.org/c", "git@example.org:c.git", "git://example.org/c", "ext::sh -c id", "ftp://x/y"),
        *("https://me:secret@example.org/c", "https://me@example.org/c", "https:///c", "https://a b/c"),
        *("file://elsewhere/c", "-upload-pack=id:x"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_used(text: str) -> None:
    with pytest.raises(InputError):
        place(text)


def test_a_password_is_not_told_again() -> None:
    with pytest.raises(ParameterError) as refused:
        place("https://me:secret@example.org/c")
    assert "secret" not in str(refused.value)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing there"):
        place(str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match="no Git repository"):
        place(str(tmp_path))
    (tmp_path / ".git").symlink_to(tmp_path)
    with pytest.raises(InputError, match="no Git repository"):
        place(str(tmp_path))
