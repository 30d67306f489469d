"""Bad days and projects of the territory: scenario files that a manager sends, checked before they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import InputError, ManyProblems, PorteeError
from portee.scenarios.scenario import Scenario, read_scenario
from portee.services.lines import names_by_route
from portee.services.scenario_fit import LONGEST, Looked
from portee.services.workspace.scenarios import MOST_FILES, SORTS, checked, drop_scenario, files_of, keep_scenario
from portee.services.workspace.workspace import Workspace
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.roles import Role
from portee.web.errors import Problem
from portee.web.forms import Typed
from portee.web.private import database_of, desk_of
from portee.web.rendering import language_of, private, render
from portee.web.security.signed_in import needs
from portee.web.sent import Sent, sending
from portee.web.site import site_of
from portee.web.what_if import base_of_site, parts_told, problems_told

__all__ = ["router"]

router = APIRouter(prefix="/scenarios")

Manager = Annotated[Account, Depends(needs(Role.manager))]
Sort = Literal["bad_days", "projects"]
Name = Annotated[str, Path(max_length=200)]
read_sent = sending("scenario", longest=LONGEST, most_fields=10)


@router.get("")
def scenarios(request: Request, person: Manager) -> Response:
    """What the territory counts, and the form to send another."""
    del person
    return _page(request, Typed({}))


@router.post("")
def send(request: Request, person: Manager, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """Check a file, or keep it."""
    form, site = sent.form, site_of(request)
    sort = form.choice("sort", SORTS)
    if sort is None:
        form.wrong("sort", "form-needed")
    text = sent.long["scenario"] if sent.file is None else sent.file
    if not text.strip():
        form.wrong("file", "whatif-no-file")
    if form.problems or sort is None:
        return _page(request, form)
    opened, world = _workspace(request), base_of_site(site)
    try:
        name, scenario = checked(opened, sort, form.text("name"), text, world)
        if form.text("do") != "keep":
            return _page(request, form, text=text, name=name, scenario=scenario)
        found, name = keep_scenario(
            opened, sort, form.text("name"), text, world, instead=form.text("instead") == "yes"
        )  # fmt: skip
    except InputError as problem:
        return _page(request, form, problem=problem, text=text)
    _changed(request, found, person, "scenario.keep", f"{sort}/{name}")
    return RedirectResponse(f"/{language_of(request)}/admin/scenarios", status_code=303)


@router.post("/{sort}/{name}/remove")
def remove(request: Request, sort: Sort, name: Name, person: Manager) -> Response:
    """Take a file off its list; one that is on it no more stays off."""
    try:
        found = drop_scenario(_workspace(request), sort, name)
    except InputError:
        return RedirectResponse(f"/{language_of(request)}/admin/scenarios", status_code=303)
    _changed(request, found, person, "scenario.remove", f"{sort}/{name}")
    return RedirectResponse(f"/{language_of(request)}/admin/scenarios", status_code=303)


@router.get("/{sort}/{name}.yaml")
def file(request: Request, sort: Sort, name: Name, person: Manager) -> Response:
    """A file as it is."""
    del person
    path = files_of(_workspace(request), sort).get(name)
    if path is None or not path.is_file():
        raise Problem(404)
    return Response(
        path.read_bytes(), media_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="scenario.yaml"', "Cache-Control": "no-store"},
    )  # fmt: skip


def _workspace(request: Request) -> Workspace:
    workspace = site_of(request).workspace
    if not isinstance(workspace, Workspace):
        raise Problem(404)
    return workspace


def _changed(request: Request, found: Workspace, person: Account, action: str, object: str) -> None:
    """From now on the site counts with it: what was computed from other files is kept under another key."""
    site, desk = site_of(request), desk_of(request)
    site.workspace = desk.workspace = found
    with database_of(site).writing() as connection:
        audit.record(connection, action, object, now=now(), by=person)


def _page(
    request: Request, form: Typed, *, problem: PorteeError | None = None, text: str = "", name: str = "",
    scenario: Scenario | None = None,
) -> Response:  # fmt: skip
    lang, opened = language_of(request), _workspace(request)
    problems = list(problem.problems) if isinstance(problem, ManyProblems) else [problem] if problem else []
    context: dict[str, Any] = {
        "lists": [(sort, [_told(name, path) for name, path in files_of(opened, sort).items()]) for sort in SORTS],
        "sorts": SORTS, "typed": form.text, "problems": form.problems, "told": problems_told(problems, lang),
        "text": text, "name": name, "most": MOST_FILES, "size": LONGEST // 1000,
        "parts": parts_told(Looked(scenario), lang, names_by_route(site_of(request).world.network.timetable)),
    }  # fmt: skip
    wrong = bool(problems or form.problems)
    return private(render(request, "admin_scenarios.html", status=422 if wrong else 200, **context))


def _told(name: str, path: Any) -> Mapping[str, Any]:
    """One file of a list; one that can no longer be read is told by its name alone."""
    try:
        scenario = read_scenario(path)
    except PorteeError:
        return {"name": name, "title": name, "count": None}
    return {"name": name, "title": scenario.name, "count": len(scenario.content.modifications)}
