from __future__ import annotations

import inspect
import re

import pytest

from portee.core.errors import InputError
from portee.reports.problems import Said
from portee.services.jobs import limited, worker
from portee.store import jobs
from portee.web.trouble import trouble_of

STOPPED = "The work stopped its worker 3 times, perhaps for lack of memory."
LONG = "Reading this file took too long or too much memory; it was given up."


def test_a_defect_is_told_in_the_readers_language_with_its_reference() -> None:
    problem = worker._defect(ValueError("secret"))
    reference = re.search(r"reference ([0-9A-F]+)", str(problem["what"]))
    assert reference is not None
    told = trouble_of(problem, "fr")
    assert told is not None
    assert told.lang == "fr"
    assert told.what == f"Quelque chose s’est mal passé dans Portée (référence {reference[1]})."
    assert told.mend == "Signalez-le à qui tient ce site."
    assert trouble_of(problem, "en") == Said(str(problem["what"]), "Tell whoever runs this site.", "en")


@pytest.mark.parametrize(("what", "source"), [(STOPPED, jobs), (LONG, limited)])
def test_what_stops_work_is_told_in_the_readers_language(what: str, source: object) -> None:
    told = trouble_of({"what": what, "mend": "Ask for less at once."}, "fr")
    assert told is not None
    assert told.lang == "fr"
    # It is the sentence that work says today.
    assert what.partition(" 3 ")[0] in inspect.getsource(source)  # type: ignore[arg-type]


def test_what_has_no_words_stays_as_it_was_told_and_says_that_it_is_english() -> None:
    problem = InputError("The moon is full.", mend="Give one.").as_dict()
    assert trouble_of(problem, "fr") == Said("The moon is full.", "Give one.", "en")
    assert trouble_of(None, "fr") is None
