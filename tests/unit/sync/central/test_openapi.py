"""The OpenAPI document against the real app, by schemathesis: no 5xx, no answer left untold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.transport import Response
from schemathesis.specs.openapi import checks

from sync.central.core import Central, new_api_key, open_central
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, open_shop

TOLD = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def wrong_of(central: Central, url: str, examples: int) -> list[str]:
    """What was wrong, per operation; every request is signed and has the administrator's key."""
    schema: Any = schemathesis.openapi.from_url(f"{url}/openapi/openapi.json")
    bearer = {"Authorization": f"Bearer {new_api_key(central, 'tests', 'admin')}"}
    till = Caller(url, enrolled(central, "S1", "till"), central)
    wrong: list[str] = []

    def ask(case: Any) -> None:
        given_words = case.as_transport_kwargs(base_url=url)
        words = {k: v for k, v in given_words.items() if k not in ("timeout", "verify", "cert")}
        request = requests.Request(**words).prepare()
        body: Any = request.body or b""
        raw = body.encode() if isinstance(body, str) else body
        signed = till.headers(str(request.method), request.path_url, raw)
        request.headers.update(bearer | signed)
        with requests.Session() as session:
            answer = session.send(request, timeout=30)
        name = f"{case.operation.label}: {answer.status_code} {answer.text[:200]}"
        if answer.status_code >= 500:
            wrong.append(name)
        try:
            case.validate_response(Response.from_requests(answer, verify=False), checks=TOLD)
        except BaseException as failure:  # schemathesis raises groups
            wrong.append(f"{name}: {failure}")

    for found in schema.get_all_operations():
        operation = found.ok()
        wrap: Any = given(operation.as_strategy())
        run = wrap(ask)
        quiet = list(HealthCheck)
        settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=quiet,
        )(run)()
    return wrong


@pytest.mark.allow_warnings("schemathesis tells of what it cannot make")
def test_the_document_tells_the_truth(tmp_path: Path) -> None:
    central = open_central(tmp_path / "central")
    open_shop(central)
    with serving(central) as url:
        assert wrong_of(central, url, 5) == []
    central.close()


@pytest.mark.soak
@pytest.mark.allow_warnings("schemathesis tells of what it cannot make")
def test_the_document_tells_the_truth_often(shop: Central) -> None:
    with serving(shop) as url:
        assert wrong_of(shop, url, 300) == []
