"""The pages of the application, in the order of the menu: one line each."""

from portee.web.pages import (
    account,
    commons,
    explorer,
    goods,
    home,
    hub,
    incidents,
    learn,
    pains,
    person,
    propose,
    rules,
    territory,
    vacancy,
    what_if,
    workshops,
)
from portee.web.pages.page import Page
from portee.web.site import Site

__all__ = ["PAGES"]


def _has_commons(site: Site) -> bool:
    return site.workspace.commons is not None


PAGES: tuple[Page, ...] = (
    Page("", home.router, menu=False),
    Page("explorer", explorer.router),
    Page("person", person.router, heavy=True),
    Page("vacancy", vacancy.router, heavy=True),
    Page("what-if", what_if.router, heavy=True, heavy_at="/compare"),
    Page("hub", hub.router, heavy=True, heavy_at="/compare"),
    Page("goods", goods.router, heavy=True, heavy_at="/compare"),
    Page("territory", territory.router),
    Page("commons", commons.router, shown=_has_commons),
    Page("pains", pains.router),
    Page("rules", rules.router, shown=_has_commons),
    Page("propose", propose.router, shown=_has_commons),
    Page("learn", learn.router),
    Page("incidents", incidents.router, menu=False),
    Page("workshops", workshops.router, menu=False),
    Page("account", account.router, menu=False),
)  # fmt: skip
