from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.sources.gbfs.fields import (
    FieldError,
    Record,
    count,
    flag,
    identifier,
    moment,
    number,
    optional_id,
    texts,
    told,
    words,
)
from portee.sources.gbfs.findings import Findings
from tests.sources.gbfs.feeds import WRITTEN, document, feed2, feed3, file2


def field(value: Any) -> Record:
    return Record({"f": value}, "here")


def why(read: Any, value: Any, **options: Any) -> str:
    with pytest.raises(FieldError) as caught:
        read(field(value), "f", **options)
    assert caught.value.field == "f"
    return caught.value.why


@pytest.mark.parametrize(
    ("value", "words_"),
    [
        ("5", "is text, not a number"),
        (True, "is not a number"),
        ([5], "is not a number"),
        (float("nan"), "is not a finite number"),
        (float("inf"), "is not a finite number"),
        (10**400, "is not a finite number"),
        (-1, "is negative"),
        (101, "is above 100"),
        (None, "is missing"),
    ],
)
def test_what_is_no_number(value: Any, words_: str) -> None:
    assert why(number, value, low=0, high=100, required=True) == words_


def test_numbers_and_counts() -> None:
    assert number(field(5), "f") == 5.0
    assert number(field(None), "f") is None
    assert count(field(5.0), "f") == 5
    assert count(field(None), "f") is None
    assert why(count, 2.5) == "is not a whole number"
    assert why(count, -3) == "is negative"
    assert why(count, 10**30) == "is above 1e+06"


def test_truth_is_written_in_two_ways() -> None:
    assert [flag(field(value), "f") for value in (True, False, 1, 0, 1.0)] == [True, False, True, False, True]
    assert flag(field(None), "f", default=True) is True
    lies: tuple[Any, ...] = ("true", 2, float("nan"), [])
    for value in lies:
        assert why(flag, value) == "is neither true nor false"
    assert why(flag, None) == "is missing"


def test_ids() -> None:
    assert identifier(field(" s1 "), "f") == "s1"
    assert identifier(field(86), "f") == "86"
    assert optional_id(field(None), "f") is None
    assert why(identifier, None) == "is missing"
    lies: tuple[Any, ...] = ("", 1.5, True, [])
    for value in lies:
        assert why(identifier, value) == "is not an id"
    for value in ("<script>", "a\0b", "x" * 301, "a\u202eb"):
        assert "markup, control characters" in why(identifier, value)
    assert texts(field(["a", "b"]), "f") == ("a", "b")
    assert texts(field("a"), "f") == ("a",)
    assert texts(field(None), "f") == ()
    assert why(texts, ["a", {}]) == "is not an id"


def test_texts_by_language() -> None:
    def told_in(*languages: str) -> list[dict[str, str]]:
        return [{"language": language, "text": f"in {language}"} for language in languages]

    assert words(field("  Gare \n du Nord "), "f") == "Gare du Nord"
    assert words(field(told_in("nb", "en", "fr")), "f") == "in fr"
    assert words(field(told_in("nb", "en-GB")), "f") == "in en-GB"
    assert words(field(told_in("nb", "sv")), "f") == "in nb"
    assert words(field([]), "f") is None
    assert words(field(" "), "f") is None
    assert words(field("x" * 1000), "f") == "x" * 299 + "…"
    assert why(words, "<script>alert(1)</script>") == "holds markup"
    assert why(words, 5) == "is not text"
    assert why(words, [{"language": "fr", "text": 5}]) == "is not text"
    assert why(words, [{"language": 5, "text": "a"}]) == "has a language that is not text"
    assert why(words, ["a"]) == "is no list of texts by language"
    assert words(field("3 < 5"), "f") == "3 < 5"


