"""A page from its template: words in the reader's language, every value escaped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

import portee
from portee.commons.publish.pages.templates import NODE_TESTS
from portee.commons.records.shape import Text
from portee.reports.dates import day_text, moment_text, month_text
from portee.web.security.csrf import keep_token, token_of
from portee.web.site import Site, clock_of, site_of
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
            page's language, `of_record` one of a record, `the_day` and `the_moment` a day and a moment by the
            territory's clock, `day_words`, `moment_words` and `month_words` the same inside a message, `lang`, `site`,
            `slug`, `menu`, `nonce`, `here` gives the address in a language, `csrf` the token that each form carries in
            a hidden field.
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
        "the_day": partial(_day, site, lang), "the_moment": partial(_moment, site, lang),
        "day_words": partial(day_text, lang=lang), "month_words": partial(month_text, lang=lang),
        "moment_words": partial(_moment_words, site, lang), "lang": lang, "site": site, "slug": slug,
        "menu": [page for page in request.app.state.menu if page.shown(site)],
        "nonce": request.state.nonce, "here": here,
        "csrf": partial(token_of, request), "software": portee.__version__,
        "notices": [typeset(lang, notice.in_(lang)) for notice in site.workspace.notices],
    }  # fmt: skip


def _day(site: Site, lang: str, value: date | str) -> Markup:
    """A day as people write it, and as machines read it; of a moment, by the clock of the territory."""
    if isinstance(value, datetime):
        value = value.astimezone(clock_of(site)).date()
    said, read = day_text(value, lang), value if isinstance(value, str) else value.isoformat()
    return Markup('<time datetime="{}">{}</time>').format(read, said)


def _moment(site: Site, lang: str, value: datetime) -> Markup:
    read = value.astimezone(clock_of(site)).isoformat(timespec="minutes")
    return Markup('<time datetime="{}">{}</time>').format(read, typeset(lang, _moment_words(site, lang, value)))


def _moment_words(site: Site, lang: str, value: datetime) -> str:
    return moment_text(value.astimezone(clock_of(site)), lang)


def _of_record(lang: str, text: Text) -> str:
    """A text of a record in a page's language; in French, and marked so for voices, where it has no such version."""
    own = lang if lang in text.root else "fr"
    words = typeset(own, text.in_(own))
    return words if own == lang else Markup('<span lang="{}">{}</span>').format(own, words)
