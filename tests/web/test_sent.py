from __future__ import annotations

from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from portee.web.sent import Sent, sending

READ = sending("text", longest=10, most_fields=3)


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()

    @app.post("/")
    def told(sent: Annotated[Sent, Depends(READ)]) -> dict[str, Any]:
        return {"name": sent.form.text("name"), "long": sent.long, "file": sent.file}

    return TestClient(app)


def test_short_fields_are_trimmed_and_long_ones_kept_as_they_came(client: TestClient) -> None:
    answer = client.post("/", data={"name": " Ada ", "text": " a\r\nb "})
    assert answer.json() == {"name": "Ada", "long": {"text": " a\nb "}, "file": None}


def test_what_is_not_sent_is_empty(client: TestClient) -> None:
    assert client.post("/", data={"name": "Ada"}).json()["long"] == {"text": ""}


def test_one_sign_too_many_is_kept_so_that_it_can_be_told(client: TestClient) -> None:
    assert client.post("/", data={"text": "x" * 99}).json()["long"] == {"text": "x" * 11}


def test_a_file_is_text_without_its_mark_and_cut(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("a.yaml", "\ufeffé: 1\r\n".encode())})
    assert answer.json()["file"] == "é: 1\n"
    assert len(client.post("/", files={"file": ("a.yaml", b"x" * 999)}).json()["file"]) == 40
    assert client.post("/", files={"file": ("a.yaml", b"\xff")}).json()["file"] == "�"


def test_of_several_values_of_one_name_the_first_counts(client: TestClient) -> None:
    assert client.post("/", data={"name": ["a", "b"]}).json()["name"] == "a"


def test_too_many_fields_are_refused(client: TestClient) -> None:
    assert client.post("/", data={f"n{i}": "" for i in range(4)}, files={"x": b"1"}).status_code == 400
