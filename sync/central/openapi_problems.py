"""The OpenAPI document, with every way of being refused as RFC 9457 problems. Central room."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin

from sync.protocol import paths

_REFUSED = {
    "400": "The body or a parameter cannot be read.",
    "401": "No proof of who asks, or a wrong one.",
    "403": "Whoever asks may not.",
    "404": "There is nothing by this name.",
    "409": "Understood, and it cannot be done: `code` says why.",
    "413": "More than 8 MiB.",
    "429": "Too much at once; come again after `Retry-After`.",
    "503": "Central cannot answer now; come again after `Retry-After`.",
}
_TEXT = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "detail": _TEXT,
        "data": {"type": ["object", "null"], "additionalProperties": _TEXT},
    },
    "required": ["type", "title", "status", "code"],
}
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_OWN_503 = (paths.HEALTH,)
"""Whose 503 is an answer, not a problem."""


class Json(JsonRenderPlugin):
    """`/openapi/openapi.json`."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, told(openapi_schema))


def told(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the problems added to every operation; told twice, the same."""
    document.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    for path, methods in document["paths"].items():
        for operation in methods.values():
            responses = operation.setdefault("responses", {})
            for status, what in _REFUSED.items():
                responses[status] = {"description": what, "content": _CONTENT}
            if path in _OWN_503:
                responses["503"] = responses["200"]
    return document
