from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.zip_members import one_line, refuse_member

FEED = Path("feed.zip")


def _member(name: str, *, mode: int = 0, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    # As read from an archive: names are cut at a null byte there, the original is kept.
    info.orig_filename = name
    info.external_attr, info.flag_bits = mode << 16, flags
    return info


@pytest.mark.parametrize("name", ["stops.txt", "folder/stops.txt", "folder/", "a..b.txt"])
def test_plain_members_pass(name: str) -> None:
    refuse_member(FEED, _member(name), mend="Zip it anew.")
    refuse_member(FEED, _member(name, mode=stat.S_IFREG | 0o644), mend="Zip it anew.")


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        (_member("/etc/stops.txt"), "an absolute path"),
        (_member("c:\\stops.txt"), "an absolute path"),
        (_member("../stops.txt"), "leaves the archive"),
        (_member("a\\..\\..\\stops.txt"), "leaves the archive"),
        (_member("stops.txt\0.exe"), "leaves the archive"),
        (_member("stops.txt", mode=stat.S_IFLNK | 0o777), "a link or a device"),
        (_member("stops.txt", mode=stat.S_IFIFO), "a link or a device"),
        (_member("stops.txt", flags=1), "encrypted"),
    ],
)
def test_others_are_refused_with_the_archive_and_the_remedy(info: zipfile.ZipInfo, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as refused:
        refuse_member(FEED, info, mend="Zip it anew.")
    assert "feed.zip" in str(refused.value)
    assert refused.value.mend == "Zip it anew."


def test_an_error_stands_within_a_sentence() -> None:
    assert one_line(ValueError("bad\n  thing.")) == "bad thing"
    assert one_line(EOFError()) == "EOFError"
    assert len(one_line(ValueError("x" * 500))) == 120
