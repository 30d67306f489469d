"""Solutions and practices as pages of a wiki, and pages of a wiki as drafts of solutions and practices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from portee.commons.publish.wiki.template import WikiPage, plain
from portee.commons.records.kinds import KINDS
from portee.commons.records.need import Part
from portee.commons.records.practice import Practice
from portee.commons.records.references import LONGEST_ID
from portee.commons.records.shape import ADDRESS, LONGEST_TEXT
from portee.commons.records.solution import Family, Solution
from portee.commons.records.words import type_name, value_label
from portee.commons.text.record_file import RecordFile
from portee.core.declared import declared_of
from portee.core.errors import InputError

__all__ = ["As", "draft_of", "page_of", "slug_of"]

As = Literal["solution", "practice"]
Titles = Callable[[str], str]

_TO_WRITE = "À écrire."
_STATES = ("running", "ended", "announced", "unknown")
_MATURITIES = ("idea", "prototype", "pilot", "in-service", "widespread")


def page_of(file: RecordFile, address: str, titles: Titles) -> WikiPage:
    """A solution or a practice as a page, in French.

    Args:
        address: where its own page is. titles: the title of another record by its id.

    Raises:
        InputError: the record is of another type.
    """
    record = file.record
    single = {"url": address, "shortDescription": record.summary.fr if record.summary else ""}
    multiple = {"Tags": record.tags}
    if isinstance(record, Solution):
        single |= {"description": record.how.fr, "complement": record.limits.fr}
        words: tuple[str, ...] = (
            value_label("family", record.family, "fr"),
            value_label("maturity", record.maturity, "fr"),
        )
        multiple |= {"Theme": (value_label("part", record.part, "fr"),)}
    elif isinstance(record, Practice):
        single |= {"description": record.context.fr, "complement": record.unchecked.fr if record.unchecked else ""}
        words = (value_label("state", record.state, "fr"),)
        multiple |= {
            "location": (record.place,), "from": (record.carried_by,), "challenge": tuple(map(titles, record.needs)),
        }  # fmt: skip
    else:
        raise InputError(
            f"A wiki of commons has no page for a record of type {record.type}.", where=file.id,
            mend="Export solutions and practices.",
        )  # fmt: skip
    multiple |= {"commonscategorie": (type_name(record.type, "fr"), *words)}
    return WikiPage(record.title.fr, single, multiple)


def draft_of(
    page: WikiPage, *, author: str, day: str, licence: str, needs: Mapping[str, str] | None = None, to: As | None = None
) -> RecordFile:
    """A page as a draft, which somebody completes and checks before it is proposed.

    What the page does not say is given the most modest value there is; the text of the draft names these fields.

    Args:
        author: pseudonym of who imports it. day: when it was read. licence: of the wiki's texts.
        needs: id of a need by its title in French. to: the type to make; by the page's own category otherwise.

    Raises:
        SourceError: the page says something that no record may.
    """
    categories = page.multiple.get("commonscategorie", ())
    kind = to or ("solution" if type_name("solution", "fr") in categories else "practice")
    title = _line(page.title) or "Sans titre"
    url = page.single.get("url", "")
    values: dict[str, Any] = {
        "id": f"{kind}/{slug_of(title, kind)}", "status": "draft", "title": {"fr": title},
        "summary": _text(page.single.get("shortDescription", "")),
        "tags": [tag for tag in map(_line, page.multiple.get("Tags", ())) if tag], "authors": [author],
        "licence": licence,
    }  # fmt: skip
    changed = page.changed[:10] if re.match(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)(?:T|$)", page.changed) else ""
    if ADDRESS.match(url):
        read = {"title": title, "url": url, "date": changed or day, "licence": licence, "checked": False}
        values["sources"] = [read]
    description, complement = (_text(page.single.get(name, "")) for name in ("description", "complement"))
    guessed: list[str] = []

    def known(field: str, choices: tuple[str, ...], words: tuple[str, ...], otherwise: str) -> str:
        """The choice that one of the words names."""
        for choice in choices:
            if value_label(field, choice, "fr").casefold() in {word.casefold() for word in words}:
                return choice
        guessed.append(field)
        return otherwise

    def told(value: Any, field: str, otherwise: Any) -> Any:
        if value:
            return value
        guessed.append(field)
        return otherwise

    challenges = [_line(one) for one in page.multiple.get("challenge", ()) if _line(one)]
    found = [(needs or {})[one] for one in challenges if one in (needs or {})]
    missing = [one for one in challenges if one not in (needs or {})]
    if kind == "solution":
        values |= {
            "part": known("part", get_args(Part), page.multiple.get("Theme", ()), "mobility"),
            "family": known("family", get_args(Family), categories, "organisation"),
            "maturity": known("maturity", _MATURITIES, categories, "idea"),
            "how": told(description, "how", {"fr": _TO_WRITE}),
            "limits": told(complement, "limits", {"fr": _TO_WRITE}),
        }
    else:
        values |= {
            "place": told(_line(", ".join(page.multiple.get("location", ()))), "place", "lieu non dit"),
            "country": told("", "country", "FR"),
            "state": known("state", _STATES, categories, "unknown"),
            "carried_by": told(_line(", ".join(page.multiple.get("from", ()))), "carried_by", "porteur non dit"),
            "context": told(description, "context", {"fr": _TO_WRITE}),
            "grade": told("", "grade", "E"), "unchecked": complement, "needs": found,
        }  # fmt: skip
        found = []
    record = declared_of({name: v for name, v in values.items() if v not in (None, [], "")}, KINDS[kind], page.title)
    return RecordFile(record, {"fr": _remarks(page, guessed, [*missing, *found])})


def _remarks(page: WikiPage, guessed: list[str], challenges: list[str]) -> str:
    """What whoever completes the draft has to know."""
    lines = ["## À compléter", "", f"Fiche reprise d'un wiki. À vérifier ou à écrire : {', '.join(guessed)}."]
    if challenges:
        lines += ["", "Défis que la page nomme :", "", *(f"- {_markdown(one)}" for one in challenges)]
    if picture := page.single.get("Main_Picture", ""):
        lines += ["", f"La page montre une image, qui n'est pas reprise : {_markdown(picture)}."]
    return "\n".join(lines)


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", _line(text))


def slug_of(title: str, kind: str) -> str:
    """A name for a record, from its title."""
    small = unicodedata.normalize("NFKD", title.lower().replace("œ", "oe")).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", small).strip("-")
    return slug[: LONGEST_ID - len(kind) - 1].strip("-") or "sans-titre"


def _line(text: str) -> str:
    """One line, as short as a line of a record may be."""
    return " ".join(plain(text).split())[:300].strip()


def _text(text: str) -> dict[str, str] | None:
    kept = plain(text)[:LONGEST_TEXT].strip()
    return {"fr": kept} if kept else None
