"""portee account: the first accounts of a site, and what an administrator does without a browser."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, SiteDatabase
from portee.cli.output import Output

__all__ = ["app"]

app = typer.Typer(
    help="Accounts of a site.\n\nBegin with: portee account add WORKSPACE EMAIL --role administrator",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

LINK_DAYS = 2


class RoleChoice(StrEnum):
    """Roles that an account can have."""

    contributor = "contributor"
    reviewer = "reviewer"
    manager = "manager"
    administrator = "administrator"


Folder = Annotated[Path, typer.Argument(help="Folder of the workspace; it holds workspace.yaml.", show_default=False)]
Email = Annotated[str, typer.Argument(help="E-mail address of the person.", show_default=False)]


@app.command("add")
@expand
def add(
    workspace: Folder,
    email: Email,
    common: CommonOptions,
    role: Annotated[RoleChoice, typer.Option("--role", help="What the person may do.")] = RoleChoice.contributor,
    name: Annotated[
        str | None, typer.Option("--name", help="Name shown (default: the address before @).", show_default=False)
    ] = None,
    database: SiteDatabase = None,
) -> None:
    """Make an account, or give one another role, and print a sign-in link that works once, for two days.

    Example: portee account add my-territory ada@example.org --role administrator
    """
    out = Output(common)
    from datetime import timedelta

    from portee.services.workspace.workspace import open_workspace
    from portee.store import audit
    from portee.store.accounts import change_account, create_account, find_account
    from portee.store.database import now, open_database
    from portee.store.links import Purpose, make_link
    from portee.store.roles import Role

    opened = open_workspace(workspace)
    moment, given = now(), Role(role.value)
    with open_database(database or opened.database_url) as store, store.writing() as connection:
        found = find_account(connection, email=email)
        if found is None:
            shown = name or email.partition("@")[0]
            found = create_account(connection, email, shown, now=moment, role=given, language=out.lang)
        else:
            found = change_account(connection, found.id, role=given, name=name, disabled=False)
        audit.record(connection, "account.role", found.id, now=moment, details={"role": given.value, "by": "console"})
        token = make_link(connection, email, Purpose.sign_in, now=moment, life=timedelta(days=LINK_DAYS))
    base = (opened.manifest.address or "http://localhost:8750").rstrip("/")
    link = None if token is None else f"{base}/{out.lang}/account/link/{token}"
    out.say("account_ready", email=found.email, role=given.value)
    out.say("account_link" if link else "account_no_link", link=link)
    out.result({"email": found.email, "role": given.value, "link": link})


@app.command("erase")
@expand
def erase(workspace: Folder, email: Email, common: CommonOptions, database: SiteDatabase = None) -> None:
    """Erase an account and all that is private about it, for good.

    Example: portee account erase my-territory ada@example.org
    """
    out = Output(common)
    from portee.core.errors import ParameterError
    from portee.services.workspace.workspace import open_workspace
    from portee.store import audit
    from portee.store.accounts import find_account
    from portee.store.database import now, open_database
    from portee.store.retention import erase_account, sink_erased

    opened = open_workspace(workspace)
    with open_database(database or opened.database_url) as store:
        with store.writing() as connection:
            found = find_account(connection, email=email)
            if found is None:
                raise ParameterError("This address has no account.", mend="Check it.")
            erase_account(connection, found.id)
            audit.record(connection, "account.erased", "", now=now(), details={"by": "console"})
        sink_erased(store)
    out.say("account_erased")
    out.result({"erased": True})
