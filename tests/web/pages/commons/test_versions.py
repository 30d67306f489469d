from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from portee.commons.repository.history import history
from portee.reports.dates import moment_text
from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say
from tests.web.commons_site import some_need


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_version_leads_to_what_it_changed(commons_client: TestClient, shelf: Shelf, lang: str) -> None:
    id = some_need(shelf.commons())
    page = commons_client.get(f"/{lang}/commons/{id}/history").text
    assert say(lang, "commons-history-answer", count=2) in unescape(page)
    assert "Olivier" in page
    assert "Mimosa" in page
    (saved, *_) = history(shelf.commons(), f"{id}.md", 1)
    here = datetime.fromisoformat(saved.moment).astimezone(ZoneInfo("Europe/Paris"))
    assert say(lang, "commons-version", moment=moment_text(here, lang), author="Olivier", commit=saved.commit[:12]) in (
        unescape(page)
    )
    newest, first = (unescape(one) for one in re.findall(rf'href="(/{lang}/commons/{id}/diff\?[^"]+)"', page))
    changed = commons_client.get(newest).text
    assert say(lang, "commons-diff-answer", count=1) in unescape(changed)
    assert "à l&#39;aube</ins>" in changed
    assert "A tag is added &lt;b&gt;" in page
    assert say(lang, "commons-diff-at", new=first[-12:]) in unescape(commons_client.get(first).text)


@pytest.mark.parametrize(
    "name", ["0" * 40, "HEAD", "refs/heads/main", "main@{1}", "zzz", "v9.9.9", "HEAD:commons.yaml"]
)
def test_a_version_that_is_none_is_told(commons_client: TestClient, shelf: Shelf, name: str) -> None:
    answer = commons_client.get(f"/fr/commons/{some_need(shelf.commons())}/diff", params={"old": name})
    assert answer.status_code == 404
    assert say("fr", "commons-no-version") in unescape(answer.text)
