from __future__ import annotations

import pytest

from portee.core.errors import OutputError
from portee.reports.typesetting import STEPS, typeset

PLAIN = b"""#set document(title: "T")
#set text(lang: "fr", font: "Atkinson Hyperlegible Next")
#json(bytes(sys.inputs.page)).said"""


def test_the_same_data_give_the_same_bytes_with_the_fonts_of_portee() -> None:
    one = typeset(PLAIN, "page", {"said": "Bonjour"}, "Try again.")
    assert one == typeset(PLAIN, "page", {"said": "Bonjour"}, "Try again.")
    assert one[0].startswith(b"%PDF")
    assert one[1] == 0
    assert one[0] != typeset(PLAIN, "page", {"said": "Bonsoir"}, "Try again.")[0]


def test_a_text_is_never_markup() -> None:
    assert typeset(PLAIN, "page", {"said": '#panic() *b* $x$ #import "a"'}, "Try again.")[1] == 0


def test_it_begins_at_the_step_asked_for() -> None:
    assert typeset(PLAIN, "page", {"said": "Bonjour"}, "Try again.", first=2)[1] == 2


def test_what_cannot_be_set_says_what_to_do() -> None:
    with pytest.raises(OutputError, match="page could not be set") as caught:
        typeset(b"#panic()", "page", {}, "Try again.")
    assert caught.value.mend == "Try again."
    assert len(STEPS) == 3
