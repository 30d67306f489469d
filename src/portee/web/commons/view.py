"""Records in words, as the publication tells them, with the addresses of the application."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from portee.commons.publish.pages.view import View

__all__ = ["WebView", "record_address", "records_address"]

_RECORD = re.compile(r"([a-z]{2})/([a-z-]+/[a-z0-9-]+)\.html")
_TYPE = re.compile(r"([a-z]{2})/types/([a-z-]+)\.html")
_MATRIX = re.compile(r"([a-z]{2})/matrix/([a-z-]+)--([a-z0-9-]+)\.html")
_PAGE = re.compile(r"([a-z]{2})/(index|matrix|search|changes|reuse)\.html")
_FEED = re.compile(r"feed\.([a-z]{2})\.xml")
PAGES = {"index": "", "matrix": "/matrix", "search": "/search", "changes": "/changes", "reuse": "/reuse"}


def record_address(id: str, lang: str) -> str:
    """The page of a record."""
    return f"/{lang}/commons/{id}"


def records_address(lang: str, **filters: str) -> str:
    """The list of records that fit some filters."""
    query = urlencode({name: value for name, value in filters.items() if value})
    return f"/{lang}/commons/search" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class WebView(View):
    """A view whose links lead to pages of the application."""

    def href(self, path: str) -> str:
        """Address, in the application, of what a publication has under a path."""
        # The longer patterns first: types and matrices lie in folders that could be types of records.
        if found := _TYPE.fullmatch(path):
            return records_address(found[1], type=found[2])
        if found := _MATRIX.fullmatch(path):
            return f"/{found[1]}/commons/matrix?{urlencode({'territory': f'{found[2]}/{found[3]}'})}"
        if found := _RECORD.fullmatch(path):
            return record_address(found[2], found[1])
        if found := _PAGE.fullmatch(path):
            return f"/{found[1]}/commons{PAGES[found[2]]}"
        if found := _FEED.fullmatch(path):
            return f"/{found[1]}/commons/feed.xml"
        return f"/api/v1/commons/publish/{path}"
