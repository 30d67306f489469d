from __future__ import annotations

import pytest

from portee.commons.manifest import Manifest
from portee.core.declared import parse_declared
from portee.core.errors import SourceError

GOOD = "name: moulins\ntitle: {fr: Les Moulins}\nabout: {fr: Un commun.}\npublisher: Exemple\n"


def test_a_commons_says_what_it_is() -> None:
    manifest = parse_declared(GOOD, Manifest)
    assert manifest.licence == "CC-BY-SA-4.0"
    assert manifest.languages == ("fr", "en")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("licence: GPL", "is no licence of the commons"),
        ("url: javascript:x", "url"),
        ("territory: need/x", "id of a need"),
        ("languages: []", "languages"),
        ("languages: [../../etc]", "not a language code"),
        ("languages: [fr, fr]", "stands twice"),
        ('url: "https://example.org/<b>"', "url"),
        ("url: https://example.org/{x}", "url"),
    ],
)
def test_what_a_commons_may_not_say(line: str, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        parse_declared(GOOD + line + "\n", Manifest)


def test_a_name_is_plain() -> None:
    with pytest.raises(SourceError, match="name"):
        parse_declared(GOOD.replace("moulins", "Les Moulins"), Manifest)
