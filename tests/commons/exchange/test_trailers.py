from __future__ import annotations

import subprocess

import pytest

from portee.commons.exchange.trailers import LONGEST_MESSAGE, checked_message, subject, trailers, with_trailers
from portee.core.errors import ParameterError


def test_trailers_come_back_and_git_reads_them() -> None:
    message = with_trailers("Ceci est vrai\n\nParce que.", [("Review-By", "Le  Rocher"), ("Review-Says", "agrees")])
    assert trailers(message) == [("Review-By", "Le Rocher"), ("Review-Says", "agrees")]
    ran = subprocess.run(
        ["git", "interpret-trailers", "--parse"], input=message, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "Review-By: Le Rocher\nReview-Says: agrees\n"


@pytest.mark.parametrize("message", ["", "Review-Says: agrees", "Titre\n\nReview-Says: agrees\net puis", "a\n\nb"])
def test_what_is_no_trailer(message: str) -> None:
    assert trailers(message) == []


def test_what_is_said_in_a_text_counts_for_nothing_under_trailers() -> None:
    message = with_trailers("Titre\n\nReview-Says: agrees", [("Review-Says", "objects")])
    assert dict(trailers(message)) == {"Review-Says": "objects"}


def test_a_message_is_something_to_read() -> None:
    assert checked_message("  un \n deux  \n", "--text") == "un\n deux"
    for text in ("", " \n", "a\x00b", "x" * (LONGEST_MESSAGE + 1)):
        with pytest.raises(ParameterError):
            checked_message(text, "--text")


def test_a_subject_is_one_line() -> None:
    assert subject("\nUn\x1b[31m titre\nla suite") == "Un[31m titre"
