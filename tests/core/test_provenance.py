"""Where data comes from: one record, the same after a trip through JSON."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from portee.core.provenance import Dropped, Provenance, sha256_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
DROPPED = st.builds(Dropped, WORDS, st.integers(0, 99), WORDS, st.lists(WORDS, max_size=3).map(tuple))
RECORDS = st.builds(
    Provenance,
    source=WORDS,
    file=WORDS,
    sha256=WORDS,
    size_bytes=st.integers(0, 2**50),
    date=st.none() | WORDS,
    licence=st.none() | WORDS,
    rows=st.dictionaries(WORDS, st.integers(0, 99), max_size=3),
    dropped=st.lists(DROPPED, max_size=3).map(tuple),
    notes=st.lists(WORDS, max_size=3).map(tuple),
)


@given(RECORDS)
def test_a_record_survives_json(record: Provenance) -> None:
    assert Provenance.from_dict(json.loads(json.dumps(record.to_dict()))) == record


def test_reading_a_record_leaves_its_dictionary_as_it_was() -> None:
    values = Provenance("osm", "a.pbf", "00", 1, dropped=(Dropped("way", 2, "short"),)).to_dict()
    before = json.dumps(values)
    Provenance.from_dict(values)
    assert json.dumps(values) == before


def test_a_record_needs_no_more_than_its_file() -> None:
    record = Provenance.from_dict({"source": "osm", "file": "a.pbf", "sha256": "00", "size_bytes": 1})
    assert (record.date, record.licence, record.rows, record.dropped, record.notes) == (None, None, {}, (), ())


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    content = b"x" * ((1 << 20) + 7)
    (tmp_path / "a").write_bytes(content)
    assert sha256_of(tmp_path / "a") == (hashlib.sha256(content).hexdigest(), len(content))


def test_a_folder_is_known_by_the_names_and_bytes_in_it(tmp_path: Path) -> None:
    def folder(name: str, files: dict[str, bytes]) -> tuple[str, int]:
        for file, content in files.items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_bytes(content)
        return sha256_of(tmp_path / name)

    first = folder("first", {"a.txt": b"12", "sub/b.txt": b"3"})
    assert first == folder("second", {"sub/b.txt": b"3", "a.txt": b"12"})
    assert first[1] == 3
    others = [{"a.txt": b"123"}, {"a.txt": b"12", "b.txt": b"3"}, {"a.txt": b"1", "sub/b.txt": b"23"}]
    assert first not in [folder(f"other{i}", files) for i, files in enumerate(others)]
