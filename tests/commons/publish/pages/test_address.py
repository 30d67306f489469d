from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.pages.address import PAGES, matrix_path, page_path, record_page, relative, type_page
from portee.commons.records.kinds import KINDS

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
IDS = st.tuples(st.sampled_from(sorted(KINDS)), SLUGS | st.just("index")).map("/".join)
HOSTILE = [
    "need/../../etc",
    "need/x.html",
    "need/<b>",
    "need/",
    "/need/x",
    "need/x/y",
    "need\\x",
    "Need/x",
    "need/a--b",
]


@given(st.sets(IDS, max_size=5))
def test_no_two_pages_lie_at_one_place(ids: set[str]) -> None:
    paths = [page_path(name, "fr") for name in PAGES]
    paths += [type_page(kind, "fr") for kind in KINDS]
    paths += [record_page(id, "fr") for id in ids] + [matrix_path(id, "fr") for id in ids]
    assert len({path.casefold() for path in paths}) == len(paths)


@given(IDS, IDS)
def test_one_page_leads_to_another(one: str, other: str) -> None:
    page, target = record_page(one, "fr"), matrix_path(other, "en")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), relative(target, page))) == target
    assert relative("fr/index.html", "index.html") == "fr/index.html"


@pytest.mark.parametrize("id", HOSTILE)
def test_what_is_no_id_has_no_page(id: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        record_page(id, "fr")
    with pytest.raises(ValueError, match="no id"):
        matrix_path(id, "fr")
    with pytest.raises(ValueError, match="no type"):
        type_page(id, "fr")
    with pytest.raises(ValueError, match="no page"):
        page_path(id, "fr")
