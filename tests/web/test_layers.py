from __future__ import annotations

import pytest

from portee.services.workspace.manifest import KINDS
from portee.web.layers import layer_of, layers_of
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say


def test_every_file_of_places_is_a_layer(site: Site) -> None:
    assert [layer.id for layer in layers_of(site)] == [kind for kind in KINDS if site.workspace.places(kind)]
    assert layer_of(site, "jobs") is layer_of(site, "jobs")


@pytest.mark.parametrize("id", ["school", "nothing", "../jobs", ""])
def test_what_is_not_there_is_none(site: Site, id: str) -> None:
    assert layer_of(site, id) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_has_a_name(lang: str) -> None:
    assert all(say(lang, f"layer-{kind}") for kind in KINDS)
