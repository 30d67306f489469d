from __future__ import annotations

import pytest

from portee.commons.check.check import check_commons
from portee.commons.records.kinds import KINDS
from portee.core.errors import InputError, SourceError, Where
from portee.web.record_form import FormField, form_of, sort_problems
from tests.commons.examples import EXAMPLE


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_type_has_a_form_with_names_of_their_own(kind: str, lang: str) -> None:
    names: list[str] = []

    def walk(fields: tuple[FormField, ...]) -> None:
        for one in fields:
            assert one.label
            names.append(one.name)
            walk(one.parts)

    walk(form_of(kind, {}, check_commons(EXAMPLE).records, {}, lang))
    assert len(names) == len(set(names)) > 5


def test_references_are_chosen_among_the_records_there_are() -> None:
    form = {one.name: one for one in form_of("cell", {"need": "need/gone"}, check_commons(EXAMPLE).records, {}, "fr")}
    need = form["r.need"]
    assert need.how == "choice"
    assert {"", "need/embauche-avant-l-aube", "need/gone"} == {key for key, _ in need.options}
    assert form["r.practices"].how == "ticks"


def test_a_problem_stands_at_its_field_or_at_the_nearest_that_is_shown() -> None:
    problems = [
        SourceError("Wrong.", where=Where("need/a.md", 3, "size.value"), mend="Mend."),
        SourceError("Missing.", where=Where("need/a.md", 3, "sources.0.strange"), mend="Mend."),
        SourceError("Elsewhere.", where=Where("need/b.md", 1, "part_of")),
        InputError("Anything."),
    ]
    by_field, others = sort_problems(problems, "need/a.md", "fr")
    assert [(told.what, told.lang) for told in others] == [("need/b.md: Elsewhere.", "en"), ("Anything.", "en")]
    _, french = sort_problems([SourceError("The file is empty.", where="need/b.md")], "need/a.md", "fr")
    assert [(told.what, told.lang) for told in french] == [("need/b.md\u00a0: Le fichier est vide.", "fr")]
    form = {one.name: one for one in form_of("need", {}, {}, by_field, "fr")}
    assert form["r.size"].is_wrong
    assert not form["r.size"].problems
    assert [told.what for told in form["r.sources"].parts[0].problems] == ["Missing."]


def test_a_problem_calls_its_field_as_the_form_does() -> None:
    missing = SourceError("'motive' is missing.", where=Where("need/a.md", 3, "motive"), mend="Add it.")
    by_field, _ = sort_problems([missing], "need/a.md", "fr")
    (field,) = (one for one in form_of("need", {}, {}, by_field, "fr") if one.name == "r.motive")
    assert [told.what for told in field.problems] == [f"«\u00a0{field.label}\u00a0» manque."]
    assert field.label != "motive"
