from __future__ import annotations

from portee.web.site import Site
from tests.web.people import Person


def test_a_site_with_a_commons_has_its_pages_and_one_without_says_so(shared: Site) -> None:
    assert Person(shared).get("/propose").status_code == 200
    shared.workspace.commons.rename(shared.workspace.folder / "gone")  # type: ignore[union-attr]
    assert Person(shared).get("/propose").status_code == 404
