"""A mail server of the tests: takes letters on loopback and keeps them."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

__all__ = ["Post", "post_office"]


class Post:
    """Letters that came, and whether the server refuses.

    Attributes:
        letters: in order. refuses: answers 450 to every letter. port: where it listens.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses = False
        self.port = 0

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?from=portee@village.example.org"


@contextmanager
def post_office() -> Iterator[Post]:
    """Run a server (RFC 5321, as much as smtplib needs)."""
    post = Post()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word in (b"EHLO", b"HELO"):
                    self.say("250 test")
                elif word == b"DATA":
                    self.say("354 go on")
                    lines = []
                    while (part := self.rfile.readline()) != b".\r\n":
                        lines.append(part.removeprefix(b"."))
                    post.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
                    self.say("250 kept")
                elif word == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("450 later" if post.refuses and word == b"MAIL" else "250 ok")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield post
        server.shutdown()
        thread.join()
