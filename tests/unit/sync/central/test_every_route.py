"""Every route refuses whoever may not use it: no signature, no key, wrong role, foreign store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync.central.core import Central, new_api_key, open_central
from sync.protocol import paths
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, open_shop

OPEN = {paths.HEALTH, paths.ENROL, "/openapi", "/openapi/page", "/openapi/openapi.json"}
BY_KEY = ("/v1/admin", "/v1/ledger", "/v1/shop", "/metrics")
ADMINS = ("/v1/admin", "/v1/ledger", "/metrics")
FILLED = {"name": "x", "terminal": "T0001", "order": "x"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Central, str]]:
    """One central for all routes of a test: refusing changes nothing."""
    central = open_central(tmp_path / "central")
    open_shop(central)
    with serving(central) as url:
        yield central, url
    central.close()


def every_route(url: str) -> list[tuple[str, str]]:
    document = httpx.get(f"{url}/openapi/openapi.json").json()
    routes = [
        (method.upper(), path.format(**FILLED))
        for path, methods in document["paths"].items()
        for method in methods
    ]
    return [*routes, ("GET", paths.EVENTS)]


def test_nobody_gets_in_without_proof(served: tuple[Central, str]) -> None:
    _, url = served
    seen = 0
    with httpx.Client(timeout=20) as client:
        for method, path in every_route(url):
            if path in OPEN:
                continue
            answer = client.request(method, url + path, content=b"{}")
            expected = "api_key_missing" if path.startswith(BY_KEY) else "auth_missing"
            assert answer.status_code == 401, (method, path)
            assert answer.json()["code"] == expected, (method, path)
            seen += 1
    assert seen >= 20


def test_a_web_shops_key_opens_no_office(served: tuple[Central, str]) -> None:
    central, url = served
    key = {"Authorization": f"Bearer {new_api_key(central, 'web', 'webshop')}"}
    with httpx.Client(timeout=20, headers=key) as client:
        for method, path in every_route(url):
            if path.startswith(ADMINS):
                answer = client.request(method, url + path, content=b"{}")
                assert (answer.status_code, answer.json()["code"]) == (403, "api_key_not_allowed")
            elif not path.startswith(BY_KEY) and path not in OPEN:
                answer = client.request(method, url + path, content=b"{}")
                assert answer.status_code == 401, (method, path)


def test_a_terminal_opens_no_office_and_no_shop(served: tuple[Central, str]) -> None:
    central, url = served
    caller = Caller(url, enrolled(central, "S2", "till"), central)
    with httpx.Client(timeout=20) as client:
        for method, path in every_route(url):
            if path.startswith(BY_KEY):
                signed = caller.headers(method, path, b"{}")
                answer = client.request(method, url + path, content=b"{}", headers=signed)
                assert (answer.status_code, answer.json()["code"]) == (401, "api_key_missing")