def test_moments_of_both_versions() -> None:
    expected = datetime(2026, 5, 4, 8, tzinfo=UTC)
    posix = int(expected.timestamp())
    for value in (posix, float(posix), posix * 1000, "2026-05-04T08:00:00Z", "2026-05-04T10:00:00.000+02:00"):
        assert moment(field(value), "f") == expected
    assert moment(field(None), "f") is None
    assert why(moment, "yesterday") == "is no moment written as RFC 3339"
    assert why(moment, "2026-05-04T08:00:00") == "has no offset from UTC"
    for value in (0, -5, 10**15, "9999-12-31T00:00:00Z"):
        assert why(moment, value) == "is a moment before 2015 or after 2099"
    assert why(moment, float("nan")) == "is not a finite number"
    assert why(moment, None, required=True) == "is missing"


def test_what_can_be_done_without_is_counted() -> None:
    findings = Findings()
    assert told(count, field(-1), "f", file="a.json", of="s1", findings=findings) is None
    assert told(count, field(4), "f", file="a.json", of="s2", findings=findings) == 4
    (lost,) = findings.dropped
    assert (lost.what, lost.count, lost.why, lost.examples) == ("a.json: values of f", 1, "is negative", ("s1",))


def test_headers_of_both_versions(tmp_path: Path) -> None:
    two, _ = document(tmp_path / "2", feed2(), "station_status")
    three, _ = document(tmp_path / "3", feed3(), "station_status")
    assert (two.major, two.version, two.updated, two.ttl) == (2, "2.3", WRITTEN, 60)
    assert (three.major, three.version, three.updated, three.ttl) == (3, "3.0", WRITTEN, 60)


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2", "2.3", "3.0"])
def test_versions_that_are_read(tmp_path: Path, version: str) -> None:
    feed = feed2(station_status=file2({"stations": []}, version=version))
    read, findings = document(tmp_path, feed, "station_status")
    assert (read.version, findings.notes) == (version, ())


def test_later_versions_are_read_with_a_remark(tmp_path: Path) -> None:
    read, findings = document(
        tmp_path, feed2(station_status=file2({"stations": []}, version="3.1-RC2")), "station_status"
    )
    assert read.major == 3
    assert "3.1-RC2" in findings.notes[0]


@pytest.mark.parametrize(
    ("content", "field_", "words_"),
    [
        (file2({}, version="1.1"), "version", "'1.1'"),
        (file2({}, version=2.3), "version", "'2.3'"),
        (json.dumps({"data": {}}), "version", "not told"),
        (json.dumps({"version": "2.3"}), "data", "no object 'data'"),
        ("[]", "data", "no object 'data'"),
        ("{", None, "not JSON"),
        ("", None, "not JSON"),
        (b"\xff\xfe\x00", None, "UTF-8"),
        ("[" * 200_000, None, "nested too deep"),
        ('{"data": {}, "ttl": ' + "9" * 6000 + "}", None, "thousands of digits"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, content: str | bytes, field_: str | None, words_: str) -> None:
    with pytest.raises(SourceError, match=words_) as caught:
        document(tmp_path, feed2(station_status=content), "station_status")
    assert caught.value.where is not None
    assert caught.value.where.file == f"{tmp_path / 'feed'}/station_status.json"
    assert caught.value.where.field == field_
    assert caught.value.mend


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        document(tmp_path, feed2(station_status='{\n"data": {},\n oops}'), "station_status")
    assert caught.value.where is not None
    assert caught.value.where.line == 3


def test_headers_that_lie_are_noted(tmp_path: Path) -> None:
    content = file2({"stations": []}, last_updated="long ago", ttl=-1)
    read, findings = document(tmp_path, feed2(station_status=content), "station_status")
    assert (read.updated, read.ttl) == (None, 0.0)
    assert len(findings.notes) == 2


def test_lists_are_checked(tmp_path: Path) -> None:
    read, findings = document(tmp_path, feed2(station_status={"stations": [{}, 5, {}]}), "station_status")
    assert [record.path for record in read.records("stations", 5, findings)] == [
        "data.stations[0]",
        "data.stations[2]",
    ]
    assert findings.dropped[0].examples == ("data.stations[1]",)
    with pytest.raises(SourceError, match="at most 2 are read"):
        read.records("stations", 2, findings)
    with pytest.raises(SourceError, match="no such array"):
        read.records("bikes", 2, findings)
