from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.check.summary import Link, Summary, summarise
from portee.commons.check.together import circles, problems_together
from tests.commons.examples import EXAMPLE, PATHS

GOOD = {
    path.removesuffix(".md"): summarise((EXAMPLE / path).read_text(encoding="utf-8"), path) for path in PATHS
}  # fmt: skip
CELL = "cell/aube-navette-moulins"
SCOPE = "scope/acces-a-l-emploi"


def changed(id: str, *changes: tuple[str, str], of: str | None = None) -> dict[str, Summary]:
    """The example with other words in one record, or with a copy of it under another id."""
    text = (EXAMPLE / f"{of or id}.md").read_text(encoding="utf-8")
    if of:
        text = text.replace(f"id: {of}", f"id: {id}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    summary = summarise(text, f"{id}.md")
    assert summary.is_whole, summary.problems
    return {**GOOD, id: summary}


def said(commons: dict[str, Summary]) -> list[tuple[str | None, str]]:
    return [(p.where.file, p.what) for p in problems_together(commons) if p.where]


def test_the_example_is_well() -> None:
    assert said(dict(GOOD)) == []


def test_a_reference_to_nothing_is_told_with_what_was_meant() -> None:
    (problem,) = problems_together(changed(CELL, ("practice/navette-des-moulins", "practice/navette-moulins")))
    assert problem.what == "There is no record 'practice/navette-moulins'."
    assert problem.mend == "Did you mean 'practice/navette-des-moulins'?"
    assert problem.where is not None
    assert problem.where.field == "practices.0"


def test_parts_do_not_go_in_circles() -> None:
    need = "need/embauche-avant-l-aube"
    a = changed(need, ("motive: work", "motive: work\npart_of: need/b"))
    b = changed("need/b", ("motive: work", f"motive: work\npart_of: {need}"), of=need)
    ((_, what),) = said({**a, "need/b": b["need/b"]})
    assert what == f"The references go in a circle: need/b → {need} → need/b."


def test_what_is_published_rests_on_nothing_unready() -> None:
    found = said(changed(CELL, ("status: draft", "status: published")))
    assert (f"{CELL}.md", "A published record rests on 'need/embauche-avant-l-aube', which is a draft.") in found


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("- mobility\n", "", "does not speak of mobility"),
        ("- work\n", "", "'work' is none of its motives"),
        ("motives:", "territories: [territory/ailleurs]\nmotives:", "is none of its territories"),
    ],
)
def test_a_row_outside_the_scope_is_refused_with_the_reason(old: str, new: str, why: str) -> None:
    found = [what for file, what in said(changed(SCOPE, (old, new))) if file == f"{CELL}.md"]
    assert len(found) == 1
    assert found[0].startswith(f"The row is outside {SCOPE}")
    assert why in found[0]


def test_a_requirement_stands_under_its_part() -> None:
    ((_, what),) = said(changed(CELL, ("  mobility:\n", "  housing:\n")))
    assert "is a requirement on mobility, not on housing" in what


def test_one_cell_for_each_need_solution_and_territory() -> None:
    ((file, what),) = said(changed("cell/encore", of=CELL))
    assert file == "cell/encore.md"
    assert f"{CELL} is about the same" in what


def test_a_published_cell_rests_on_something() -> None:
    bare = changed(
        CELL,
        ("status: draft", "status: published"),
        ("evidence:\n- evidence/postes-a-portee-a-l-aube\npractices:\n- practice/navette-des-moulins\n", ""),
    )
    assert (f"{CELL}.md", "The cell rests on nothing.") in said(bare)


def test_a_requirement_prescribes_no_solution() -> None:
    id = "requirement/aller-avant-la-prise-de-poste"
    ((_, what),) = said(changed(id, ("Peut-on arriver", "Y a-t-il une Navette de l'aube")))
    assert what == "The requirement names a solution: 'navette de l'aube'."
    ((_, what),) = said(changed(id, ("evidence_asked:\n", "evidence_asked:\n  en: The log of the Dawn shuttle.\n")))
    assert what == "The requirement names a solution: 'dawn shuttle'."


def test_a_figure_says_what_its_evidence_says() -> None:
    ((_, what),) = said(changed(CELL, ("value: 11.5", "value: 12")))
    assert what == "The figure is 12 % des postes; its evidence says 11.5 % des postes."


def test_evidence_is_in_the_unit_of_its_indicator() -> None:
    found = said(changed("indicator/taux-de-pauvrete", ("unit: '%'", "unit: ménages")))
    assert ("evidence/pauvrete-moulins.md", "The evidence is in '%', its indicator in 'ménages'.") in found


@pytest.mark.parametrize(
    ("starts", "ends", "clash"),
    [
        ("2026-12-03T19:59", "2026-12-03T21:00", True),
        ("2026-12-03T20:00", "2026-12-03T21:00", False),
        ("2026-12-03", "2026-12-03", True),
        ("2026-12-04", "2026-12-04", False),
    ],
)
def test_no_room_is_booked_twice(starts: str, ends: str, clash: bool) -> None:
    event = "event/formation-releve"
    other = changed("event/autre", ("2026-12-03T18:00", starts), ("2026-12-03T20:00", ends), of=event)
    assert bool(said(other)) is clash


NAMES = [f"need/n{k}" for k in range(6)]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=10))
def test_circles_are_found_where_there_are_any(pairs: list[tuple[str, str]]) -> None:
    links: dict[str, list[Link]] = {name: [] for name in NAMES}
    for begin, end in pairs:
        links[begin].append(Link("part_of", 1, end, acyclic=True))
    commons = {name: Summary(f"{name}.md", links=tuple(links[name])) for name in NAMES}

    def leads_back(name: str) -> bool:
        seen, ahead = set[str](), [link.to for link in links[name]]
        while ahead:
            at = ahead.pop()
            if at == name:
                return True
            if at not in seen:
                seen.add(at)
                ahead += [link.to for link in links[at]]
        return False

    assert bool(list(circles(commons))) == any(leads_back(name) for name in NAMES)
