from __future__ import annotations

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.citation import bibtex, citation, csl_json
from portee.commons.records.shape import Text
from tests.commons.publish.pages.released import MANIFEST, released
from tests.commons.strategies import SIGNS

SHA = "ab" * 32


def entry(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks
    (found,) = library.entries
    return {field.key: field.value for field in found.fields} | {"ENTRYTYPE": found.entry_type, "ID": found.key}


def test_a_release_is_cited_with_its_hash() -> None:
    release = released()
    found = entry(bibtex(release, SHA))
    assert (found["ENTRYTYPE"], found["ID"], found["version"]) == ("misc", "exemple-1.0.0", "1.0.0")
    assert SHA in found["note"]
    assert found["year"] == "2026"
    (item,) = csl_json(release, SHA)
    assert (item["type"], item["version"], item["issued"]) == ("dataset", "1.0.0", {"date-parts": [[2026, 11, 26]]})
    assert SHA in item["note"]


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        ("fr", "Portée. Un commun d'exemple, version 1.0.0, 26 novembre 2026."),
        ("en", "Portée. An example commons, version 1.0.0, 26 November 2026."),
    ],
)
def test_a_sentence_to_cite(lang: str, start: str) -> None:
    said = citation(released(), SHA, lang)
    assert said.startswith(start)
    assert SHA in said


@given(st.text(SIGNS, min_size=1, max_size=40) | st.sampled_from(["}", "@misc{x,", "\\", '"', "%", "a } b {"]))
def test_no_title_ends_its_field(title: str) -> None:
    release = released(title=Text({"fr": title}), publisher=title)
    found = entry(bibtex(release, SHA))
    assert set(found) == {*entry(bibtex(released(), SHA))}
    assert found["url"] == MANIFEST.url if MANIFEST.url else found["url"].startswith("https://")
