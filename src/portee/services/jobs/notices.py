"""Letters to people whose work has ended: told once, tried again while the mail server is away."""

from __future__ import annotations

import logging
from datetime import timedelta

from portee.core.errors import OutputError
from portee.reports.french import french_spaces
from portee.services.mail import MailServer
from portee.store.accounts import find_account
from portee.store.database import Database, now
from portee.store.jobs import Job, JobState, notified, to_notify

__all__ = ["letter_of", "send_notices"]

LOG = logging.getLogger("portee.jobs")
GIVEN_UP_AFTER = timedelta(days=1)

_WORDS = {
    "fr": {
        JobState.done: "Votre calcul est prêt",
        JobState.failed: "Votre calcul n'a pas abouti",
        JobState.cancelled: "Votre calcul a été arrêté",
        "text": "{what} : « {title} ».\n\n{where}\n\nVous recevez cette lettre parce que vous l'avez demandée.\n",
        "at": "Vous le trouvez ici : {link}",
        "nowhere": "Vous le trouvez sur le site, sous « Mon compte ».",
    },
    "en": {
        JobState.done: "Your computation is ready",
        JobState.failed: "Your computation did not succeed",
        JobState.cancelled: "Your computation was stopped",
        "text": "{what}: “{title}”.\n\n{where}\n\nYou receive this letter because you asked for it.\n",
        "at": "You find it here: {link}",
        "nowhere": "You find it on the site, under “My account”.",
    },
}


def letter_of(job: Job, address: str | None) -> tuple[str, str]:
    """Subject and text. address: of the site, None where it has none to be known by."""
    lang = job.language if job.language in _WORDS else "fr"
    words = _WORDS[lang]
    what = words[job.state]
    link = None if address is None else f"{address.rstrip('/')}/{lang}/account/work/{job.id}"
    where = words["nowhere"] if link is None else words["at"].format(link=link)
    text = words["text"].format(what=what, title=" ".join(job.title.split()), where=where)
    # A space within a line is set as the language wants; the address of the page stays what it is.
    return what, french_spaces(text) if lang == "fr" and link is None else text


def send_notices(database: Database, server: MailServer | None, address: str | None) -> int:
    """Tell those who asked to be told; how many were."""
    with database.reading() as connection:
        waiting = [(job, find_account(connection, id=job.account or "")) for job in to_notify(connection)]
    sent = 0
    for job, account in waiting:
        old = job.ended_at is not None and abs(now() - job.ended_at) > GIVEN_UP_AFTER
        if server is not None and account is not None and account.disabled is None and not old:
            try:
                server.send(account.email, *letter_of(job, address))
            except OutputError as problem:
                LOG.warning("a letter waits: %s", problem)
                continue
            sent += 1
        with database.writing() as connection:
            notified(connection, job.id)
    return sent
