"""A site of the invented village with the example commons."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from portee.commons.manifest import Manifest
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Commons
from portee.commons.repository.starting import example_files
from portee.store.drafts import DraftState, find_draft
from portee.web.private import database_of
from portee.web.site import Site
from tests.commons.laid import laid
from tests.web.people import Person

__all__ = ["begun", "draft_state", "filled", "form_fields", "head", "hidden", "lay_commons", "submitted"]

VALUE = re.compile(r'name="(version|key)" value="([^"]+)"')


def lay_commons(folder: Path) -> Commons:
    """The example commons, in a folder of its own."""
    manifest = Manifest(name="village", title=Text({"fr": "Essai"}), about=Text({"fr": "Essai"}), publisher="Essai")
    return laid(folder, manifest, "Mimosa", example_files())


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form of a page that has them."""
    return dict(reversed(VALUE.findall(page)))


def begun(person: Person, title: str = "Rentrer après le dernier bus", kind: str = "need") -> str:
    """Begin a proposal; the id of its draft."""
    answer = person.send("/propose", kind=kind, title=title, key=hidden(person.get("/propose").text)["key"])
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("/")[2]


def filled(person: Person, draft: str, **fields: str) -> None:
    """Type fields of a need and save."""
    version = hidden(person.get(f"/propose/{draft}").text)["version"]
    values = {
        "r.title.fr": "Rentrer après le dernier bus", "r.part": "mobility", "r.motive": "work",
        "r.who.fr": "Des personnes qui finissent tard.", "r.situation.fr": "À minuit, plus rien ne passe.",
        "author": "Mimosa", **fields,
    }  # fmt: skip
    answer = person.send(f"/propose/{draft}", version=version, act="save", **values)
    assert answer.status_code == 303, answer.text


def submitted(person: Person, title: str = "Rentrer après le dernier bus") -> str:
    """Propose a need, whole; the id of its draft."""
    draft = begun(person, title)
    filled(person, draft, **{"r.title.fr": title})
    page = person.get(f"/propose/{draft}/send").text
    answer = person.send(f"/propose/{draft}/send", version=hidden(page)["version"], consent="yes")
    assert answer.status_code == 303, answer.text
    return draft


def head(site: Site) -> str:
    assert site.workspace.commons is not None
    snapshot = Commons.open(site.workspace.commons).head()
    assert snapshot is not None
    return snapshot.commit


def draft_state(site: Site, id: str) -> DraftState:
    with database_of(site).reading() as connection:
        found = find_draft(connection, id)
    assert found is not None
    return found.state


class _Fields(HTMLParser):
    """What a browser would send of the forms of a page as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.area: str | None = None
        self.select: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "input" and (kind not in ("checkbox", "radio") or "checked" in told):
            self.found.setdefault(name, []).append(told.get("value", "on"))
        elif tag == "textarea":
            self.area = name
            self.found.setdefault(name, []).append("")
        elif tag == "select":
            self.select = name, ""
        elif tag == "option" and self.select and "selected" in told:
            self.select = self.select[0], told["value"]

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.found[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            # The first line break of a text area is no part of it (HTML, 4.10.11).
            self.found[self.area][-1] = self.found[self.area][-1].removeprefix("\n")
            self.area = None
        elif tag == "select" and self.select:
            self.found.setdefault(self.select[0], []).append(self.select[1])
            self.select = None


def form_fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of a page with one form."""
    reader = _Fields()
    reader.feed(page)
    return reader.found
