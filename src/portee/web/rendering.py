"""A page from its template: words in the reader's language, every value escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

import portee
from portee.commons.publish.pages.templates import NODE_TESTS
from portee.commons.records.shape import Text
from portee.web.security.csrf import keep_token, token_of
from portee.web.site import site_of
from portee.web.wording import LANGUAGES, say, typeset

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "language_of", "private", "render"]


def language_of(request: Request) -> str:
    """Language of a page: the first part of its address; of anything else, that of the site."""
    part = request.url.path.split("/", 2)[1]
    return part if part in LANGUAGES else site_of(request).languages[0]


def render(request: Request, template: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Args:
        request: what was asked.
        template: name of a file of `templates/`.
        status: of the answer.
        context: values of the template, beside those of every page: `t` says a message, `typeset` sets a text of the
            page's language, `of_record` one of a record, `lang`, `site`, `slug`, `menu`, `nonce`, `here` gives the
            address in a language, `csrf` the token that each form carries in a hidden field.
    """
    values = {**_shared(request), **context}
    response = HTMLResponse(environment().get_template(template).render(values), status_code=status)
    keep_token(request, response)
    return response


def private(response: HTMLResponse) -> HTMLResponse:
    """An answer that no cache keeps, on the way or in the browser."""
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def environment() -> Environment:
    """Templates of the application."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    own, reports = PackageLoader("portee.web", "templates"), PackageLoader("portee.reports", "assets")
    records = PackageLoader("portee.commons.publish.pages", "templates")
    made = Environment(
        loader=ChoiceLoader([own, PrefixLoader({"reports": reports, "commons": records})]), autoescape=True,
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    made.tests.update(NODE_TESTS)
    return made


def _shared(request: Request) -> Mapping[str, Any]:
    lang, site = language_of(request), site_of(request)
    slug = request.url.path.strip("/").partition("/")[2].partition("/")[0]
    rest = request.url.path.partition(f"/{lang}/")[2]

    def here(other: str) -> str:
        return f"/{other}/{rest}"

    return {
        "t": partial(say, lang), "typeset": partial(typeset, lang), "of_record": partial(_of_record, lang),
        "lang": lang, "site": site, "slug": slug,
        "menu": [page for page in request.app.state.menu if page.shown(site)],
        "nonce": request.state.nonce, "here": here,
        "csrf": partial(token_of, request), "software": portee.__version__,
        "notices": [typeset(lang, notice.in_(lang)) for notice in site.workspace.notices],
    }  # fmt: skip


def _of_record(lang: str, text: Text) -> str:
    """A text of a record in a page's language; in French, and marked so for voices, where it has no such version."""
    own = lang if lang in text.root else "fr"
    words = typeset(own, text.in_(own))
    return words if own == lang else Markup('<span lang="{}">{}</span>').format(own, words)
