from __future__ import annotations

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.services.mail import VARIABLE, MailServer, mail_server
from tests.services.mail_server import post_office


def test_a_letter_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as post:
        monkeypatch.setenv(VARIABLE, post.address)
        server = mail_server()
        assert server is not None
        server.send("ada@example.org", "Votre calcul\r\nBcc: x@example.org", "Été : c'est prêt.\n.\nFin\n")
        (letter,) = post.letters
    assert (letter["To"], letter["From"]) == ("ada@example.org", "portee@village.example.org")
    assert letter["Subject"] == "Votre calcul Bcc: x@example.org"
    assert letter["Bcc"] is None
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().replace("\r\n", "\n") == "Été : c'est prêt.\n.\nFin\n"


def test_a_server_that_refuses_or_is_away_is_told() -> None:
    with post_office() as post:
        server = mail_server(post.address)
        assert server is not None
        post.refuses = True
        with pytest.raises(OutputError, match="could not be sent"):
            server.send("ada@example.org", "x", "x")
    with pytest.raises(OutputError, match="could not be sent"):
        server.send("ada@example.org", "x", "x")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtps://a%40b.org:p%20w@mail.example.org?from=a@b.org", ("mail.example.org", 465, "a@b.org", "p w", "tls")),
        ("smtp://u:p@mail.example.org?from=a@b.org", ("mail.example.org", 587, "u", "p", "starttls")),
        ("smtp://localhost:25?from=a@b.org", ("localhost", 25, None, None, "none")),
    ],
)
def test_an_address_tells_all(address: str, expected: tuple[object, ...]) -> None:
    found = mail_server(address)
    assert found is not None
    assert (found.host, found.port, found.user, found.password, found.encrypted) == expected


@pytest.mark.parametrize("address", ["nonsense", "http://h?from=a@b.org", "smtp://h", "smtp://u:hunter2@h:x?from=a@b"])
def test_a_wrong_address_is_told_without_its_password(address: str) -> None:
    with pytest.raises(ParameterError, match="no address of a mail server") as caught:
        mail_server(address)
    assert "hunter2" not in str(caught.value)


def test_no_address_is_no_server_and_no_log_holds_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert mail_server() is None
    assert "hunter2" not in repr(MailServer("h", 25, "a@b.org", "u", "hunter2"))
