from __future__ import annotations

import pytest

from portee.commons.publish.pages.address import matrix_path, page_path, record_page, type_page
from portee.services.commons_reading.shelf import Shelf
from portee.web.commons.view import WebView


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (record_page("need/retour-de-nuit", "fr"), "/fr/commons/need/retour-de-nuit"),
        (type_page("use-case", "en"), "/en/commons/search?type=use-case"),
        (matrix_path("territory/marseille", "fr"), "/fr/commons/matrix?territory=territory%2Fmarseille"),
        (page_path("index", "fr"), "/fr/commons"), (page_path("changes", "en"), "/en/commons/changes"),
        ("feed.en.xml", "/en/commons/feed.xml"), ("tables/need.csv", "/api/v1/commons/publish/tables/need.csv"),
    ],
)  # fmt: skip
def test_what_a_publication_has_under_a_path_has_an_address_here(shelf: Shelf, path: str, address: str) -> None:
    assert WebView(shelf.reading().release, "fr", "").href(path) == address
