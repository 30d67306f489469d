"""What a site keeps private: its database, opened at the first use, and the desk where long work is asked for."""

from __future__ import annotations

from fastapi import Request

from portee.core.atomic import output_error
from portee.services.jobs.desk import JobDesk
from portee.services.mail import MailServer, mail_server
from portee.services.workspace.workspace import Workspace
from portee.store.database import Database, open_database
from portee.store.settings import setting, site_secret
from portee.web.errors import Problem
from portee.web.site import Site, site_of

__all__ = ["close_private", "database_of", "desk_of", "desk_of_site", "mail_of", "secret_of"]


def database_of(site: Site) -> Database:
    """The private database. Raises StoreError, ParameterError."""

    def made() -> Database:
        if site.settings.database is not None:
            return open_database(site.settings.database)
        private = site.workspace.private
        try:
            private.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise output_error(problem, private) from problem
        return open_database(f"sqlite:///{(private / 'portee.sqlite').resolve().as_posix()}")

    return site.once("database", made)


def secret_of(site: Site) -> str:
    """The key of this site, known to nobody else."""

    def made() -> str:
        database = database_of(site)
        with database.reading() as connection:
            found = setting(connection, "secret")
        if found is not None:
            return found
        with database.writing() as connection:
            return site_secret(connection)

    return site.once("secret", made)


def desk_of(request: Request) -> JobDesk:
    """Where long work of the site is asked for. Raises Problem 404 where the site has no workspace to work in."""
    found = desk_of_site(site_of(request))
    if found is None:
        raise Problem(404)
    return found


def desk_of_site(site: Site) -> JobDesk | None:
    """Where long work of a site is asked for, None where it has no workspace to work in. Raises StoreError."""
    workspace = site.workspace
    if not isinstance(workspace, Workspace):
        return None
    return site.once("desk", lambda: JobDesk(workspace, database_of(site)))


def mail_of(site: Site) -> MailServer | None:
    """What sends letters, None where the site has none."""
    return site.once("mail", mail_server)


def close_private(site: Site) -> None:
    """Let go of what was opened, when the application ends."""
    site.forget("desk", JobDesk.close)
    site.forget("database", Database.close)
