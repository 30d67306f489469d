"""One page's view of a release: its language, its words, and how it links to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portee.commons.publish.pages.address import record_page, relative
from portee.commons.publish.pages.nodes import Phrase
from portee.commons.publish.release import Release
from portee.commons.publish.words import spoken, told, typeset
from portee.commons.records.shape import ADDRESS, Text

__all__ = ["View"]


@dataclass(frozen=True)
class View:
    """What the page at `page` may say in `lang`."""

    release: Release
    lang: str
    page: str

    @property
    def words_lang(self) -> str:
        """Language of Portée's own words."""
        return spoken(self.lang)

    def told(self, key: str, /, **values: Any) -> str:
        """A sentence of the publication's words."""
        return typeset(told(key, self.lang, **values), self.words_lang)

    def href(self, path: str) -> str:
        """Address of a file of the publication, from this page."""
        return relative(path, self.page)

    def phrase(self, text: Text | None) -> Phrase:
        """A text in the page's language; in French, and marked as such, where it has no such version."""
        if text is None:
            return Phrase("")
        found = self.lang if self.lang in text.root else "fr"
        return Phrase(typeset(text.root[found], found), lang="" if found == self.lang else found)

    def link(self, id: str) -> Phrase:
        """A record by its title; without a link where the release does not hold it."""
        file = self.release.by_id.get(id)
        if file is None and (gone := self.release.retired_by_id.get(id)) is not None:
            title = self.phrase(gone.record.title)
            text = f"{title.text} ({self.told('retired')})"
            return Phrase(text, self.href(record_page(id, self.lang)), title.lang)
        if file is None:
            waiting = self.release.unreleased.get(id)
            named = self.phrase(waiting).text if waiting else id
            return Phrase(f"{named} ({self.told('not_published')})", quiet=True)
        title = self.phrase(file.record.title)
        return Phrase(title.text, self.href(record_page(id, self.lang)), title.lang)

    def outside(self, url: str, text: str = "") -> Phrase:
        """A page of the web; plain text where the address is none."""
        return Phrase(typeset(text, self.lang) or url, url if ADDRESS.match(url) else "")
