from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from portee.web.app import create_app
from portee.web.security.headers import FIXED, kept_by, policy
from portee.web.site import Settings, Site


@pytest.mark.parametrize("path", ["/fr/", "/healthz", "/fr/nothing", "/static/portee.css"])
def test_every_answer_has_them(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in FIXED.items():
        assert headers[name] == value
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("method", "path", "cookie", "kind", "kept"),
    [
        ("GET", "/fr/", "", "text/html", "private, no-cache"),
        ("GET", "/fr/", "portee-session=x", "text/html", "no-store"),
        ("GET", "/ogc", "", "application/json", None), ("GET", "/ogc", "a=b; __Host-portee-session=x", "", "no-store"),
        ("POST", "/api/v1/diagnose", "", "application/json", "no-store"), ("GET", "/api/v1/jobs/x", "", "", "no-store"),
        ("GET", "/static/portee.css", "portee-session=x", "text/css", None),
    ],
)  # fmt: skip
def test_what_concerns_one_person_is_kept_by_no_cache(
    method: str, path: str, cookie: str, kind: str, kept: str | None
) -> None:
    scope = {"method": method, "path": path, "headers": [(b"cookie", cookie.encode())]}
    assert kept_by(scope, Headers({"content-type": kind})) == kept


def test_an_answer_says_which_caches_may_keep_it(client: TestClient) -> None:
    assert client.get("/fr/").headers["cache-control"] == "private, no-cache"
    assert client.get("/fr/", headers={"cookie": "portee-session=x"}).headers["cache-control"] == "no-store"


def test_each_answer_has_a_nonce_of_its_own(client: TestClient) -> None:
    policies = [client.get("/fr/").headers["content-security-policy"] for _ in range(2)]
    nonces = [re.findall(r"'nonce-([^']+)'", text)[0] for text in policies]
    assert nonces[0] != nonces[1]
    assert all(len(nonce) >= 22 for nonce in nonces)


def test_nothing_from_elsewhere_and_nothing_inline() -> None:
    text = policy("n")
    assert "unsafe" not in text
    assert "http" not in text
    assert "script-src 'self' 'nonce-n'" in text
    assert "style-src-attr 'unsafe-inline'" in policy("n", styles_inside=True)


def test_public_data_may_be_read_by_other_sites(client: TestClient) -> None:
    assert client.get("/openapi.json").headers["cross-origin-resource-policy"] == "cross-origin"


def test_https_is_remembered_where_there_is_some(site: Site) -> None:
    secured = Site(site.workspace, Settings(secure=True))
    assert "strict-transport-security" in TestClient(create_app(secured)).get("/healthz").headers
    assert "strict-transport-security" not in TestClient(create_app(site)).get("/healthz").headers


def test_a_map_from_outside_opens_data_and_pictures_alone() -> None:
    kept, opened = (policy("n", outside_map=outside) for outside in (False, True))
    changed = [b for a, b in zip(kept.split("; "), opened.split("; "), strict=True) if a != b]
    assert sorted(part.partition(" ")[0] for part in changed) == ["connect-src", "img-src"]
    assert "https:" not in kept
