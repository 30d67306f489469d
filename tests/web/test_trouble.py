from __future__ import annotations

import inspect
import re

import pytest

from portee.core.errors import InputError
from portee.services.jobs import limited, worker
from portee.store import jobs
from portee.web.trouble import Trouble, trouble_of
from portee.web.wording import LANGUAGES, say

STOPPED = "The work stopped its worker 3 times, perhaps for lack of memory."
LONG = "Reading this file took too long or too much memory; it was given up."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_defect_is_told_in_the_readers_language_with_its_reference(lang: str) -> None:
    problem = worker._defect(ValueError("secret"))
    reference = re.search(r"reference ([0-9A-F]+)", str(problem["what"]))
    assert reference is not None
    told = trouble_of(problem, lang)
    assert told == Trouble(
        say(lang, "work-wrong-inside", reference=reference[1]), say(lang, "work-wrong-inside-hint"), lang
    )
    assert reference[1] in told.what
    assert "secret" not in told.what


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("what", "source"), [(STOPPED, jobs), (LONG, limited)])
def test_what_stops_work_is_told_in_the_readers_language(lang: str, what: str, source: object) -> None:
    told = trouble_of({"what": what, "mend": "x"}, lang)
    assert told is not None
    assert told.lang == lang
    assert told.mend != "x"
    # It is the sentence that work says today.
    assert what.partition(" 3 ")[0] in inspect.getsource(source)  # type: ignore[arg-type]


def test_what_has_no_words_stays_as_it_was_told_and_says_that_it_is_english() -> None:
    problem = InputError("There is no hub.", mend="Give one.").as_dict()
    assert trouble_of(problem, "fr") == Trouble("There is no hub.", "Give one.", "en")
    assert trouble_of(None, "fr") is None
