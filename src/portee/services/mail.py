"""Letters by e-mail, where the site has a server for them: sign-in links, and word that long work is done."""

from __future__ import annotations

import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

from portee.core.errors import OutputError, ParameterError

__all__ = ["VARIABLE", "MailServer", "mail_server"]

VARIABLE = "PORTEE_SMTP"
"""Environment variable with the server's address: it holds a password, which a command line would show."""
WAIT_S = 20
PORTS = {"smtp": 587, "smtps": 465}
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class MailServer:
    """A server that sends letters.

    Attributes:
        host, port: of it. sender: address that letters come from.
        user, password: None where it asks for none.
        encrypted: "tls" from the first byte on, "starttls", or "none" (on this machine alone).
    """

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    encrypted: str = "starttls"

    def __repr__(self) -> str:
        """Without the password, so that no log holds it."""
        return f"MailServer({self.host}:{self.port}, {self.sender})"

    def send(self, to: str, subject: str, text: str) -> None:
        """Send a letter in plain text.

        Raises:
            OutputError: the server cannot be reached or refuses; nothing is known to have been sent.
        """
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.sender, to, " ".join(subject.split())
        letter["Date"], letter["Message-ID"] = formatdate(usegmt=True), make_msgid(domain=self.sender.partition("@")[2])
        # Answers of machines that are away are not sent back to a site.
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        try:
            with self._connected() as server:
                server.send_message(letter)
        except (OSError, smtplib.SMTPException) as problem:
            raise OutputError(
                f"The letter could not be sent ({type(problem).__name__}).", where=f"{self.host}:{self.port}",
                mend=f"Check {VARIABLE} and that the mail server answers.",
            ) from problem  # fmt: skip

    def _connected(self) -> smtplib.SMTP:
        if self.encrypted == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=WAIT_S, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=WAIT_S)
            if self.encrypted == "starttls":
                server.starttls(context=ssl.create_default_context())
        if self.user is not None:
            server.login(self.user, self.password or "")
        return server


def mail_server(address: str | None = None) -> MailServer | None:
    """The server of an address, or of the environment; None where there is none.

    Args:
        address: "smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS", or smtps://. On this machine alone, smtp:// sends
            without encryption; elsewhere STARTTLS is required.

    Raises:
        ParameterError: it is no such address. The message repeats nothing of it.
    """
    given = address if address is not None else os.environ.get(VARIABLE, "")
    if not given:
        return None
    mend = f"Write {VARIABLE} as smtp://USER:PASSWORD@HOST:587?from=portee@example.org"
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise ParameterError("This is no address of a mail server.", mend=mend) from None
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in PORTS or not parts.hostname or "@" not in sender or any(c.isspace() for c in sender):
        raise ParameterError("This is no address of a mail server.", mend=mend)
    here = parts.hostname in LOCAL
    encrypted = "tls" if parts.scheme == "smtps" else "none" if here else "starttls"
    return MailServer(
        parts.hostname, port or PORTS[parts.scheme], sender,
        None if parts.username is None else unquote(parts.username),
        None if parts.password is None else unquote(parts.password), encrypted,
    )  # fmt: skip
