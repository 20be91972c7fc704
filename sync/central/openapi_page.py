"""A page that lists the API from its own OpenAPI document: no scripts, nothing from elsewhere.

Central room.
"""

from __future__ import annotations

from html import escape
from typing import Any

from litestar import Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #1d2321; background: #fbfaf7 }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; text-transform: capitalize }
dt { font-family: ui-monospace, monospace; margin-top: .75rem }
dt b { display: inline-block; min-width: 3.5rem; color: #3f6650 }
dd { margin: 0 0 0 3.5rem; color: #555 }
"""


class Page(OpenAPIRenderPlugin):
    """HTML of every operation, by tag."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        groups: dict[str, list[str]] = {}
        for path, methods in sorted(openapi_schema["paths"].items()):
            for method, operation in methods.items():
                tag = (operation.get("tags") or ["other"])[0]
                groups.setdefault(tag, []).append(_row(method, path, operation))
        info = openapi_schema["info"]
        title = escape(f"{info['title']} {info['version']}")
        parts = [f"<h2>{escape(tag)}</h2><dl>{''.join(rows)}</dl>" for tag, rows in groups.items()]
        return (
            f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>"
            f"<style>{_STYLE}</style><h1>{title}</h1>"
            "<p>The whole document: <a href='/openapi/openapi.json'>openapi.json</a>. Terminals "
            "sign each request (<code>Endcap-Auth</code>); programs send "
            "<code>Authorization: Bearer KEY</code>.</p>" + "".join(parts)
        ).encode()


def _row(method: str, path: str, operation: dict[str, Any]) -> str:
    told = operation.get("description") or operation.get("summary") or ""
    return f"<dt><b>{escape(method.upper())}</b> {escape(path)}</dt><dd>{escape(told)}</dd>"
