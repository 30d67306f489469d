from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.check.alone import problems_alone
from portee.commons.publish.wiki.dump import page_title
from portee.commons.publish.wiki.records import As, draft_of, page_of, slug_of
from portee.commons.publish.wiki.template import WikiPage, parse_page, wikitext
from portee.commons.records.practice import Practice
from portee.commons.records.references import ID, LONGEST_ID
from portee.commons.records.solution import Solution
from portee.commons.text.record_file import RecordFile, parse_record, record_path, record_text
from portee.core.errors import InputError
from tests.commons.examples import example, example_file
from tests.commons.publish.wiki.test_template import PAGES
from tests.commons.strategies import PROSE

NEED = "need/embauche-avant-l-aube"
WORDS = PROSE.map(lambda text: re.sub(r"[<\[\]']+", " ", text).strip()).filter(bool)


def there_and_back(record: Solution | Practice) -> RecordFile:
    """Through the text of a page, as a wiki keeps it."""
    made = page_of(RecordFile(record), "https://example.org/fr/x.html", lambda id: f"titre de {id}")
    read = parse_page(made.title, wikitext(made))
    assert read is not None
    return draft_of(read, author="Rocade", day="2026-11-26", licence="CC-BY-SA-4.0", needs={f"titre de {NEED}": NEED})


@given(
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from(["active", "delivery", "shared-vehicle"]),
    st.sampled_from(["idea", "widespread"]),
)
def test_a_solution_comes_back(how: str, limits: str, summary: str, family: str, maturity: str) -> None:
    record = example("solution", how={"fr": how}, limits={"fr": limits}, summary={"fr": summary}, family=family,
                     maturity=maturity, part="logistics", tags=["de, nuit", "a=b"])  # fmt: skip
    assert isinstance(record, Solution)
    back = there_and_back(record).record
    assert isinstance(back, Solution)
    assert (back.how.fr, back.limits.fr) == (record.how.fr, record.limits.fr)
    assert back.summary is not None
    assert back.summary.fr == summary
    assert (back.family, back.maturity, back.part, back.tags) == (family, maturity, "logistics", record.tags)
    assert (back.status, back.authors, back.sources[0].url) == ("draft", ("Rocade",), "https://example.org/fr/x.html")


@given(WORDS, WORDS.map(lambda text: " ".join(text.split())[:200]), st.sampled_from(["running", "ended", "announced"]))
def test_a_practice_comes_back(context: str, place: str, state: str) -> None:
    record = example("practice", context={"fr": context}, place=place, state=state)
    assert isinstance(record, Practice)
    back = there_and_back(record).record
    assert isinstance(back, Practice)
    assert (back.context.fr, back.place, back.state) == (record.context.fr, record.place, state)
    assert (back.carried_by, back.needs) == (record.carried_by, (NEED,))
    assert back.unchecked == record.unchecked
    # What the page does not say is given the most modest value, and named in the text.
    assert back.grade == "E"
    assert "country, grade" in there_and_back(record).body["fr"]


@given(PAGES, WORDS)
def test_any_page_becomes_a_draft_that_is_a_record(page: WikiPage, title: str) -> None:
    page = WikiPage(page_title(title), page.single, page.multiple)
    file = draft_of(page, author="Rocade", day="2026-11-26", licence="CC-BY-SA-4.0")
    parsed = parse_record(record_text(file), record_path(file.id))
    assert parsed.file == file
    assert [problem.what for problem in problems_alone(parsed, record_path(file.id))] == []


def test_the_type_is_told_by_the_category_or_by_who_imports() -> None:
    page = WikiPage("Titre", multiple={"commonscategorie": ("Solution",)})

    def made(page: WikiPage, to: As | None = None) -> str:
        return draft_of(page, author="Rocade", day="2026-11-26", licence="CC-BY-SA-4.0", to=to).id

    assert made(page) == "solution/titre"
    assert made(WikiPage("Titre")) == "practice/titre"
    assert made(page, to="practice") == "practice/titre"


def test_other_types_have_no_page() -> None:
    with pytest.raises(InputError, match="type need"):
        page_of(example_file(f"{NEED}.md"), "", str)


@given(st.text(), st.sampled_from(["practice", "solution"]))
def test_any_title_makes_a_name(title: str, kind: str) -> None:
    id = f"{kind}/{slug_of(title, kind)}"
    assert ID.fullmatch(id)
    assert len(id) <= LONGEST_ID
